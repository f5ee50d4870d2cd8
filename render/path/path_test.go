package path_test

import (
	"math"
	"testing"
	"time"

	"pushforward/render/path"
)

// sampled is n particles whose coordinates follow f(particle, t) and −f at the given times.
func sampled(n int, times []float32, f func(i int, t float64) float64) path.Paths {
	p := path.Paths{N: n, Times: times}
	for _, t := range times {
		for i := range n {
			v := float32(f(i, float64(t)))
			p.Points = append(p.Points, v, -v)
		}
	}
	return p
}

func uneven() []float32 { return []float32{0, 0.1, 0.15, 0.4, 0.8, 1} }

func TestCurvesAreExactOnTheirPolynomials(t *testing.T) {
	line := func(i int, t float64) float64 { return float64(i) + 2*t }
	parabola := func(i int, t float64) float64 { return float64(i) - t + 3*t*t }
	for _, test := range []struct {
		name  string
		curve path.Curve
		times []float32
		f     func(int, float64) float64
	}{
		{"linear on a line", path.Linear, uneven(), line},
		{"cubic on a line", path.Cubic, uneven(), line},
		{"cubic on a parabola", path.Cubic, uneven(), parabola},
		{"cubic on a parabola, three frames", path.Cubic, []float32{0, 0.3, 1}, parabola},
		{"cubic on a parabola, four frames", path.Cubic, []float32{0, 0.3, 0.4, 1}, parabola},
		{"cubic on a line, two frames", path.Cubic, []float32{0, 1}, line},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := sampled(3, test.times, test.f)
			if err := p.Check(); err != nil {
				t.Fatal(err)
			}
			dst := make([]float32, 6)
			for k := range 101 {
				at := float32(k) / 100
				s := path.At(p.Times, at, test.curve)
				s.Positions(dst, &p)
				for i := range 3 {
					want := test.f(i, float64(at))
					x, y := s.Position(&p, i)
					if math.Abs(float64(dst[2*i])-want) > 1e-5 || math.Abs(float64(dst[2*i+1])+want) > 1e-5 {
						t.Fatalf("t = %v: particle %d at %v, want ±%v", at, i, dst[2*i:2*i+2], want)
					}
					if x != dst[2*i] || y != dst[2*i+1] {
						t.Fatalf("Position (%v, %v) and Positions %v differ", x, y, dst[2*i:2*i+2])
					}
				}
			}
		})
	}
}

func TestCubicHasNoKinks(t *testing.T) {
	p := sampled(1, uneven(), func(_ int, t float64) float64 { return math.Sin(7 * t) })
	at := func(t float32) float64 {
		s := path.At(p.Times, t, path.Cubic)
		x, _ := s.Position(&p, 0)
		return float64(x)
	}
	for _, knot := range p.Times[1 : len(p.Times)-1] {
		const h = 1e-3
		left := (at(knot) - at(knot-h)) / h
		right := (at(knot+h) - at(knot)) / h
		if math.Abs(left-right) > 0.25 { // second derivative is up to ~49, so slopes h apart differ by ~0.05
			t.Errorf("slope jumps from %v to %v at t = %v", left, right, knot)
		}
	}
}

func TestEndsHoldAndFramesAreExact(t *testing.T) {
	p := sampled(1, []float32{0.2, 0.5, 0.9}, func(_ int, t float64) float64 { return math.Exp(t) })
	for _, test := range []struct {
		t     float32
		frame int
	}{{0, 0}, {0.2, 0}, {0.5, 1}, {0.9, 2}, {1, 2}} {
		s := path.At(p.Times, test.t, path.Cubic)
		if x, _ := s.Position(&p, 0); x != p.Frame(test.frame)[0] {
			t.Errorf("t = %v: %v, want frame %d exactly", test.t, x, test.frame)
		}
	}
}

func TestLostParticlesStayLostAlone(t *testing.T) {
	p := sampled(2, []float32{0, 0.5, 1}, func(i int, t float64) float64 {
		if i == 0 {
			return math.NaN()
		}
		return t
	})
	dst := make([]float32, 4)
	s := path.At(p.Times, 0.75, path.Cubic)
	s.Positions(dst, &p)
	if !math.IsNaN(float64(dst[0])) || math.Abs(float64(dst[2])-0.75) > 1e-6 {
		t.Errorf("got %v, want not-a-number for particle 0 and 0.75 for particle 1", dst)
	}
}

func TestCheckRefuses(t *testing.T) {
	for name, p := range map[string]path.Paths{
		"no frames":       {N: 1},
		"no particles":    {Times: []float32{0}},
		"too few points":  {N: 2, Times: []float32{0, 1}, Points: make([]float32, 7)},
		"time repeated":   {N: 1, Times: []float32{0, 0}, Points: make([]float32, 4)},
		"time beyond 1":   {N: 1, Times: []float32{0, 1.5}, Points: make([]float32, 4)},
		"time not finite": {N: 1, Times: []float32{0, float32(math.NaN())}, Points: make([]float32, 4)},
		"too many":        {N: path.MaxParticles + 1, Times: []float32{0}},
	} {
		if p.Check() == nil {
			t.Errorf("%s: passed", name)
		}
	}
}

func TestGlideGoesFromWhatIsSeenToWhatIsNew(t *testing.T) {
	var g path.Glide
	g.Set(sampled(2, []float32{0, 1}, func(i int, t float64) float64 { return t }))
	if g.Gliding() {
		t.Fatal("the first paths glide from nowhere")
	}
	g.Set(sampled(2, []float32{0, 0.5, 1}, func(i int, t float64) float64 { return t + 8 }))
	if got := g.Shown().Frame(1)[0]; got != 0.5 {
		t.Errorf("before any time passed particle 0 is at %v at t = ½, want 0.5 as before", got)
	}
	if !g.Advance(path.GlideTime / 2) {
		t.Fatal("nothing moved")
	}
	if got, want := g.Shown().Frame(1)[0], float32(0.5+8*(1-1.0/8)); got != want { // ease-out cubic at ½
		t.Errorf("half-way at %v, want %v", got, want)
	}
	g.Set(sampled(2, []float32{0, 1}, func(i int, t float64) float64 { return 0 }))
	if got := g.Shown().Frame(0)[0]; got != 7 {
		t.Errorf("a change of mind starts at %v, want 7, where the particle was", got)
	}
	g.Advance(path.GlideTime)
	if g.Gliding() || g.Shown().Frame(1)[0] != 0 || g.Advance(time.Second) {
		t.Errorf("after the glide: gliding %v, at %v", g.Gliding(), g.Shown().Frame(1)[0])
	}
	g.Set(sampled(3, []float32{0, 1}, func(i int, t float64) float64 { return 5 }))
	if g.Gliding() || g.Shown().Points[0] != 5 {
		t.Error("another number of particles does not jump")
	}
	g.Clear()
	if g.Shown().N != 0 || g.Shown().Frames() != 0 || g.Gliding() {
		t.Error("Clear leaves something")
	}
}

func TestGlideAllocatesNothingOnceWarm(t *testing.T) {
	var g path.Glide
	p := sampled(50, uneven(), func(i int, t float64) float64 { return t })
	g.Set(p)
	g.Set(p)
	if n := testing.AllocsPerRun(10, func() {
		g.Set(p)
		g.Advance(time.Millisecond)
	}); n != 0 {
		t.Errorf("%v allocations a round", n)
	}
}
