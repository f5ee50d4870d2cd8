package browser_test

import (
	"context"
	"fmt"
	"image"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// A visit is one visitor's page: what is done there goes through the mouse and the keys, as a visitor does it.
type visit struct {
	*browser.Page
	t testing.TB
}

// patience is how long anything but training may take on a busy machine.
const patience = 30 * time.Second

// arrive opens the site at a link ("" or "#v=1&…") and waits until it stands ready.
func arrive(t testing.TB, link string, view browser.View) visit {
	t.Helper()
	v := visit{browser.Open(t, browser.Site(t)+link, view), t}
	v.ready()
	return v
}

// ready waits until there is a run, and particles on the stage.
func (v visit) ready() {
	v.t.Helper()
	v.WaitFor("pushforward.state()", patience)
	v.WaitFor("frames[0].pushforwardStage().particles > 0", patience)
}

// status waits until the run has one of the statuses.
func (v visit) status(any ...string) {
	v.t.Helper()
	v.WaitFor(fmt.Sprintf("%q.split(' ').includes(pushforward.state()?.status)", strings.Join(any, " ")), patience)
}

// click clicks the middle of the element that a JavaScript expression gives, once it is there and has come to rest. What the page shows anew may still
// push it away under the mouse: a press that meets something else is kept from it, and the click is tried again.
func (v visit) click(expression string) {
	v.t.Helper()
	for deadline := time.Now().Add(patience); ; {
		at := v.rest(expression)
		browser.Eval[any](v.Page, `aim(() => `+expression+`)`)
		v.Do(patience, chromedp.MouseClickXY(at[0], at[1]))
		if browser.Eval[bool](v.Page, "globalThis.aim?.hit() ?? true") {
			return
		}
		if time.Now().After(deadline) {
			v.t.Fatalf("after %v, no click has met %s", patience, expression)
		}
	}
}

// rest waits until the element that an expression gives stands still within the window, and gives its middle. It teaches the page to aim.
func (v visit) rest(expression string) [2]float64 {
	v.t.Helper()
	v.WaitFor(expression, patience)
	return browser.Eval[[2]float64](v.Page, aim+`new Promise(done => {
		let last = "", rested = 0;
		const look = () => {
			const node = `+expression+`;
			node?.scrollIntoView({block: "nearest"});
			const box = node?.getBoundingClientRect() ?? {left: 0, top: 0, width: 0, height: 0};
			const at = [box.left + box.width / 2, box.top + box.height / 2];
			rested = node && String(at) === last ? rested + 1 : 0;
			last = String(at);
			if (rested >= 3) done(at);
			else setTimeout(look, 30);
		};
		look();
	})`)
}

// aim is a function of the page that lets the mouse press nothing but what the last call finds, and tells whether that was clicked. What lies in a frame is
// out of its sight, and counts as met; so does what took the visitor to another page.
const aim = `
window.aim ??= (() => {
	let find = () => null, missed = false, met = false;
	const inside = event => Boolean(find()?.contains(event.target));
	const look = event => {
		if (!event.isTrusted) return;
		if (event.type === "pointerdown") missed = !inside(event);
		if (event.type === "click") met ||= !missed && inside(event);
		if (!missed) return;
		event.preventDefault();
		event.stopImmediatePropagation();
	};
	for (const kind of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) addEventListener(kind, look, true);
	const aim = wanted => {
		find = wanted;
		met = wanted()?.tagName === "IFRAME";
	};
	aim.hit = () => {
		find = () => document;
		return met;
	};
	return aim;
})();
`

// drag moves the thumb of a slider from one share of its width to another, with the button held.
func (v visit) drag(selector string, from, to float64) {
	v.t.Helper()
	v.pull(selector, [2]float64{from, 0.5}, [2]float64{to, 0.5})
}

// pull drags with the mouse from one place within an element to another, both as shares of its width and height.
func (v visit) pull(selector string, from, to [2]float64) {
	v.t.Helper()
	v.pullWith(input.DispatchMouseEventParams{}, selector, from, to)
}

// pullWith is [visit.pull] with a pen, say, that is pressed lightly.
func (v visit) pullWith(pointer input.DispatchMouseEventParams, selector string, from, to [2]float64) {
	v.t.Helper()
	pointer.Button, pointer.Buttons, pointer.ClickCount = "left", 1, 1
	box := browser.Eval[[4]float64](v.Page, fmt.Sprintf(`(node => {
		node.scrollIntoView({block: "nearest"});
		const box = node.getBoundingClientRect();
		return [box.left + 10, box.top, box.width - 20, box.height];
	})(document.querySelector(%q))`, selector))
	mouse := func(kind input.DispatchMouseEventType, share float64) {
		pointer.Type = kind
		pointer.X = box[0] + box[2]*(from[0]+(to[0]-from[0])*share)
		pointer.Y = box[1] + box[3]*(from[1]+(to[1]-from[1])*share)
		v.Do(patience, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, input.DispatchMouseEvent, pointer)
			return err
		}))
	}
	const moves = 8
	mouse("mousePressed", 0)
	for i := range moves + 1 {
		mouse("mouseMoved", float64(i)/moves)
	}
	mouse("mouseReleased", 1)
}

// choose picks the choice of that name from the top bar's picker.
func (v visit) choose(picker, name string) {
	v.t.Helper()
	v.click(fmt.Sprintf("document.querySelector('[aria-controls=%q]')", picker+"-list"))
	v.click(fmt.Sprintf("[...document.querySelectorAll('#%s-list [role=option]')].find(o => o.querySelector('.picker-name').textContent === %q)", picker, name))
}

// enter types a value into the field of that id, in place of what it holds.
func (v visit) enter(id, value string) {
	v.t.Helper()
	v.click(fmt.Sprintf("document.getElementById(%q)", id))
	browser.Eval[any](v.Page, fmt.Sprintf("document.getElementById(%q).select()", id))
	v.press(value + "\r")
}

// pick chooses a value in the list of that id.
func (v visit) pick(id, value string) {
	v.t.Helper()
	v.WaitFor(fmt.Sprintf("[...document.querySelectorAll('#%s option')].some(o => o.value === %q)", id, value), patience)
	browser.Eval[any](v.Page, fmt.Sprintf("(s => { s.value = %q; s.dispatchEvent(new Event('change', {bubbles: true})); })(document.getElementById(%q))", value, id))
}

// press sends keys to whatever has the focus.
func (v visit) press(keys string) {
	v.t.Helper()
	v.Do(patience, chromedp.KeyEvent(keys))
}

// space presses the space bar as one event: [chromedp.KeyEvent] types the blank even where the page has taken the key, which scrolls.
func (v visit) space() {
	v.t.Helper()
	v.strike(input.DispatchKeyEventParams{Key: " ", Code: "Space", Text: " ", WindowsVirtualKeyCode: 32})
}

// enterKey presses Enter as one event, for the same reason: what it is typed into may be gone.
func (v visit) enterKey() {
	v.t.Helper()
	v.strike(input.DispatchKeyEventParams{Key: "Enter", Code: "Enter", Text: "\r", WindowsVirtualKeyCode: 13})
}

// strike presses a key and lets it go.
func (v visit) strike(key input.DispatchKeyEventParams) {
	v.t.Helper()
	v.Do(patience, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		key.Type = "keyDown"
		if _, err := cdp.Call(ctx, target, input.DispatchKeyEvent, key); err != nil {
			return err
		}
		key.Type, key.Text = "keyUp", ""
		_, err := cdp.Call(ctx, target, input.DispatchKeyEvent, key)
		return err
	}))
}

// train presses Train, waits for a score of at most ratio times the floor, and pauses.
func (v visit) train(ratio float64) {
	v.t.Helper()
	v.click("document.querySelector('#training .primary:enabled')")
	v.WaitFor(fmt.Sprintf("pushforward.score()?.ratio <= %v", ratio), 90*time.Second)
	if browser.Eval[string](v.Page, "pushforward.state().status") == "training" {
		v.click("document.querySelector('#training .primary')")
	}
	v.status("paused", "finished")
}

// show stops the transport at t with these layers on, and gives the stage's picture once it stands still.
func (v visit) show(at float64, layers ...string) *image.RGBA {
	v.t.Helper()
	browser.Eval[any](v.Page, "scrollTo(0, 0)")
	browser.Eval[any](v.Page, fmt.Sprintf("pushforward.send({type: 'layers', on: %q.split(' ')})", strings.Join(layers, " ")))
	browser.Eval[any](v.Page, fmt.Sprintf("pushforward.send({type: 'seek', t: %v})", at))
	v.WaitFor(fmt.Sprintf("frames[0].pushforwardStage().t === %v && frames[0].pushforwardStage().layers.length === %d", at, len(layers)), patience)
	last := v.stage()
	for deadline := time.Now().Add(patience); ; {
		next := v.stage()
		if same(last, next) {
			return next
		}
		if time.Now().After(deadline) {
			v.t.Fatalf("the stage still moves %v after the transport was stopped", patience)
		}
		last = next
	}
}

// stage is the stage's picture now, without its border.
func (v visit) stage() *image.RGBA {
	v.t.Helper()
	box := browser.Eval[[4]float64](v.Page, "(b => [b.left, b.top, b.right, b.bottom])(document.querySelector('.stage').getBoundingClientRect())")
	return part(v.Image(), box)
}

// part is what a box (left, top, right, bottom) holds of a picture, without its border.
func part(picture image.Image, box [4]float64) *image.RGBA {
	const border = 3
	return crop(picture, image.Rect(int(box[0])+border, int(box[1])+border, int(box[2])-border, int(box[3])-border))
}
