package browser_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// control presses a letter with Ctrl, and with Shift if it is a capital.
func (v visit) control(letter string, shift bool) {
	v.t.Helper()
	modifiers := int64(2)
	if shift {
		modifiers |= 8
	}
	v.Do(patience, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		for _, kind := range []input.DispatchKeyEventType{"rawKeyDown", "keyUp"} {
			key := input.DispatchKeyEventParams{Type: kind, Key: letter, Code: "KeyZ", WindowsVirtualKeyCode: 90, Modifiers: modifiers}
			if _, err := cdp.Call(ctx, target, input.DispatchKeyEvent, key); err != nil {
				return err
			}
		}
		return nil
	}))
}

// What was set is undone and redone, by buttons and by keys; what is refused is not among it.
func TestSettingsAreUndone(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons", browser.View{})
	page.choose("target", "Checkerboard")
	page.enter("m-batch", "128")
	page.WaitFor("pushforward.run().parameters.batch === '128'", patience)
	page.click("document.querySelector('#edits button:first-child:enabled')")
	page.WaitFor("pushforward.run().parameters.batch === undefined && document.getElementById('m-batch').value === '256'", patience)
	browser.Eval[any](page.Page, "document.activeElement.blur()")
	page.control("z", false)
	page.WaitFor("pushforward.run().target === 'moons' && document.querySelector('#edits button:first-child').disabled", patience)
	page.control("Z", true)
	page.control("Z", true)
	page.WaitFor("pushforward.run().target === 'checkerboard' && pushforward.run().parameters.batch === '128'", patience)
	page.WaitFor("pushforward.state().run.parameters.batch === '128'", patience)
}

// A preset asks, trains, and tells.
func TestBreakIt(t *testing.T) {
	for name, view := range map[string]browser.View{"desktop": {}, "phone": browser.Phone()} {
		t.Run(name, func(t *testing.T) {
			page := arrive(t, "#v=1&m=fm&d=moons", view)
			page.click("document.querySelector('#presets summary')")
			page.click("document.querySelector('[data-preset=blur]')")
			page.Screenshot(filepath.Join(t.ArtifactDir(), "question.png"))
			page.click("document.querySelectorAll('#presets .presets button')[0]")
			page.WaitFor("pushforward.state().run.method === 'sinkhorn' && pushforward.state().status === 'finished'", patience)
			page.WaitFor("document.querySelector('#presets .shown')?.textContent.includes('the moons are gone')", patience)
			page.WaitFor("document.querySelector('#presets [role=status]').textContent.includes('Split into two moons')", patience)
			page.Screenshot(filepath.Join(t.ArtifactDir(), "shown.png"))
			page.click("document.querySelector('.back-to-presets')")
			page.WaitFor("document.querySelector('[data-preset=bridges]')", patience)
		})
	}
}

// Asked to, training stops at the floor by itself and says so.
func TestStopAtTheFloor(t *testing.T) {
	page := arrive(t, "#v=1&m=mmd&d=gaussian&steps=1000000&net=8&batch=64", browser.View{})
	page.click("document.getElementById('stop-at-floor')")
	page.click("document.querySelector('#training .primary:enabled')")
	page.status("training")
	page.status("paused")
	page.WaitFor("document.getElementById('caption').textContent.startsWith('Stopped at step')", patience)
}

// Readers who want no motion see six stills, by their buttons and by Play.
func TestStillsInPlaceOfMotion(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons", browser.View{Still: true})
	page.WaitFor("frames[0].pushforwardStage().t === 1 && !frames[0].pushforwardStage().playing", patience)
	page.click("document.querySelector('.stills [data-t=\"0.4\"]')")
	page.WaitFor("frames[0].pushforwardStage().t === 0.4", patience)
	page.click("document.querySelector('#playback .round')")
	page.WaitFor("frames[0].pushforwardStage().t === 0.8 && !frames[0].pushforwardStage().playing", patience)
	page.Screenshot(filepath.Join(t.ArtifactDir(), "stills.png"))
	page.WaitFor("frames[0].pushforwardStage().t === 0", patience)
	page.click("document.querySelector('#playback .round')")
	page.WaitFor("document.querySelector('#playback .round').getAttribute('aria-label') === 'Play the transport'", patience)
}
