package metric

import (
	"math"
	"strings"
	"testing"

	"pushforward/core/random"
)

// ring8 is VEEGAN's ring: eight modes of standard deviation 0.01 at radius 1.
func ring8() [][]float64 {
	var centres [][]float64
	for k := range 8 {
		sin, cos := math.Sincos(float64(k) * math.Pi / 4)
		centres = append(centres, []float64{cos, sin})
	}
	return centres
}

// around draws from the modes at the indices given, in turn.
func around(centres [][]float64, std float64, n int, r *random.Stream, modes ...int) []float32 {
	var x []float32
	for i := range n {
		c := centres[modes[i%len(modes)]]
		x = append(x, float32(c[0]+std*r.Normal()), float32(c[1]+std*r.Normal()))
	}
	return x
}

// Exact draws: every mode, and of high quality the mass of the plane's Gaussian within three standard deviations, 1 − e^{−9/2} = 98.9%.
func TestModesOfExactDraws(t *testing.T) {
	const n = 50_000
	x := around(ring8(), 0.01, n, random.New(2, "data"), 0, 1, 2, 3, 4, 5, 6, 7)
	got, err := NewModes(x, 2, ring8(), 0.01)
	want := 1 - math.Exp(-4.5)
	if limit := 4 * math.Sqrt(want*(1-want)/n); err != nil || got.Captured != 8 || math.Abs(got.HighQuality-want) > limit || got.ReverseKL > 1e-4 {
		t.Errorf("%+v, %v; want 8 modes, %v ± %v, 0", got, err, want, limit)
	}
}

// The divergence of shares ½, ¼, ¼ of eight modes is ln 8 less their entropy; samples outside of all modes count for quality alone.
func TestModesByHand(t *testing.T) {
	centres := ring8()
	x := []float32{1, 0, 1.02, 0, 0, 1, -1, 0, 7, 7, 1.04, 0}
	got, err := NewModes(x, 2, centres, 0.01)
	want := math.Log(8) - 1.5*math.Ln2
	if err != nil || got.Captured != 3 || math.Abs(got.HighQuality-4./6) > 1e-15 || math.Abs(got.ReverseKL-want) > 1e-14 {
		t.Errorf("%+v, %v; want 3 modes, 2/3, %v", got, err, want)
	}
	one, err := NewModes([]float32{1, 0, 1, 0.01}, 2, centres, 0.01)
	if err != nil || one.Captured != 1 || one.HighQuality != 1 || math.Abs(one.ReverseKL-math.Log(8)) > 1e-14 {
		t.Errorf("%+v, %v; want one mode and ln 8", one, err)
	}
	none, err := NewModes([]float32{3, 0, 4, 0}, 2, centres, 0.01)
	if err != nil || none.Captured != 0 || none.HighQuality != 0 || !math.IsInf(none.ReverseKL, 1) {
		t.Errorf("%+v, %v; want none and +∞", none, err)
	}
}

func TestModesRefuse(t *testing.T) {
	two := []float32{1, 0, 0, 1}
	for want, call := range map[string]func() (Modes, error){
		"standard deviation 0: want > 0": func() (Modes, error) { return NewModes(two, 2, ring8(), 0) },
		"no centre":                      func() (Modes, error) { return NewModes(two, 2, nil, 1) },
		"centre 1 has 1 coordinates":     func() (Modes, error) { return NewModes(two, 2, [][]float64{{1, 2}, {3}}, 1) },
		"x has 2 coordinates":            func() (Modes, error) { return NewModes(two[:2], 2, ring8(), 1) },
	} {
		if _, err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}
