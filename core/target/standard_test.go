package target_test

import (
	"math"
	"slices"
	"testing"

	"pushforward/core/random"
	"pushforward/core/target"
)

// veiled hides everything of a target but that it can be sampled.
type veiled struct{ target.Target }

func TestFrame(t *testing.T) {
	built := mustBuild(t, "gaussian", map[string]string{"mean-x": "3", "mean-y": "-1", "std-x": "0.5", "std-y": "4"})
	center, scale := target.Frame(built, nil) // the moments are known: nothing is drawn
	if !slices.Equal(center, []float64{3, -1}) || !slices.Equal(scale, []float64{0.5, 4}) {
		t.Errorf("Frame = %v, %v, want [3 -1], [0.5 4]", center, scale)
	}
	drawn, spread := target.Frame(veiled{built}, random.New(1, "frame"))
	for j := range center {
		// Five standard errors of 20,000 draws: σ/√n of the mean, σ/√(2n) of the deviation.
		limit := 5 * scale[j] / math.Sqrt(20_000)
		if math.Abs(drawn[j]-center[j]) > limit || math.Abs(spread[j]-scale[j]) > limit/math.Sqrt2 {
			t.Errorf("Frame of draws = %v, %v, want about %v, %v", drawn, spread, center, scale)
		}
	}
}

func TestFrameOfRows(t *testing.T) {
	built, err := target.FromRows([]float32{1, 7, 3, 7, 5, 7}, 2, 0)
	if err != nil {
		t.Fatal(err)
	}
	center, scale := target.Frame(built, nil)
	if !slices.Equal(center, []float64{3, 7}) || math.Abs(scale[0]-math.Sqrt(8.0/3)) > 1e-12 || scale[1] != 1 {
		t.Errorf("Frame = %v, %v, want [3 7], [√(8/3) 1]", center, scale)
	}
}

func TestFromRowsRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		points []float32
		dim    int
		jitter float64
	}{
		"no rows":         {nil, 2, 0},
		"part of a row":   {[]float32{1, 2, 3}, 2, 0},
		"no columns":      {[]float32{1}, 0, 0},
		"negative jitter": {[]float32{1}, 1, -1},
		"no jitter":       {[]float32{1}, 1, math.NaN()},
	} {
		if _, err := target.FromRows(test.points, test.dim, test.jitter); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestJitterAddsItsVariance(t *testing.T) {
	built, err := target.FromRows([]float32{0, 10}, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	_, covariance := built.(target.Momented).Moments()
	x := draw(built, 20_000)
	sum := 0.0
	for _, v := range x {
		sum += (v - 5) * (v - 5)
	}
	if got := sum / 20_000; covariance[0] != 29 || math.Abs(got-29) > 1 {
		t.Errorf("variance %v, of draws %v, want 25 + 4", covariance[0], got)
	}
}

func TestStandard(t *testing.T) {
	s := target.NewStandard([]float64{10, -1}, []float64{2, 0.5})
	natural, standard := []float32{12, -1, 10, 0}, []float32{1, 0, 0, 2}
	got := make([]float32, 4)
	if s.Forward(got, natural); !slices.Equal(got, standard) {
		t.Errorf("Forward = %v, want %v", got, standard)
	}
	if s.Inverse(got, got); !slices.Equal(got, natural) {
		t.Errorf("Inverse in place = %v, want %v", got, natural)
	}
	if n := testing.AllocsPerRun(10, func() { s.Forward(got, natural) }); n > 0 {
		t.Errorf("Forward allocates %v times, want 0", n)
	}
}

func TestNaturalChangesNothing(t *testing.T) {
	points := []float32{12, -1, 1e-30, 3e8, 0, 0.1}
	got := make([]float32, len(points))
	s := target.Natural(3)
	if s.Forward(got, points); !slices.Equal(got, points) {
		t.Errorf("Forward = %v, want %v", got, points)
	}
	if s.Inverse(got, points); !slices.Equal(got, points) {
		t.Errorf("Inverse = %v, want %v", got, points)
	}
}

func TestBounds(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for name, test := range map[string]struct {
		points []float32
		dim    int
		want   [4]float64
	}{
		"plane":           {[]float32{0, 0, 100, 50, 40, -50}, 2, [4]float64{-8, -58, 108, 58}},
		"space":           {[]float32{0, 0, 900, 100, 100, -900}, 3, [4]float64{-8, -8, 108, 108}},
		"line":            {[]float32{0, 100}, 1, [4]float64{-8, -1, 108, 1}},
		"one point":       {[]float32{3, 4}, 2, [4]float64{2, 3, 4, 5}},
		"nothing":         {nil, 2, [4]float64{-1, -1, 1, 1}},
		"not all numbers": {[]float32{0, 0, nan, inf, 100, 100, -inf, nan}, 2, [4]float64{-8, -8, 108, 108}},
	} {
		if got := target.Bounds(test.points, test.dim); got != test.want {
			t.Errorf("%s: Bounds = %v, want %v", name, got, test.want)
		}
	}
}
