package browser

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A Page is one tab of a browser. Its methods fail the test at once when the browser refuses.
type Page struct {
	t       testing.TB
	ctx     context.Context
	console *console
}

// askTimeout bounds one question to the page.
const askTimeout = 30 * time.Second

// pollEvery is the time between two looks at a condition.
const pollEvery = 25 * time.Millisecond

// Do runs the browser's actions, such as [chromedp.KeyEvent] and [chromedp.MouseClickXY], within a time limit.
func (p *Page) Do(limit time.Duration, actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, limit)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// Eval is the value of a JavaScript expression in the page, which may be a promise; it travels as JSON.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	value, err := evaluate[T](p, expression)
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

func evaluate[T any](p *Page, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, askTimeout)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// WaitFor waits until a JavaScript expression is true. It may throw, and the page may load anew, in the meantime. The test fails
// when limit has passed; it then says what the expression last was.
func (p *Page) WaitFor(expression string, limit time.Duration) {
	p.t.Helper()
	deadline := time.Now().Add(limit)
	for {
		holds, err := evaluate[bool](p, "Boolean("+expression+")")
		if err == nil && holds {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("after %v, %s is %v (error: %v)", limit, expression, holds, err)
		}
		time.Sleep(pollEvery)
	}
}

// See shows the page in another view: another window, another theme. What a browser is started with stays.
func (p *Page) See(view View) {
	p.t.Helper()
	p.Do(askTimeout, view.emulate())
}

// Image is a picture of the visible page, in device pixels.
func (p *Page) Image() image.Image {
	p.t.Helper()
	picture, err := png.Decode(bytes.NewReader(p.capture()))
	if err != nil {
		p.t.Fatalf("picture of the page: %v", err)
	}
	return picture
}

// Screenshot writes a picture of the visible page to a PNG file, and makes its folder if need be.
func (p *Page) Screenshot(path string) {
	p.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(path, p.capture(), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// capture is a picture of the visible page as PNG.
func (p *Page) capture() []byte {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, askTimeout)
	defer cancel()
	content, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatalf("picture of the page: %v", err)
	}
	return content
}

// Expect lets the page complain of something, any number of times: console messages that contain text do not fail the test.
func (p *Page) Expect(text string) { p.console.expect(text) }

// Complaints are the errors and warnings on the page's console so far, those expected included.
func (p *Page) Complaints() []string { return p.console.complaints() }
