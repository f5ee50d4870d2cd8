package transport

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
)

func TestPathsJoinNoiseToData(t *testing.T) {
	for _, p := range Paths() {
		x0, x1, x := []float32{3, -1}, []float32{-2, 5}, make([]float32, 2)
		for end, want := range map[float64][]float32{0: x0, 1: x1} {
			if p.At(x, x0, x1, end); math.Abs(float64(x[0]-want[0])) > 1e-6 || math.Abs(float64(x[1]-want[1])) > 1e-6 {
				t.Errorf("%s: at t = %v the path stands at %v, want %v", p.ID, end, x, want)
			}
		}
	}
}

func TestPathDerivatives(t *testing.T) {
	for _, p := range Paths() {
		for _, at := range []float64{0.1, 0.5, 0.9} {
			for name, pair := range map[string][2]func(float64) float64{"alpha": {p.Alpha, p.AlphaDot}, "beta": {p.Beta, p.BetaDot}} {
				want := fd.Derivative(pair[0], at, &fd.Settings{Formula: fd.Central})
				if got := pair[1](at); math.Abs(got-want) > 1e-6 {
					t.Errorf("%s: derivative of %s at %v is %v, want %v", p.ID, name, at, got, want)
				}
			}
		}
	}
}
