package camera_test

import (
	"fmt"
	"math"
	"testing"

	"pushforward/render/camera"
)

func looking(b camera.Bounds, w, h, margin float64) *camera.Camera {
	var c camera.Camera
	c.SetHome(b, 1)
	c.Resize(w, h, margin)
	return &c
}

func TestHomeIsWholeCentredAndUndistorted(t *testing.T) {
	for _, view := range [][2]float64{{600, 600}, {800, 300}, {300, 800}} {
		for _, home := range []camera.Bounds{{-1, -1, 1, 1}, {-125, 24, -66, 50}, {0, 0, 1, 9}} {
			t.Run(fmt.Sprint(view, home), func(t *testing.T) {
				const margin = 10
				a := looking(home, view[0], view[1], margin).Affine()
				if a.AX != -a.AY {
					t.Errorf("scales %v and %v differ", a.AX, -a.AY)
				}
				x0, y1 := a.Apply(float32(home[0]), float32(home[1]))
				x1, y0 := a.Apply(float32(home[2]), float32(home[3]))
				if !near(float64(x0+x1), view[0]) || !near(float64(y0+y1), view[1]) {
					t.Errorf("home is at (%v, %v)…(%v, %v), not in the middle of %v", x0, y0, x1, y1, view)
				}
				slack := min(x0, y0)
				if !near(float64(slack), margin) {
					t.Errorf("tightest side leaves %v, want %v", slack, margin)
				}
			})
		}
	}
}

func TestAspectStretchesOnlyY(t *testing.T) {
	home := camera.Bounds{-125, 24, -65, 50}
	for _, aspect := range []float64{0.5, 1.28, 4} {
		var c camera.Camera
		c.SetHome(home, aspect)
		c.Resize(640, 400, 10)
		if a := c.Affine(); !near(float64(-a.AY/a.AX), aspect) {
			t.Errorf("aspect %v: scales %v and %v", aspect, a.AX, -a.AY)
		}
		if want := 60 / (26 * aspect); !near(c.Shape(), want) {
			t.Errorf("aspect %v: shape %v, want %v", aspect, c.Shape(), want)
		}
		view := c.View()
		if view[0] > home[0] || view[1] > home[1] || view[2] < home[2] || view[3] < home[3] {
			t.Errorf("aspect %v: the view %v does not hold all of %v", aspect, view, home)
		}
		x, y := c.World(100, 300)
		c.ZoomAt(100, 300, 3)
		c.Pan(40, -25)
		if x2, y2 := c.World(140, 275); !near(x2, x) || !near(y2, y) {
			t.Errorf("aspect %v: after zoom and pan (%v, %v) is at (%v, %v)", aspect, x, y, x2, y2)
		}
	}
	for _, aspect := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		var c camera.Camera
		c.SetHome(home, aspect)
		if c.Aspect() != 1 {
			t.Errorf("aspect %v stands for %v, want 1", aspect, c.Aspect())
		}
	}
}

func near(got, want float64) bool { return math.Abs(got-want) < 1e-2 }

func TestWorldInvertsAffine(t *testing.T) {
	c := looking(camera.Bounds{-3, -2, 5, 4}, 640, 480, 12)
	c.ZoomAt(100, 50, 2.5)
	c.Pan(-31, 17)
	a := c.Affine()
	for _, p := range [][2]float64{{0, 0}, {640, 480}, {12, 333}} {
		x, y := c.World(p[0], p[1])
		px, py := a.Apply(float32(x), float32(y))
		if !near(float64(px), p[0]) || !near(float64(py), p[1]) {
			t.Errorf("pixel %v came back as (%v, %v)", p, px, py)
		}
	}
}

func TestZoomKeepsThePointUnderThePointer(t *testing.T) {
	c := looking(camera.Bounds{-3, -2, 5, 4}, 640, 480, 0)
	for _, factor := range []float64{2, 0.5, 1000, 1e-6, 3} {
		x, y := c.World(200, 120)
		c.ZoomAt(200, 120, factor)
		x2, y2 := c.World(200, 120)
		if math.Hypot(x-x2, y-y2) > 1e-9 {
			t.Errorf("factor %v moved (%v, %v) to (%v, %v)", factor, x, y, x2, y2)
		}
		if c.Zoom() < camera.MinZoom || c.Zoom() > camera.MaxZoom {
			t.Errorf("factor %v left zoom at %v", factor, c.Zoom())
		}
	}
}

func TestPinchCarriesBothFingers(t *testing.T) {
	c := looking(camera.Bounds{-1, -1, 1, 1}, 400, 400, 0)
	a, b := [2]float64{100, 200}, [2]float64{200, 200}
	a2, b2 := [2]float64{80, 230}, [2]float64{230, 230}
	ax, ay := c.World(a[0], a[1])
	bx, by := c.World(b[0], b[1])
	c.Pinch(a, b, a2, b2)
	gax, gay := c.World(a2[0], a2[1])
	gbx, gby := c.World(b2[0], b2[1])
	if math.Hypot(gax-ax, gay-ay) > 1e-9 || math.Hypot(gbx-bx, gby-by) > 1e-9 {
		t.Errorf("fingers hold (%v, %v) and (%v, %v), want (%v, %v) and (%v, %v)", gax, gay, gbx, gby, ax, ay, bx, by)
	}
}

func TestPanStopsWhenHomeHasLeft(t *testing.T) {
	c := looking(camera.Bounds{0, 0, 2, 1}, 200, 200, 0)
	c.Pan(1e9, 1e9)
	v := c.View()
	if got := (v[0] + v[2]) / 2; !near(got, 1-2) {
		t.Errorf("centre x %v, want -1", got)
	}
	if got := (v[1] + v[3]) / 2; !near(got, 0.5+1) {
		t.Errorf("centre y %v, want 1.5", got)
	}
}

func TestOnlyANewHomeMovesTheView(t *testing.T) {
	home := camera.Bounds{-1, -1, 1, 1}
	c := looking(home, 400, 400, 0)
	c.ZoomAt(0, 0, 2)
	before := c.View()
	c.SetHome(home, 0)
	if c.View() != before {
		t.Error("the same home moved the view")
	}
	c.SetHome(camera.Bounds{-2, -2, 2, 2}, 0)
	if c.Zoom() != 1 {
		t.Errorf("a new home is shown at zoom %v", c.Zoom())
	}
}

// Two views of different homes and sizes that look at the same place show the same part of them, whichever comes first, home or place.
func TestAPlaceIsAShareOfHome(t *testing.T) {
	first := looking(camera.Bounds{-1, -1, 1, 1}, 400, 400, 0)
	first.ZoomAt(300, 100, 4)
	x, y := first.Place()
	var second camera.Camera
	second.Look(x, y, first.Zoom())
	second.SetHome(camera.Bounds{10, 20, 14, 24}, 1)
	second.Resize(200, 200, 0)
	a, b := first.View(), second.View()
	for i, origin := range []float64{-1, -1, -1, -1} {
		want := 10 + 2*(a[i]-origin) // home is twice as large, and its corner at (10, 20)
		if i%2 == 1 {
			want += 10
		}
		if math.Abs(b[i]-want) > 1e-9 {
			t.Errorf("the second view is %v, the first %v", b, a)
		}
	}
}

func TestLookKeepsToItsLimits(t *testing.T) {
	c := looking(camera.Bounds{-1, -1, 1, 1}, 400, 400, 0)
	c.Look(-7, 7, 1000)
	if x, y := c.Place(); x != -1 || y != 1 || c.Zoom() != camera.MaxZoom {
		t.Errorf("looks at (%v, %v) at zoom %v, want (-1, 1) at %v", x, y, c.Zoom(), camera.MaxZoom)
	}
}

func TestValidBounds(t *testing.T) {
	for _, b := range []camera.Bounds{{}, {0, 0, 0, 1}, {1, 0, 0, 1}, {0, 0, math.NaN(), 1}, {0, 0, math.Inf(1), 1}} {
		if b.Valid() {
			t.Errorf("%v passed", b)
		}
	}
}
