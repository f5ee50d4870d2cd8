package method

import (
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/random"
)

// result runs a program whose function "f" has the output "value", on the reference.
func result(t *testing.T, g *graph.Graph, size int) []float32 {
	t.Helper()
	instance, err := engine.Reference{}.Instantiate(g)
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.Seed(instance, 5); err != nil {
		t.Fatal(err)
	}
	if err := instance.Call("f"); err != nil {
		t.Fatal(err)
	}
	values := make([]float32, size)
	if err := instance.Read(values, "f.value"); err != nil {
		t.Fatal(err)
	}
	return values
}

// Between N(0, I) and N(δ, I) on the plane, x − y ~ N(δ, 2I), so that E exp(−‖x−y‖²/2h²) = h²/(h²+2) · exp(−‖δ‖²/2(h²+2)), and MMD² has a closed
// form for each width h of the mixture.
func TestGaussianMixtureHasItsClosedForm(t *testing.T) {
	const n, width, shift = 600, 1.3, 1.5
	g := graph.New()
	x := g.Normal("x", n, 2)
	y := g.Normal("y", n, 2).Add(g.Constant(1, 2, shift, 0))
	like := func(x, y *graph.Node) *graph.Node { return gaussianMixture(squaredDistances(x, y), width) }
	squared := offDiagonalMean(like(x, x), like).Add(offDiagonalMean(like(y, y), like)).Sub(like(x, y).Mean().Scale(2))
	g.Function("f").Output("value", squared)
	want := 0.0
	for _, factor := range []float64{0.25, 0.5, 1, 2, 4} {
		h := width * width * factor * factor
		want += 2 * h / (h + 2) * (1 - math.Exp(-shift*shift/(2*(h+2)))) / 5
	}
	// Four standard errors, found by drawing many times.
	if got := float64(result(t, g, 1)[0]); math.Abs(got-want) > 0.03 {
		t.Errorf("MMD² %v, want %v ± 0.03", got, want)
	}
}

// The mean over pairs of different points, written out.
func TestOffDiagonalMean(t *testing.T) {
	points := []float64{0, 1, 3, 7}
	want, pairs := 0.0, 0.0
	for i, x := range points {
		for j, y := range points {
			if i != j {
				want += math.Exp(-math.Abs(x - y))
				pairs++
			}
		}
	}
	g := graph.New()
	x := g.Constant(4, 1, 0, 1, 3, 7)
	like := func(x, y *graph.Node) *graph.Node { return distance(squaredDistances(x, y)).Neg().Exp() }
	g.Function("f").Output("value", offDiagonalMean(like(x, x), func(x, y *graph.Node) *graph.Node { return distance(x.Sub(y).Square()).Neg().Exp() }))
	if got := float64(result(t, g, 1)[0]); math.Abs(got-want/pairs) > 1e-4 {
		t.Errorf("mean %v, want %v", got, want/pairs)
	}
}

// kernelAt is what each kernel is at a distance, in units of the width, written from its definition.
func kernelAt() map[string]func(distance float64) float64 {
	return map[string]func(float64) float64{
		"gaussian": func(d float64) float64 {
			sum := 0.0
			for _, h := range []float64{0.25, 0.5, 1, 2, 4} {
				sum += math.Exp(-d*d/(2*h*h)) / 5
			}
			return sum
		},
		"laplace": func(d float64) float64 { return math.Exp(-d) },
		"imq":     func(d float64) float64 { return 1 / math.Sqrt(1+d*d) },
		"energy":  func(d float64) float64 { return -d },
	}
}

func TestKernelsAreWhatTheirNamesSay(t *testing.T) {
	const width = 2.5
	distances := []float32{0, 0.01, 0.3, 1, 2.5, 7, 40}
	for name, want := range kernelAt() {
		k, err := findKernel(name)
		if err != nil {
			t.Fatal(err)
		}
		g := graph.New()
		g.Function("f").Output("value", k(g.Constant(1, len(distances), distances...).Square(), width))
		for i, got := range result(t, g, len(distances)) {
			if w := want(float64(distances[i]) / width); math.Abs(float64(got)-w) > 1e-4*max(1, math.Abs(w)) {
				t.Errorf("%s at distance %v is %v, want %v", name, distances[i], got, w)
			}
		}
	}
	if len(kernelAt()) != len(kernels) {
		t.Errorf("%d kernels are checked, there are %d", len(kernelAt()), len(kernels))
	}
	if _, err := findKernel("cosine"); err == nil || !strings.Contains(err.Error(), `"cosine"`) {
		t.Errorf("error %v: want one that names the kernel", err)
	}
}

// A kernel matrix has no negative eigenvalue; the energy kernel's has none on vectors that sum to 0.
func TestKernelsArePositiveDefinite(t *testing.T) {
	const n = 24
	for name := range kernelAt() {
		k, err := findKernel(name)
		if err != nil {
			t.Fatal(err)
		}
		g := graph.New()
		x := g.Normal("x", n, 2)
		gram := k(squaredDistances(x, x), 1)
		centred := gram.Sub(gram.SumRows().Scale(1. / n)).Sub(gram.SumCols().Scale(1. / n)).Add(gram.Mean())
		g.Function("f").Output("value", centred)
		values := make([]float64, n*n)
		for i, v := range result(t, g, n*n) {
			values[i] = float64(v)
		}
		var eigen mat.EigenSym
		if !eigen.Factorize(mat.NewSymDense(n, values), false) {
			t.Fatalf("%s: no eigenvalues", name)
		}
		if least := slices.Min(eigen.Values(nil)); least < -1e-4 {
			t.Errorf("%s: eigenvalue %v, want none below 0", name, least)
		}
	}
}

// The distance between two points of N(0, I) on the plane is Rayleigh with scale √2: its median is 2√ln 2.
func TestMedianDistance(t *testing.T) {
	points := make([]float32, 2*5000)
	for i, r := 0, random.New(1, "points"); i < len(points); i++ {
		points[i] = float32(r.Normal())
	}
	if got, want := medianDistance(points, 2), 2*math.Sqrt(math.Ln2); math.Abs(got-want) > 0.1 {
		t.Errorf("median distance %v, want %v ± 0.1", got, want)
	}
	if got := medianDistance([]float32{0, 0, 3, 4}, 2); got != 5 {
		t.Errorf("median distance of two points 5 apart is %v", got)
	}
}
