package gaussian

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"pushforward/core/ot"
	"pushforward/core/random"
)

// Numbers computed independently, by quadrature.
func TestEntropicOnTheLine(t *testing.T) {
	line := func(mean, variance float64) Gaussian { return Gaussian{[]float64{mean}, spd(1, variance)} }
	for _, test := range []struct {
		to            Gaussian
		epsilon, want float64
	}{
		{line(1, 4), 1, 3.2243567},
		{line(3, 0.25), 0.5, 9.7043771},
	} {
		if got, err := Entropic(line(0, 1), test.to, test.epsilon); err != nil || math.Abs(got-test.want) > 1e-7 {
			t.Errorf("OT_%v = %v, %v; want %v", test.epsilon, got, err, test.want)
		}
	}
	if got, err := Divergence(line(0, 1), line(1, 4), 1); err != nil || math.Abs(got-1.9923093) > 1e-7 {
		t.Errorf("S₁ = %v, %v; want 1.9923093", got, err)
	}
}

// OT_ε lies between W₂² and the cost of the product coupling, and reaches either as ε goes to 0 and ∞; the divergence reaches W₂² and ‖m₀−m₁‖².
func TestEntropicLimits(t *testing.T) {
	w2, err := W2(start, end)
	if err != nil {
		t.Fatal(err)
	}
	const shift = 9 + 16
	product := shift + mat.Trace(start.Covariance) + mat.Trace(end.Covariance)
	for _, test := range []struct {
		of            func(from, to Gaussian, epsilon float64) (float64, error)
		epsilon, want float64
	}{
		{Entropic, 1e-7, w2 * w2}, {Entropic, 1e7, product}, {Divergence, 1e-7, w2 * w2}, {Divergence, 1e7, shift},
	} {
		if got, err := test.of(start, end, test.epsilon); err != nil || math.Abs(got-test.want) > 1e-5 {
			t.Errorf("at ε = %v: %v, %v; want %v", test.epsilon, got, err, test.want)
		}
	}
}

// Samples approach the closed form in two dimensions, where the covariances do not commute; the divergence's error at n = 1500 is a few hundredths.
func TestSinkhornFindsTheDivergence(t *testing.T) {
	const n, epsilon = 1500, 2
	want, err := Divergence(start, end, epsilon)
	if err != nil {
		t.Fatal(err)
	}
	r := random.New(3, "data")
	s := ot.Sinkhorn{Epsilon: epsilon}
	got, err := s.Divergence(draw(t, start, n, r), draw(t, end, n, r), 2)
	if err != nil || math.Abs(got-want) > 0.02*want {
		t.Errorf("S_%v = %v, %v; want %v", epsilon, got, err, want)
	}
}

// draw is n points of g in pairs mirrored at the mean, an even number, so that their mean is exact.
func draw(t *testing.T, g Gaussian, n int, r *random.Stream) []float32 {
	t.Helper()
	var cholesky mat.Cholesky
	if !cholesky.Factorize(g.Covariance) {
		t.Fatal("the covariance has no Cholesky factor")
	}
	var lower mat.TriDense
	cholesky.LTo(&lower)
	normals := make([]float64, 2*n)
	for i := 0; i < len(normals); i += 4 { // in pairs of opposite signs
		a, b := r.Normal(), r.Normal()
		copy(normals[i:], []float64{a, b, -a, -b})
	}
	points := make([]float32, 0, 2*n)
	for i := 0; i < len(normals); i += 2 {
		a, b := normals[i], normals[i+1]
		points = append(points, float32(g.Mean[0]+lower.At(0, 0)*a), float32(g.Mean[1]+lower.At(1, 0)*a+lower.At(1, 1)*b))
	}
	return points
}

func TestEntropicRefuses(t *testing.T) {
	for want, call := range map[string]func() (float64, error){
		"ε 0: want > 0":                   func() (float64, error) { return Entropic(start, end, 0) },
		"mean 2 of 2 has 1 entries":       func() (float64, error) { return Divergence(start, Gaussian{[]float64{0}, spd(1, 1)}, 1) },
		"second covariance: eigenvalue -": func() (float64, error) { return Entropic(start, Gaussian{[]float64{0, 0}, spd(2, 1, 0, 0, -1)}, 1) },
	} {
		if _, err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}
