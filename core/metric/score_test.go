package metric

import (
	"math"
	"strings"
	"testing"

	"pushforward/core/random"
)

// sampler draws points of the plane one by one.
type sampler func(r *random.Stream) (x, y float64)

func (sampler) Dim() int { return 2 }

func (s sampler) Sample(dst []float32, r *random.Stream) {
	for i := 0; i < len(dst); i += 2 {
		x, y := s(r)
		dst[i], dst[i+1] = float32(x), float32(y)
	}
}

func eightGaussians(std float64) sampler {
	return func(r *random.Stream) (x, y float64) {
		sin, cos := math.Sincos(float64(r.IntN(8)) * math.Pi / 4)
		return 5*cos + std*r.Normal(), 5*sin + std*r.Normal()
	}
}

// moons is scikit-learn's half circles with noise 0.05, times 2 and moved by −1: half of the points on either arc, at random angles.
type moons struct{}

func (moons) Dim() int { return 2 }

func (moons) Sample(dst []float32, r *random.Stream) {
	for i := 0; i < len(dst); i += 2 {
		sin, cos := math.Sincos(math.Pi * r.Float64())
		if 2*i >= len(dst) {
			cos, sin = 1-cos, 0.5-sin
		}
		dst[i], dst[i+1] = float32(2*(cos+0.05*r.Normal())-1), float32(2*(sin+0.05*r.Normal())-1)
	}
}

// Floors measured elsewhere with another exact solver, from few draws: one pair of eightGaussians(1) at n = 500 scatters by 0.11.
func TestFloorsArePublished(t *testing.T) {
	for name, test := range map[string]struct {
		target Sampler
		n      int
		want   float64
	}{
		"8gaussians std 1, 500":  {eightGaussians(1), 500, 0.66},
		"8gaussians std 1, 2000": {eightGaussians(1), 2000, 0.36},
		"moons, 500":             {moons{}, 500, 0.23},
		"moons, 2000":            {moons{}, 2000, 0.135},
	} {
		s := Scorer{Target: test.target, N: test.n, FloorDraws: 6}
		got, err := s.Floor(random.New(1, "evaluation"))
		if err != nil || math.Abs(got-test.want) > 0.25*test.want {
			t.Errorf("%s: floor %.3f, %v; want %v", name, got, err, test.want)
		}
	}
}

func TestScoreOfTheTargetItselfIsPerfect(t *testing.T) {
	target := eightGaussians(0.562)
	s := Scorer{Target: target, N: 400}
	generated := make([]float32, 2*400*5)
	target.Sample(generated, random.New(2, "noise"))
	got, err := s.Score(generated, random.New(2, "evaluation"))
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(got.Ratio-1) > 0.2 || got.SWD > 1.1*got.W2 || math.Abs(got.MMD2) > 0.004 {
		t.Errorf("score %+v, want ratio 1, MMD² 0", got)
	}
	if got.Ratio != got.W2/got.Floor {
		t.Errorf("ratio %v is not W₂/floor of %+v", got.Ratio, got)
	}
	if got.Energy > 0.05 {
		t.Errorf("energy distance %v, want near 0", got.Energy)
	}
}

// Moving every point by 3 moves W₂ to about 3, the sliced distance to 3/√2.
func TestScoreSeesAShift(t *testing.T) {
	noise := sampler(func(r *random.Stream) (x, y float64) { return r.Normal(), r.Normal() })
	s := Scorer{Target: noise, N: 400, Draws: 2}
	generated := make([]float32, 2*600) // wraps around
	s.Target.Sample(generated, random.New(2, "noise"))
	for i := 0; i < len(generated); i += 2 {
		generated[i] += 3
	}
	got, err := s.Score(generated, random.New(2, "evaluation"))
	if err != nil || math.Abs(got.W2-3) > 0.2 || math.Abs(got.SWD-3/math.Sqrt2) > 0.3 || got.MMD2 < 0.3 {
		t.Errorf("score %+v, %v; want W₂ 3, sliced 2.12", got, err)
	}
}

func TestSameStreamSameScore(t *testing.T) {
	generated := make([]float32, 2*100)
	eightGaussians(1).Sample(generated, random.New(2, "noise"))
	score := func() Score {
		s := Scorer{Target: eightGaussians(1), N: 100, Draws: 1}
		got, err := s.Score(generated, random.New(3, "evaluation"))
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if a, b := score(), score(); a != b {
		t.Errorf("%+v and %+v: want the same bits", a, b)
	}
}

func TestScoreRefuses(t *testing.T) {
	r := random.New(1, "evaluation")
	point := sampler(func(*random.Stream) (x, y float64) { return 1, 1 })
	for want, s := range map[string]Scorer{
		"no target":                         {},
		"Draws -1: want at least 1":         {Target: moons{}, Draws: -1},
		"N 1: want at least 2":              {Target: moons{}, N: 1},
		"2 generated points: want at least": {Target: moons{}},
		"points are the same":               {Target: point, N: 2},
	} {
		if _, err := s.Score([]float32{1, 2, 3, 4}, r); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}

func TestMetricsReadTheScore(t *testing.T) {
	in := Inputs{Score: &Score{W2: 3, Floor: 2, Ratio: 1.5, SWD: 0.5, MMD2: -0.001, Energy: 0.25}}
	want := map[string]float64{"ratio": 1.5, "w2": 3, "floor": 2, "swd": 0.5, "mmd2": -0.001, "energy": 0.25}
	for _, m := range Metrics() {
		got, err := m.Of(&in)
		if v, known := want[m.ID]; !known || got != v || err != nil || !m.Available(&in) {
			t.Errorf("%q: reads %v, %v (known: %v), want %v", m.ID, got, err, known, v)
		}
		delete(want, m.ID)
	}
	if len(want) > 0 {
		t.Errorf("no metric reads %v", want)
	}
}
