package target_test

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"

	"pushforward/core/target"
)

// besselI0 is Σ (z²/4)ⁿ/(n!)², all terms of which are positive.
func besselI0(z float64) float64 {
	sum, term := 1.0, 1.0
	for n := 1.0; term > 1e-17*sum; n++ {
		term *= z * z / (4 * n * n)
		sum += term
	}
	return sum
}

// A blurred circle has the density of Rice's law: exp(−(r²+R²)/2σ²) I₀(rR/σ²)/2πσ².
func TestCirclesAgreeWithRice(t *testing.T) {
	for _, test := range []struct {
		id     string
		params map[string]string
		std    float64
		radii  []float64
	}{
		{"ring", nil, 0.05, []float64{1}},
		{"ring", map[string]string{"noise": "1", "radius": "4"}, 1, []float64{4}},
		{"rings", map[string]string{"noise": "0.2"}, 0.2, []float64{0.75, 1.5, 2.25, 3}},
		{"circles", nil, 0.075, []float64{1.5, 0.75}},
	} {
		density := mustBuild(t, test.id, test.params).(target.Densitied)
		variance := test.std * test.std
		for _, r := range []float64{0, 0.6, 0.97, 1.05, 1.2, 2.1} {
			want := 0.0
			for _, radius := range test.radii {
				want += math.Exp(-(r*r+radius*radius)/(2*variance)) * besselI0(r*radius/variance) / (2 * math.Pi * variance)
			}
			want = math.Log(want / float64(len(test.radii)))
			for _, angle := range []float64{0, 1, 4.2} {
				if got := density.LogDensity([]float64{r * math.Cos(angle), r * math.Sin(angle)}); math.Abs(got-want) > 1e-8 {
					t.Errorf("%s %v: log-density at radius %v, angle %v is %v, want %v", test.id, test.params, r, angle, got, want)
				}
			}
		}
	}
}

// One Gauss–Legendre rule of 4,000 points along each half of scikit-learn's curves, as they are written there.
func TestRollsAgreeWithQuadrature(t *testing.T) {
	roll := func(u float64) (x, y float64) {
		angle := 1.5 * math.Pi * (1 + 2*u)
		return angle * math.Cos(angle), angle * math.Sin(angle)
	}
	letter := func(u float64) (x, y float64) {
		angle := 3 * math.Pi * (u - 0.5)
		if angle < 0 {
			return math.Sin(angle), 1 - math.Cos(angle)
		}
		return math.Sin(angle), math.Cos(angle) - 1
	}
	for _, test := range []struct {
		id           string
		at           func(u float64) (x, y float64)
		noise, scale float64
	}{
		{"swissroll", roll, 0.5, 0.2}, {"swissroll", roll, 0.1, 0.2}, {"swissroll", roll, 3, 0.2},
		{"scurve", letter, 0.05, 1.5}, {"scurve", letter, 0.01, 1.5}, {"scurve", letter, 1, 1.5},
	} {
		density := mustBuild(t, test.id, map[string]string{"noise": fmt.Sprint(test.noise)}).(target.Densitied)
		std := test.scale * test.noise
		for k := range 9 {
			cx, cy := test.at(float64(k) / 8)
			x := []float64{test.scale*cx + 0.3*std, test.scale*cy - float64(k%3)*std}
			part := func(u float64) float64 {
				px, py := test.at(u)
				dx, dy := x[0]-test.scale*px, x[1]-test.scale*py
				return math.Exp(-(dx*dx+dy*dy)/(2*std*std)) / (2 * math.Pi * std * std)
			}
			want := math.Log(quad.Fixed(part, 0, 0.5, 4000, nil, 0) + quad.Fixed(part, 0.5, 1, 4000, nil, 0))
			if got := density.LogDensity(x); math.Abs(got-want) > 1e-7 {
				t.Errorf("%s, noise %v: log-density at %v is %v, want %v", test.id, test.noise, x, got, want)
			}
		}
	}
}
