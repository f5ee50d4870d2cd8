package metric

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"

	"pushforward/core/random"
)

// Between densities q and p the discrepancy is also E (s_p−s_q)(x) (s_p−s_q)(x′) k(x,x′) over x, x′ ~ q: on the line an integral that Gauss–Hermite quadrature does.
func TestSteinAgainstQuadrature(t *testing.T) {
	const n, scale = 1500, 1.5
	p := normals{[]float64{0}, 1}
	for _, q := range []struct{ mean, std float64 }{{0, 1}, {1, 1}, {0, 0.5}, {-0.5, 1.4}} {
		nodes, weights := make([]float64, 60), make([]float64, 60)
		quad.Hermite{}.FixedLocations(nodes, weights, math.Inf(-1), math.Inf(1))
		want := 0.0
		for i, a := range nodes {
			for j, b := range nodes {
				x, y := q.mean+q.std*math.Sqrt2*a, q.mean+q.std*math.Sqrt2*b
				gap := func(x float64) float64 { return -x + (x-q.mean)/(q.std*q.std) }
				want += weights[i] * weights[j] / math.Pi * gap(x) * gap(y) / math.Hypot(scale, x-y)
			}
		}
		x := quantiles(n, 0)
		for i := range x {
			x[i] = float32(q.mean + q.std*float64(x[i]))
		}
		got, err := NewStein(x, 1, p.Score, scale)
		if err != nil || math.Abs(got.Biased-want) > 5e-3*want+1e-4 {
			t.Errorf("N(%v,%v²): %v, %v; want %v", q.mean, q.std, got.Biased, err, want)
		}
	}
}

// In the plane the kernel agrees with its definition, derivatives by central differences.
func TestSteinKernelAgainstDifferences(t *testing.T) {
	const h, scale = 1e-4, 0.8
	k := func(x, y []float64) float64 {
		return 1 / math.Sqrt(scale*scale+math.Pow(x[0]-y[0], 2)+math.Pow(x[1]-y[1], 2))
	}
	moved := func(x []float64, l int, by float64) []float64 {
		z := []float64{x[0], x[1]}
		z[l] += by
		return z
	}
	r := random.New(2, "data")
	draw := func() []float64 { return []float64{r.Normal(), r.Normal()} }
	for range 20 {
		x, y, sx, sy := draw(), draw(), draw(), draw()
		want := 0.0
		for l := range 2 {
			xUp, xDown, yUp, yDown := moved(x, l, h), moved(x, l, -h), moved(y, l, h), moved(y, l, -h)
			want += sx[l]*sy[l]*k(x, y) + sx[l]*(k(x, yUp)-k(x, yDown))/(2*h) + sy[l]*(k(xUp, y)-k(xDown, y))/(2*h)
			want += (k(xUp, yUp) - k(xUp, yDown) - k(xDown, yUp) + k(xDown, yDown)) / (4 * h * h)
		}
		if got := (stein{dim: 2, square: scale * scale}).at(x, y, sx, sy); math.Abs(got-want) > 1e-6*max(1, math.Abs(want)) {
			t.Errorf("k_p = %v, differences give %v", got, want)
		}
	}
}

// For samples of the target the U-statistic is 0 on average; 4 standard errors.
func TestSteinIsUnbiased(t *testing.T) {
	const rounds = 400
	target := normals{[]float64{1, -2, 0.5}, 0.7}
	r := random.New(8, "data")
	sum, squares := 0.0, 0.0
	for range rounds {
		s, err := NewStein(draws(target, 20, r), 3, target.Score, 1)
		if err != nil {
			t.Fatal(err)
		}
		sum, squares = sum+s.Unbiased, squares+s.Unbiased*s.Unbiased
	}
	if mean, limit := sum/rounds, 4*math.Sqrt(squares)/rounds; math.Abs(mean) > limit {
		t.Errorf("mean %v, want 0 ± %v", mean, limit)
	}
}

func TestSteinRefuses(t *testing.T) {
	two := []float32{1, 2}
	score := normals{[]float64{0}, 1}.Score
	bad := func(dst, _ []float64) { dst[0] = math.Inf(1) }
	for want, call := range map[string]func() (Stein, error){
		"scale 0: want > 0":      func() (Stein, error) { return NewStein(two, 1, score, 0) },
		"score at [1] is [+Inf]": func() (Stein, error) { return NewStein(two, 1, bad, 1) },
		"x has 1 coordinates":    func() (Stein, error) { return NewStein(two[:1], 1, score, 1) },
	} {
		if _, err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}
