package gaussian

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"pushforward/core/ot"
	"pushforward/core/random"
)

func spd(d int, entries ...float64) *mat.SymDense { return mat.NewSymDense(d, entries) }

func TestW2ClosedForms(t *testing.T) {
	for name, test := range map[string]struct {
		from, to Gaussian
		want     float64
	}{
		"POT's example": {Gaussian{[]float64{0}, spd(1, 1)}, Gaussian{[]float64{10}, spd(1, 1)}, 10},
		"commuting":     {Gaussian{[]float64{0, 0}, spd(2, 1, 0, 0, 4)}, Gaussian{[]float64{3, 0}, spd(2, 9, 0, 0, 0.25)}, math.Sqrt(9 + 4 + 2.25)},
		"to a point":    {Gaussian{[]float64{0, 0}, spd(2, 2, 1, 1, 2)}, Gaussian{[]float64{0, 0}, spd(2, 0, 0, 0, 0)}, 2},
		"itself":        {Gaussian{[]float64{1, 2}, spd(2, 2, 1, 1, 2)}, Gaussian{[]float64{1, 2}, spd(2, 2, 1, 1, 2)}, 0},
	} {
		got, err := W2(test.from, test.to)
		if err != nil || math.Abs(got-test.want) > 1e-7 {
			t.Errorf("%s: W₂ = %v, %v; want %v", name, got, err, test.want)
		}
	}
}

var (
	start = Gaussian{[]float64{1, -1}, spd(2, 2, 0.6, 0.6, 1)}
	end   = Gaussian{[]float64{-2, 3}, spd(2, 0.5, -0.3, -0.3, 3)}
)

// The map carries the covariance, and its mean squared displacement is W₂²; being symmetric and positive definite it is a gradient of
// a convex function, hence optimal (Brenier).
func TestOptimalMap(t *testing.T) {
	m, err := OptimalMap(start, end)
	if err != nil {
		t.Fatal(err)
	}
	if carried := sandwich(m.A, start.Covariance); !mat.EqualApprox(carried, end.Covariance, 1e-12) {
		t.Errorf("A Σ₀ A = %v, want %v", mat.Formatted(carried), mat.Formatted(end.Covariance))
	}
	var cholesky mat.Cholesky
	if !cholesky.Factorize(m.A) {
		t.Errorf("A = %v: want positive definite", mat.Formatted(m.A))
	}
	shifted := mat.NewSymDense(2, nil) // A − I
	shifted.AddSym(m.A, spd(2, -1, 0, 0, -1))
	moved := mat.Trace(sandwich(shifted, start.Covariance)) + 9 + 16
	got, err := W2(start, end)
	if err != nil || math.Abs(got*got-moved) > 1e-10 {
		t.Errorf("W₂² = %v, %v; the map moves by %v", got*got, err, moved)
	}
	image := make([]float64, 2)
	if m.Apply(image, start.Mean); image[0] != -2 || image[1] != 3 {
		t.Errorf("the mean goes to %v, want %v", image, end.Mean)
	}
}

// A sample and its image under the map are coupled by the map: the exact assignment finds the same distance.
func TestAssignmentFindsTheMap(t *testing.T) {
	const n = 400
	m, err := OptimalMap(start, end)
	if err != nil {
		t.Fatal(err)
	}
	var cholesky mat.Cholesky
	if !cholesky.Factorize(start.Covariance) {
		t.Fatal("the start has no Cholesky factor")
	}
	var lower mat.TriDense
	cholesky.LTo(&lower)
	r := random.New(8, "data")
	var x, y []float32
	moved := 0.0
	for range n {
		a, b := r.Normal(), r.Normal()
		point := []float64{1 + lower.At(0, 0)*a, -1 + lower.At(1, 0)*a + lower.At(1, 1)*b}
		image := make([]float64, 2)
		m.Apply(image, point)
		x, y = append(x, float32(point[0]), float32(point[1])), append(y, float32(image[0]), float32(image[1]))
		moved += (math.Pow(point[0]-image[0], 2) + math.Pow(point[1]-image[1], 2)) / n
	}
	match := make([]int, n)
	var exact ot.Exact
	squared, err := exact.Couple(match, x, y, 2)
	if err != nil || math.Abs(squared-moved) > 1e-4 {
		t.Errorf("W₂² = %v, %v; the map moves by %v", squared, err, moved)
	}
	for i, j := range match {
		if i != j {
			t.Fatalf("point %d goes to the image of %d, want its own", i, j)
		}
	}
}

func TestRefusals(t *testing.T) {
	for want, pair := range map[string][2]Gaussian{
		"mean 2 of 2 has 1 entries":        {start, {[]float64{0}, spd(1, 1)}},
		"first covariance: eigenvalue -1":  {{[]float64{0}, spd(1, -1)}, {[]float64{0}, spd(1, 1)}},
		"second covariance: eigenvalue -1": {{[]float64{0}, spd(1, 1)}, {[]float64{0}, spd(1, -1)}},
		"first covariance: eigenvalue NaN": {{[]float64{0}, spd(1, math.NaN())}, {[]float64{0}, spd(1, 1)}},
	} {
		if _, err := W2(pair[0], pair[1]); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("W2 gives %v, want an error with %q", err, want)
		}
	}
	if _, err := OptimalMap(Gaussian{[]float64{0}, spd(1, 0)}, Gaussian{[]float64{0}, spd(1, 1)}); err == nil || !strings.Contains(err.Error(), "eigenvalue 0: want above 0") {
		t.Errorf("OptimalMap of a point gives %v, want an error", err)
	}
}
