package browser_test

import (
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pushforward/wasm/browser"
)

func TestSoftwareGraphics(t *testing.T) {
	page := browser.Open(t, browser.Serve(t, "testdata"), browser.View{})
	want := []int{213, 94, 0, 255}
	if got := browser.Eval[[]int](page, "pixel"); !slices.Equal(got, want) {
		t.Errorf("WebGL pixel read back: %v, want %v", got, want)
	}
	if got := color.RGBAModel.Convert(page.Image().At(32, 32)); got != (color.RGBA{213, 94, 0, 255}) {
		t.Errorf("the same pixel in a picture of the page: %v, want %v", got, want)
	}
}

func TestViews(t *testing.T) {
	url := browser.Serve(t, "testdata")
	for _, test := range []struct {
		name          string
		view          browser.View
		width, height int // of the picture
		background    color.RGBA
		facts         string // JavaScript that is true
	}{
		{"desktop", browser.View{}, 1280, 800, color.RGBA{252, 252, 252, 255}, `!matchMedia("(prefers-reduced-motion: reduce)").matches`},
		{"dark phone", browser.View{Width: 390, Height: 844, Scale: 2, Touch: true, Dark: true, Still: true}, 780, 1688, color.RGBA{20, 22, 26, 255},
			`matchMedia("(prefers-reduced-motion: reduce)").matches && devicePixelRatio == 2 && navigator.maxTouchPoints > 0`},
	} {
		t.Run(test.name, func(t *testing.T) {
			page := browser.Open(t, url, test.view)
			page.WaitFor(test.facts, time.Second)
			path := filepath.Join(t.TempDir(), "shots", "page.png")
			page.Screenshot(path)
			if _, err := os.Stat(path); err != nil {
				t.Error(err)
			}
			picture := page.Image()
			if size := picture.Bounds().Size(); size.X != test.width || size.Y != test.height {
				t.Errorf("picture of %v, want %d×%d", size, test.width, test.height)
			}
			if got := color.RGBAModel.Convert(picture.At(300, 300)); got != test.background {
				t.Errorf("background %v, want %v", got, test.background)
			}
		})
	}
}

func TestEvalWaitsForPromises(t *testing.T) {
	page := browser.Open(t, browser.Serve(t, "testdata"), browser.View{})
	got := browser.Eval[struct{ Answer int }](page, `new Promise(done => setTimeout(() => done({Answer: 42}), 10))`)
	if got.Answer != 42 {
		t.Errorf("got %+v, want 42", got)
	}
	browser.Eval[any](page, `void setTimeout(() => { globalThis.late = true }, 100)`)
	page.WaitFor("late", 5*time.Second)
}

func TestComplaintsAreHeard(t *testing.T) {
	page := browser.Open(t, browser.Serve(t, "testdata"), browser.View{})
	for name, test := range map[string]struct{ script, want string }{
		"error":            {`console.error("an error")`, "an error"},
		"warning":          {`console.warn("a warning")`, "a warning"},
		"exception":        {`void setTimeout(() => { throw new Error("an exception") })`, "an exception"},
		"rejection":        {`void Promise.reject(new Error("a rejection"))`, "a rejection"},
		"missing file":     {`fetch("absent.js").then(() => 0)`, "404"},
		"policy":           {`void document.body.append(Object.assign(document.createElement("img"), {src: "http://127.0.0.1:1/a.png"}))`, "Content Security Policy"},
		"worker error":     {`void startWorker()`, "a worker's error"},
		"worker exception": {`void startWorker()`, "a worker's exception"},
	} {
		t.Run(name, func(t *testing.T) {
			page.Expect(test.want)
			browser.Eval[any](page, test.script)
			deadline := time.Now().Add(3 * time.Second)
			for !slices.ContainsFunc(page.Complaints(), func(m string) bool { return strings.Contains(m, test.want) }) {
				if time.Now().After(deadline) {
					t.Fatalf("not heard: %q", page.Complaints())
				}
				time.Sleep(10 * time.Millisecond)
			}
		})
	}
	browser.Eval[any](page, `console.log("no complaint")`)
}

// recorder is a test that only notes its failures.
type recorder struct {
	testing.TB
	cleanups []func()
	errors   []string
}

func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }
func (r *recorder) Errorf(format string, arguments ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, arguments...))
}

func TestUnexpectedComplaintFailsTheTest(t *testing.T) {
	record := &recorder{TB: t}
	page := browser.Open(record, browser.Serve(t, "testdata"), browser.View{})
	page.Expect("harmless")
	browser.Eval[any](page, `console.warn("harmless"); console.warn("harmful")`)
	deadline := time.Now().Add(3 * time.Second)
	for len(page.Complaints()) < 2 && time.Now().Before(deadline) {
		time.Sleep(10 * time.Millisecond)
	}
	for _, f := range slices.Backward(record.cleanups) {
		f()
	}
	if len(record.errors) != 1 || !strings.Contains(record.errors[0], "harmful") {
		t.Errorf("failures %q: want one, for the harmful warning", record.errors)
	}
}
