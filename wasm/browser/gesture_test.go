package browser_test

import (
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
	"pushforward/wasm/protocol"
)

// square is a scene on which a CSS pixel of a stage of 428 px, less its margins of 14, is a hundredth.
func square() protocol.Scene {
	return protocol.Scene{
		Generation: 1, Bounds: [4]float64{-2, -2, 2, 2}, Target: protocol.Floats{0, 0, 1, 1},
		Motion: protocol.MotionTrajectory, Layers: []string{protocol.LayerTarget, protocol.LayerAxes},
	}
}

const squareSide = 428

// reach is half of what a view of the square shows.
const reach = squareSide / 200.0

func TestMouseMovesTheView(t *testing.T) {
	r := openRig(t, squareSide, squareSide, browser.View{})
	r.worker(protocol.TypeScene, square())
	if got, want := r.view(), [4]float64{-reach, -reach, reach, reach}; !near(got, want, 1e-3) {
		t.Fatalf("the view begins as %v, want %v", got, want)
	}
	r.drag(0, straightLine([2]float64{200, 200}, [2]float64{250, 180}, 6)...)
	if got, want := r.view(), [4]float64{-reach - 0.5, -reach - 0.2, reach - 0.5, reach - 0.2}; !near(got, want, 1e-3) {
		t.Errorf("dragged by (50, −20) pixels the view is %v, want %v", got, want)
	}
	before := r.view()
	r.mouse(input.DispatchMouseEventParams{Type: "mouseWheel", X: 114, Y: 314, DeltaY: -200})
	after := r.view()
	width := (after[2] - after[0]) / (before[2] - before[0])
	if !(width > 0.6 && width < 0.8) {
		t.Errorf("a turn of the wheel leaves %.3f of the width, want e^−0.36", width)
	}
	under := func(view [4]float64) (x, y float64) {
		return view[0] + (view[2]-view[0])*114/squareSide, view[3] - (view[3]-view[1])*314/squareSide
	}
	if x, y := under(before); true {
		if nx, ny := under(after); !near([4]float64{x, y}, [4]float64{nx, ny}, 1e-3) {
			t.Errorf("under the wheel was (%v, %v), now (%v, %v)", x, y, nx, ny)
		}
	}
}

// A stage tells where it looks and where the mouse is, whose way there it shows, looks where it is told, and leaves it to the page to play.
func TestStageCanBeLinked(t *testing.T) {
	r := openRig(t, squareSide, squareSide, browser.View{})
	shown := square()
	shown.Motion = protocol.MotionSimulation
	r.worker(protocol.TypeScene, shown)
	home := r.view()
	r.drag(0, straightLine([2]float64{200, 200}, [2]float64{250, 180}, 6)...)
	moved := r.view()
	r.WaitFor("rig.heard.filter(m => m.type === 'camera').length > 1", patience)
	told := browser.Eval[protocol.Camera](r.Page, "rig.heard.filter(m => m.type === 'camera').at(-1)")
	if want := (protocol.Camera{X: -0.5 / 4, Y: -0.2 / 4, Scale: 1}); !near([4]float64{told.X, told.Y, told.Scale}, [4]float64{want.X, want.Y, want.Scale}, 1e-3) {
		t.Errorf("told %+v, want %+v", told, want)
	}
	r.page(protocol.TypeCamera, protocol.Camera{Scale: 1})
	if got := r.view(); got != home {
		t.Errorf("told to look home, the stage shows %v, want %v", got, home)
	}
	r.page(protocol.TypeCamera, told)
	if got := r.view(); got != moved {
		t.Errorf("told to look where it did, the stage shows %v, want %v", got, moved)
	}

	under := []float32{float32(moved[0]) + 1.07, float32(moved[3]) - 3.21} // the mouse; of a dozen particles two are there
	particles := protocol.Paths{Generation: 1, N: 12, Frames: 1, Times: protocol.Floats{0}, Points: protocol.Floats{under[0] + 0.1, under[1], under[0], under[1] - 0.1}}
	for i := range 10 {
		particles.Points = append(particles.Points, under[0]+1, under[1]+float32(i)/10)
	}
	r.worker(protocol.TypePaths, particles)
	r.WaitFor("rig.state().positions.length === 24 && rig.state().followed === 8", patience)
	r.mouse(input.DispatchMouseEventParams{Type: "mouseMoved", X: 107, Y: 321})
	r.WaitFor("rig.state().followed === 2", patience)
	r.WaitFor("rig.heard.some(m => m.type === 'cursor' && m.on && Math.abs(m.x - 0.25) < 0.01 && Math.abs(m.y - 0.75) < 0.01)", patience)
	r.mouse(input.DispatchMouseEventParams{Type: "mouseMoved", X: 107, Y: squareSide + 50})
	r.WaitFor("!rig.heard.filter(m => m.type === 'cursor').at(-1).on && rig.state().followed === 8", patience)

	browser.Eval[any](r.Page, "frames[0].document.querySelector('canvas').focus()")
	r.Do(patience, chromedp.KeyEvent(" "))
	r.WaitFor("rig.heard.some(m => m.type === 'toggle')", patience)
	if browser.Eval[bool](r.Page, "rig.state().playing") {
		t.Error("the stage plays before the page says so")
	}
}

// A wheel that only passes over the stage scrolls the page.
func TestWheelScrollsThePage(t *testing.T) {
	r := openRig(t, squareSide, squareSide, browser.View{})
	r.worker(protocol.TypeScene, square())
	before := r.view()
	r.mouse(input.DispatchMouseEventParams{Type: "mouseWheel", X: 200, Y: 200, DeltaY: 120})
	r.WaitFor("scrollY > 60", patience)
	if after := r.view(); after != before {
		t.Errorf("the view went from %v to %v", before, after)
	}
}

// On a phone two fingers pinch and move the view, one scrolls the page.
func TestFingers(t *testing.T) {
	r := openRig(t, squareSide, squareSide, browser.View{Width: squareSide, Height: 600, Touch: true})
	r.worker(protocol.TypeScene, square())
	before := r.view()
	r.touch(straightLine([2]float64{164, 214}, [2]float64{114, 214}, 8), straightLine([2]float64{264, 214}, [2]float64{314, 214}, 8))
	if after := r.view(); !near(after, [4]float64{-reach / 2, -reach / 2, reach / 2, reach / 2}, 0.05) {
		t.Errorf("fingers twice as far apart took the view from %v to %v, want half as much of the world", before, after)
	}
	before = r.view()
	r.touch(straightLine([2]float64{164, 214}, [2]float64{184, 234}, 8), straightLine([2]float64{264, 214}, [2]float64{284, 234}, 8))
	if after := r.view(); !near(after, [4]float64{before[0] - 0.1, before[1] + 0.1, before[2] - 0.1, before[3] + 0.1}, 0.02) {
		t.Errorf("two fingers moved by (20, 20) pixels took the view from %v to %v", before, after)
	}
	before = r.view()
	r.touch(straightLine([2]float64{200, 350}, [2]float64{200, 150}, 12))
	r.WaitFor("scrollY > 100", patience)
	if after := r.view(); after != before {
		t.Errorf("one finger took the view from %v to %v", before, after)
	}
}

// While the probe is on, a press, drags and a release are told in the world's units, and the view stands still but for Shift.
func TestPointerProbes(t *testing.T) {
	check := func(t *testing.T, r rig, from, to [2]float64) {
		t.Helper()
		r.WaitFor("rig.heard.some(m => m.type === 'point' && m.phase === 'release')", patience)
		points := r.points()
		first, last := points[0], points[len(points)-1]
		if first.Phase != protocol.PhasePress || last.Phase != protocol.PhaseRelease || len(points) < 4 || points[1].Phase != protocol.PhaseDrag {
			t.Fatalf("told %+v, want a press, drags and a release", points)
		}
		if got, want := [4]float64{first.X, first.Y, last.X, last.Y}, [4]float64{from[0], from[1], to[0], to[1]}; !near(got, want, 0.02) || first.T != 0.25 {
			t.Errorf("from (%v, %v) at t = %v to (%v, %v), want from %v at ¼ to %v", first.X, first.Y, first.T, last.X, last.Y, from, to)
		}
	}
	layers := protocol.Layers{On: []string{protocol.LayerTarget, protocol.LayerProbe}}
	t.Run("mouse", func(t *testing.T) {
		r := openRig(t, squareSide, squareSide, browser.View{})
		r.worker(protocol.TypeScene, square())
		r.page(protocol.TypeLayers, layers)
		r.page(protocol.TypeSeek, protocol.Seek{T: 0.25})
		before := r.view()
		r.drag(0, straightLine([2]float64{214, 214}, [2]float64{314, 114}, 6)...)
		check(t, r, [2]float64{0, 0}, [2]float64{1, 1})
		if after := r.view(); after != before {
			t.Errorf("the view went from %v to %v", before, after)
		}
		told := len(r.points())
		r.drag(8, straightLine([2]float64{214, 214}, [2]float64{314, 214}, 6)...)
		if after := r.view(); !near(after, [4]float64{before[0] - 1, before[1], before[2] - 1, before[3]}, 1e-3) || len(r.points()) != told {
			t.Errorf("with Shift the view went from %v to %v, and %d points were told", before, after, len(r.points())-told)
		}
	})
	t.Run("finger", func(t *testing.T) {
		r := openRig(t, squareSide, squareSide, browser.View{Width: squareSide, Height: 600, Touch: true})
		r.worker(protocol.TypeScene, square())
		r.page(protocol.TypeLayers, layers)
		r.page(protocol.TypeSeek, protocol.Seek{T: 0.25})
		r.still()
		r.touch(straightLine([2]float64{214, 314}, [2]float64{214, 114}, 12))
		check(t, r, [2]float64{0, -1}, [2]float64{0, 1})
		if y := browser.Eval[float64](r.Page, "scrollY"); y != 0 {
			t.Errorf("the page scrolled by %v", y)
		}
	})
}
