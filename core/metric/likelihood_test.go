package metric

import (
	"math"
	"strings"
	"testing"

	"pushforward/core/random"
)

// klNormals is the closed form of KL(p | q) between round Gaussians.
func klNormals(p, q normals) float64 {
	d, shift, ratio := float64(p.Dim()), 0.0, p.std*p.std/(q.std*q.std)
	for k := range p.mean {
		shift += math.Pow(p.mean[k]-q.mean[k], 2)
	}
	return 0.5 * (d*(ratio-1-math.Log(ratio)) + shift/(q.std*q.std))
}

func TestKLOnAGrid(t *testing.T) {
	for _, test := range []struct {
		p, q normals
		g    Grid
	}{
		{normals{[]float64{0}, 1}, normals{[]float64{1}, 2}, Grid{[]float64{-8}, []float64{8}, 200}},
		{normals{[]float64{0, 1}, 0.5}, normals{[]float64{0.3, 1}, 0.4}, Grid{[]float64{-4, -3}, []float64{4, 5}, 128}},
	} {
		got, err := test.g.KL(test.p.at, test.q.at)
		if want := klNormals(test.p, test.q); err != nil || math.Abs(got-want) > 1e-6 {
			t.Errorf("KL(%v | %v) = %v, %v; want %v", test.p, test.q, got, err, want)
		}
		if same, err := test.g.KL(test.p.at, test.p.at); err != nil || math.Abs(same) > 1e-7 {
			t.Errorf("KL(p | p) = %v, %v; want 0", same, err)
		}
	}
}

// The NLL of held-out draws is the entropy and the divergence: in closed form both.
func TestNLL(t *testing.T) {
	const n = 40_000
	p, q := normals{[]float64{0, 1}, 0.5}, normals{[]float64{0.3, 1}, 0.6}
	held := draws(p, n, random.New(3, "data"))
	entropy := math.Log(2*math.Pi*math.E) + 2*math.Log(0.5)
	for _, model := range []normals{p, q} {
		got, err := NLL(model.at, held, 2)
		if want := entropy + klNormals(p, model); err != nil || math.Abs(got-want) > 4*1.5/math.Sqrt(n) {
			t.Errorf("NLL of %v is %v, %v; want %v", model, got, err, want)
		}
	}
}

func TestDensitiesWithHoles(t *testing.T) {
	p := normals{[]float64{0}, 1}
	half := func(dst, points []float32) error { // uniform on [0, 9]
		for i, x := range points {
			dst[i] = float32(-math.Log(9))
			if x < 0 {
				dst[i] = float32(math.Inf(-1))
			}
		}
		return nil
	}
	g := Grid{[]float64{-9}, []float64{9}, 400}
	if got, err := g.KL(p.at, half); err != nil || !math.IsInf(got, 1) {
		t.Errorf("KL with a hole in q is %v, %v; want +∞", got, err)
	}
	// ∫ u log(u/p) = −ln 9 + ½ ln 2π + ½·27 for u uniform on [0,9], where E x² = 27.
	want := -math.Log(9) + 0.5*math.Log(2*math.Pi) + 13.5
	if got, err := g.KL(half, p.at); err != nil || math.Abs(got-want) > 1e-2 {
		t.Errorf("KL with a hole in p is %v, %v; want %v", got, err, want)
	}
	asked := 0
	window := func(dst, points []float32) error { // uniform on [−1, 1]
		asked += len(points)
		for i, x := range points {
			dst[i] = float32(math.Log(0.5))
			if math.Abs(float64(x)) > 1 {
				dst[i] = float32(math.Inf(-1))
			}
		}
		return nil
	}
	narrow := normals{[]float64{0}, 0.1} // 10⁻²¹ of its peak at ±1
	want = math.Log(2) - 0.5*math.Log(2*math.Pi*math.E*0.01)
	if got, err := g.KL(narrow.at, window); err != nil || math.Abs(got-want) > 1e-6 {
		t.Errorf("KL with a hole in q where p is negligible is %v, %v; want %v", got, err, want)
	}
	if asked > 45 { // cells of 0.045
		t.Errorf("q asked at %d points of 400, want only where p counts", asked)
	}
	if got, err := NLL(half, []float32{1, -1}, 1); err != nil || !math.IsInf(got, 1) {
		t.Errorf("NLL at a hole is %v, %v; want +∞", got, err)
	}
}

func TestLikelihoodRefuses(t *testing.T) {
	p := normals{[]float64{0}, 1}
	nan := func(dst, _ []float32) error {
		dst[1] = float32(math.NaN())
		return nil
	}
	line := Grid{[]float64{-9}, []float64{9}, 20}
	far := Grid{[]float64{-1e6}, []float64{-9e5}, 20}
	for want, call := range map[string]func() (float64, error){
		"log-density of the model at point 1 is NaN":  func() (float64, error) { return NLL(nan, []float32{1, 2}, 1) },
		"log-density of the target at point 1 is NaN": func() (float64, error) { return line.KL(nan, p.at) },
		"held-out has 3 coordinates":                  func() (float64, error) { return NLL(p.at, []float32{1, 2, 3}, 2) },
		"0 all over the grid":                         func() (float64, error) { return far.KL(p.at, p.at) },
		"grid of 0 cells":                             func() (float64, error) { return Grid{[]float64{0}, []float64{1}, 0}.KL(p.at, p.at) },
		"along axis 0: want the first below":          func() (float64, error) { return Grid{[]float64{1}, []float64{1}, 9}.KL(p.at, p.at) },
	} {
		if _, err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}
