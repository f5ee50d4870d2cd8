package browser_test

import (
	"context"
	"encoding/json"
	"fmt"
	"image"
	"math"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
	"pushforward/wasm/protocol"
)

// rig is the stage alone in a page of the test's: the test is both its page and its worker.
type rig struct {
	*browser.Page
	t             testing.TB
	width, height float64 // of the stage, CSS pixels; its corner is at (0, 0)
}

// rigPage is as tall as two windows, so that it can scroll.
const rigPage = `<!doctype html><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<body style="margin: 0; height: 200vh"></body>`

// rigScript makes the frame, remembers what it says and connects a line to it once it is ready. Lists of numbers become Float32Arrays
// where the protocol wants them.
const rigScript = `new Promise((done, failed) => {
	const frame = Object.assign(document.createElement("iframe"), {src: "stage.html", width: %v, height: %v, frameBorder: 0, style: "display: block"});
	const line = new MessageChannel(), bulk = %s;
	const wrap = (type, fields) => ({ns: "pushforward", v: 1, type, ...Object.fromEntries(Object.entries(fields).map(
		([name, value]) => [name, bulk.includes(name) && Array.isArray(value) ? new Float32Array(value) : value]))});
	globalThis.rig = {
		heard: [],
		page: (type, fields) => frame.contentWindow.postMessage(wrap(type, fields), location.origin),
		worker: (type, fields) => line.port1.postMessage(wrap(type, fields)),
		state: () => frame.contentWindow.pushforwardStage(),
	};
	addEventListener("message", ({data}) => {
		rig.heard.push(data);
		if (data.type === "error") failed(new Error(data.message));
		if (data.type !== "ready") return;
		frame.contentWindow.postMessage(wrap("connect", {}), location.origin, [line.port2]);
		done(true);
	});
	document.body.append(frame);
})`

// openRig opens the stage at a size in CSS pixels.
func openRig(t testing.TB, width, height int, view browser.View) rig {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir(filepath.Join(browser.Root(t), "dist"))))
	mux.HandleFunc("/rig.html", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(rigPage))
	})
	host := httptest.NewServer(mux)
	t.Cleanup(host.Close)
	r := rig{browser.Open(t, host.URL+"/rig.html", view), t, float64(width), float64(height)}
	bulk, _ := json.Marshal([]string{"target", "points", "times", "values", "jacobians", "partner", "partners", "codes", "spread"})
	browser.Eval[any](r.Page, fmt.Sprintf(rigScript, width, height, bulk))
	return r
}

// worker sends the stage a message as the worker does.
func (r rig) worker(kind protocol.Type, fields any) { r.send("worker", kind, fields) }

// page sends the stage a message as the page does.
func (r rig) page(kind protocol.Type, fields any) { r.send("page", kind, fields) }

func (r rig) send(as string, kind protocol.Type, fields any) {
	r.t.Helper()
	text, err := json.Marshal(fields)
	if err != nil {
		r.t.Fatal(err)
	}
	browser.Eval[any](r.Page, fmt.Sprintf("rig.%s(%q, %s)", as, kind, text))
}

// still waits until the stage has drawn the time it was last told, and draws no more. It returns how many pictures there have been.
func (r rig) still() int {
	r.t.Helper()
	return browser.Eval[int](r.Page, `new Promise(done => {
		let last = -1, quiet = 0;
		const look = () => {
			const {drawn} = rig.state();
			quiet = drawn === last ? quiet + 1 : 0;
			last = drawn;
			if (quiet > 5 && drawn > 0) done(drawn);
			else requestAnimationFrame(look);
		};
		requestAnimationFrame(look);
	})`)
}

// picture is the stage's picture once it stands still.
func (r rig) picture() *image.RGBA {
	r.t.Helper()
	r.still()
	picture := r.Image()
	scale := float64(picture.Bounds().Dx()) / browser.Eval[float64](r.Page, "innerWidth")
	return crop(picture, image.Rect(0, 0, int(r.width*scale), int(r.height*scale)))
}

// view is the rectangle of the world that the stage shows.
func (r rig) view() [4]float64 {
	r.t.Helper()
	r.still()
	return browser.Eval[[4]float64](r.Page, "rig.state().view")
}

// mouse is one event of the mouse's left button, or of its wheel.
func (r rig) mouse(event input.DispatchMouseEventParams) {
	r.t.Helper()
	if event.Type == input.DispatchMouseEventTypeMouseWheel {
		event.DeltaX = 1e-6 // the browser wants one, and 0 would not be sent
	} else {
		event.Button, event.ClickCount = "left", 1
	}
	r.Do(patience, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, input.DispatchMouseEvent, event)
		return err
	}))
}

// drag presses at the first of the points, moves to each of the others, and releases at the last.
func (r rig) drag(modifiers int64, points ...[2]float64) {
	r.t.Helper()
	event := func(kind input.DispatchMouseEventType, at [2]float64, buttons int64) {
		r.mouse(input.DispatchMouseEventParams{Type: kind, X: at[0], Y: at[1], Buttons: buttons, Modifiers: modifiers})
	}
	event(input.DispatchMouseEventTypeMousePressed, points[0], 1)
	for _, at := range points[1:] {
		event(input.DispatchMouseEventTypeMouseMoved, at, 1)
	}
	event(input.DispatchMouseEventTypeMouseReleased, points[len(points)-1], 0)
}

// touch lets fingers go along ways of equal length, one way a finger.
func (r rig) touch(ways ...[][2]float64) {
	r.t.Helper()
	touch(r.Page, ways...)
}

// touch is [rig.touch] on any page.
func touch(page *browser.Page, ways ...[][2]float64) {
	event := func(kind input.DispatchTouchEventType, step int) {
		m := input.DispatchTouchEventParams{Type: kind, TouchPoints: []*input.TouchPoint{}}
		for i, way := range ways {
			if id := float64(i); step >= 0 {
				m.TouchPoints = append(m.TouchPoints, &input.TouchPoint{X: way[step][0], Y: way[step][1], ID: &id})
			}
		}
		page.Do(patience, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, input.DispatchTouchEvent, m)
			return err
		}))
	}
	event("touchStart", 0)
	for step := range ways[0] {
		event("touchMove", step)
	}
	event("touchEnd", -1)
}

// points are what the stage has told of the pointer.
func (r rig) points() []protocol.Point {
	r.t.Helper()
	return browser.Eval[[]protocol.Point](r.Page, "rig.heard.filter(m => m.type === 'point')")
}

// straightLine is n points from a to b, ends included.
func straightLine(a, b [2]float64, n int) [][2]float64 {
	way := make([][2]float64, n)
	for i := range way {
		s := float64(i) / float64(n-1)
		way[i] = [2]float64{a[0] + s*(b[0]-a[0]), a[1] + s*(b[1]-a[1])}
	}
	return way
}

// near reports whether two lists of numbers differ by at most so much.
func near(a, b [4]float64, most float64) bool {
	for i := range a {
		if !(math.Abs(a[i]-b[i]) <= most) {
			return false
		}
	}
	return true
}

func itoa(n int) string { return strconv.Itoa(n) }
