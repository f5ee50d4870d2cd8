package target_test

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"

	"pushforward/core/target"
)

// logZ is the constant that a target adds to an energy, whose value at x is given.
func logZ(built target.Target, x []float64, energy float64) float64 {
	return -energy - built.(target.Densitied).LogDensity(x)
}

// Z of U1 is published; U2, U3 and U4 are Gaussians along y, over a band of length 8 and two half Gaussians of spread 0.2. The energies
// at the points are worked out by hand.
func TestPlanarConstants(t *testing.T) {
	band := 8 + 0.2*math.Sqrt(2*math.Pi)
	root := math.Sqrt(2 * math.Pi)
	pair := func(a, b float64) float64 { return -math.Log(math.Exp(-a*a/2) + math.Exp(-b*b/2)) }
	w2, w3 := 3*math.Exp(-0.5*(4.0/9)), 3/(1+math.Exp(2.0))
	for _, test := range []struct {
		id           string
		x            []float64
		energy, want float64
		tolerance    float64
	}{
		{"u1", []float64{2, 0}, -math.Log(1 + math.Exp(-0.5*(4/0.6)*(4/0.6))), 1.8775, 5e-5},
		{"u2", []float64{1, 1.4}, 0.5, math.Log(band * 0.4 * root), 5e-6},
		{"u2", []float64{4.2, math.Sin(2.1 * math.Pi)}, 0.5, math.Log(band * 0.4 * root), 5e-6},
		{"u3", []float64{0.6, 1}, pair((1-math.Sin(0.3*math.Pi))/0.35, (1-math.Sin(0.3*math.Pi)+3*math.Exp(-0.5*(4.0/9)))/0.35),
			math.Log(band * 2 * 0.35 * root), 5e-6},
		{"u3", []float64{1.4, 0.2}, pair((0.2-math.Sin(0.7*math.Pi))/0.35, (0.2-math.Sin(0.7*math.Pi)+w2)/0.35),
			math.Log(band * 2 * 0.35 * root), 5e-6},
		{"u4", []float64{0.4, 0.3}, pair((0.3-math.Sin(0.2*math.Pi))/0.4, (0.3-math.Sin(0.2*math.Pi)+w3)/0.35),
			math.Log(band * 0.75 * root), 5e-6},
	} {
		built := mustBuild(t, test.id, nil)
		if got := logZ(built, test.x, test.energy); math.Abs(got-test.want) > test.tolerance {
			t.Errorf("%s: log Z is %.7f from its value at %v, want %.7f", test.id, got, test.x, test.want)
		}
		if mean, _ := built.(target.Momented).Moments(); math.Abs(mean[0]) > 1e-6 {
			t.Errorf("%s: mean of x is %v, want 0", test.id, mean[0])
		}
	}
}

// The double well's two coordinates are independent: one is a standard normal, the other's integrals are in one dimension.
func TestDoubleWellAgreesWithQuadrature(t *testing.T) {
	for _, test := range [][2]float64{{6, 0.25}, {6, 1}, {0, -3}, {10, 3}, {10, 0}} {
		b, c := test[0], test[1]
		energy := func(x float64) float64 { return x*x*x*x/4 - b*x*x/2 + c*x }
		integral := func(power float64) float64 {
			return quad.Fixed(func(x float64) float64 { return math.Pow(x, power) * math.Exp(-energy(x)) }, -7, 7, 600, nil, 0)
		}
		z, mean := integral(0), integral(1)/integral(0)
		built := mustBuild(t, "double-well", map[string]string{"barrier": fmt.Sprint(b), "tilt": fmt.Sprint(c)})
		want := math.Log(z * math.Sqrt(2*math.Pi))
		if got := logZ(built, []float64{-1.5, 0.7}, energy(-1.5)+0.245); math.Abs(got-want) > 1e-7 {
			t.Errorf("barrier %v, tilt %v: log Z is %v, want %v", b, c, got, want)
		}
		got, covariance := built.(target.Momented).Moments()
		variance := integral(2)/z - mean*mean
		for j, pair := range [][2]float64{{got[0], mean}, {got[1], 0}, {covariance[0], variance}, {covariance[1], 0}, {covariance[3], 1}} {
			if math.Abs(pair[0]-pair[1]) > 1e-7*(1+math.Abs(pair[1])) {
				t.Errorf("barrier %v, tilt %v: moment %d is %v, want %v", b, c, j, pair[0], pair[1])
			}
		}
	}
}

// The stationary points of the surface and their energies, as published: three minima, two saddles.
func TestMullerBrownStationaryPoints(t *testing.T) {
	const temperature = 20
	built := mustBuild(t, "muller-brown", nil)
	score := make([]float64, 2)
	points := []struct{ x, y, energy float64 }{
		{-0.558, 1.442, -146.70}, {0.623, 0.028, -108.17}, {-0.050, 0.467, -80.77}, {-0.822, 0.624, -40.66}, {0.212, 0.293, -72.25},
	}
	lowest := built.(target.Densitied).LogDensity([]float64{points[0].x, points[0].y})
	for _, p := range points {
		x := []float64{p.x, p.y}
		above := temperature * (lowest - built.(target.Densitied).LogDensity(x))
		if math.Abs(above-(p.energy-points[0].energy)) > 0.02 {
			t.Errorf("%v lies %.3f above the lowest minimum, want %.3f", x, above, p.energy-points[0].energy)
		}
		built.(target.Scored).Score(score, x)
		// Places are known to half a thousandth, and the surface bends by less than 5,000.
		if slope := temperature * math.Hypot(score[0], score[1]); slope > 0.0005*math.Sqrt2*5000 {
			t.Errorf("the slope at %v is %v, want 0", x, slope)
		}
	}
	if got := logZ(built, []float64{-0.558, 1.442}, -146.70/temperature); math.Abs(got-mullerBrownLogZ()) > 0.001 {
		t.Errorf("log Z is %.5f, want %.5f", got, mullerBrownLogZ())
	}
}

// mullerBrownLogZ is log ∫ e^{−V/20}, by 400 × 400 Gauss–Legendre points, V as Müller and Brown print it.
func mullerBrownLogZ() float64 {
	energy := func(x, y float64) float64 {
		return -200*math.Exp(-(x-1)*(x-1)-10*y*y) - 100*math.Exp(-x*x-10*(y-0.5)*(y-0.5)) -
			170*math.Exp(-6.5*(x+0.5)*(x+0.5)+11*(x+0.5)*(y-1.5)-6.5*(y-1.5)*(y-1.5)) +
			15*math.Exp(0.7*(x+1)*(x+1)+0.6*(x+1)*(y-1)+0.7*(y-1)*(y-1))
	}
	return math.Log(quad.Fixed(func(x float64) float64 {
		return quad.Fixed(func(y float64) float64 { return math.Exp(-energy(x, y) / 20) }, -2, 3, 400, nil, 0)
	}, -3, 2, 400, nil, 0))
}
