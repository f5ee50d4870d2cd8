// Package browser runs tests in headless Chromium: it opens a page, asks it questions, takes pictures of it, and fails the test
// for anything that the page complains about on its console.
//
// The browser reaches this machine only, draws WebGL in software, so that pictures are the same everywhere, and starts from an
// empty profile each time.
package browser

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// A View is how the visitor sees the page. The zero value is a light desktop window of 1280 by 800 CSS pixels.
type View struct {
	Width, Height int     // CSS pixels; 0 means 1280 and 800
	Scale         float64 // device pixels per CSS pixel; 0 means 1
	Dark          bool    // prefers-color-scheme: dark
	Still         bool    // prefers-reduced-motion: reduce
	Touch         bool    // a phone: touch events, mobile viewport
	NoGPU         bool    // what the page shows is put together in software too, as Chromium does by itself without a graphics card
	NoSIMD        bool    // an x86-64 processor without SSE4.1, on which V8 compiles no SIMD WebAssembly
}

// Phone is a light phone of 390 by 844 CSS pixels.
func Phone() View { return View{Width: 390, Height: 844, Scale: 2, Touch: true} }

// openTimeout bounds the start of the browser and the load of a page.
const openTimeout = time.Minute

// Open starts a browser, loads url and waits for its load event. The browser stops when the test ends; the test then fails if the
// page wrote an error or a warning to its console that was not expected (see [Page.Expect]).
func Open(t testing.TB, url string, view View) *Page {
	t.Helper()
	allocator, stop := chromedp.NewExecAllocator(context.Background(), view.flags(find(t))...)
	ctx, closeTab := chromedp.NewContext(allocator)
	p := &Page{t: t, ctx: ctx, console: &console{}}
	t.Cleanup(func() {
		// What the page said before this question is heard before its answer. A page that is gone has no more to say.
		_, _ = evaluate[bool](p, "true")
		closeTab()
		stop()
		p.console.report(t)
	})
	// The first action starts the browser, which lives as long as that action's context: hence no deadline yet.
	if err := chromedp.Do(ctx, view.emulate()); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	p.console.follow(ctx)
	p.Do(openTimeout, chromedp.Navigate(url))
	return p
}

// find is the path of Chromium: $CHROMIUM, or the first of its usual names that exists.
func find(t testing.TB) string {
	t.Helper()
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("no Chromium: install it (make chromium, or apt-get install chromium), or set CHROMIUM to its path")
	return ""
}

// flags are the options of a quiet browser that draws WebGL in software and resolves no name.
func (v View) flags(path string) []chromedp.ExecAllocatorOption {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.Flag("headless", "new"),
		chromedp.NoSandbox, // tests run as root in containers, where Chromium's sandbox cannot
		chromedp.Flag("enable-unsafe-swiftshader", true),
		chromedp.Flag("disable-accelerated-2d-canvas", true), // as without a GPU: a chart would wait until the stage is drawn
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"),
		chromedp.WSURLReadTimeout(openTimeout),
	)
	if v.NoGPU {
		options = append(options, chromedp.Flag("disable-gpu", true))
	} else {
		options = append(options, chromedp.Flag("use-angle", "swiftshader"))
	}
	if v.NoSIMD {
		options = append(options, chromedp.Flag("js-flags", "--no-enable-sse4-1"))
	}
	return options
}

// emulate makes the browser show pages in this view.
func (v View) emulate() chromedp.Action[chromedp.Void] {
	options := []chromedp.EmulateViewportOption{chromedp.EmulateScale(cmp.Or(v.Scale, 1))}
	if v.Touch {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait)
	}
	scheme, motion := "light", "no-preference"
	if v.Dark {
		scheme = "dark"
	}
	if v.Still {
		motion = "reduce"
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme},
		{Name: "prefers-reduced-motion", Value: motion},
	}}
	return chromedp.Steps(
		chromedp.EmulateViewport(int64(cmp.Or(v.Width, 1280)), int64(cmp.Or(v.Height, 800)), options...),
		chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, media)
			return err
		}),
	)
}
