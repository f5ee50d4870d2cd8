package method_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/method"
	"pushforward/core/random"
)

// wild is a model of a flow whose parameters are random numbers, far from where training starts, on an engine.
func wild(t *testing.T, on engine.Engine, id string, dim int, parameters map[string]string) engine.Instance {
	t.Helper()
	entry, err := method.Find(id)
	if err != nil {
		t.Fatal(err)
	}
	m, err := entry.Configure(parameters)
	if err != nil {
		t.Fatal(err)
	}
	g := graph.New()
	normal := method.Normal{Graph: g, Dim: dim}
	if _, err := m.Build(&method.Problem{Graph: g, Dim: dim, Source: normal, Target: normal, Points: make([]float32, 16*dim)}); err != nil {
		t.Fatal(err)
	}
	instance, err := on.Instantiate(g)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := instance.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, v := range g.Variables() {
		if !strings.HasPrefix(v.Name(), "average.") {
			continue
		}
		r, values := random.New(5, v.Name()), make([]float32, v.Size())
		for i := range values {
			values[i] = float32(r.Normal() / math.Sqrt(float64(v.Rows())))
		}
		if err := instance.Write(v.Name(), values); err != nil {
			t.Fatal(err)
		}
	}
	return instance
}

// answer is what an ability says of points [Chunk×dim].
func answer(t *testing.T, instance engine.Instance, a method.Ability, points []float32, columns int) []float32 {
	t.Helper()
	values := make([]float32, method.Chunk*columns)
	for _, err := range []error{
		instance.Write(string(a)+".at", points), instance.Call(string(a)), instance.Read(values, string(a)+".is"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return values
}

// flows are all bijections, in both directions where a method has a choice, and dimensions in which halves are even, odd and empty.
func flows(check func(id string, dim int, parameters map[string]string)) {
	small := func(more ...string) map[string]string {
		values := map[string]string{"batch": "8", "layers": "3"}
		for i := 0; i < len(more); i += 2 {
			values[more[i]] = more[i+1]
		}
		return values
	}
	for _, dim := range []int{1, 2, 3} {
		for _, id := range []string{"planar", "radial"} {
			check(id, dim, small())
			check("reverse-kl", dim, small("flow", id, "net", "6,6", "waves", "1"))
		}
		for _, id := range []string{"realnvp", "spline", "maf", "iaf"} {
			check(id, dim, small("net", "6,6", "waves", "1"))
		}
		check("spline", dim, small("net", "6,6", "waves", "1", "bins", "2", "reach", "2"))
		check("reverse-kl", dim, small("flow", "iaf", "net", "6,6", "waves", "1"))
	}
}

// somewhere is points [Chunk×dim] of a normal distribution of width 1.5.
func somewhere(dim int) []float32 {
	r, points := random.New(6, "somewhere"), make([]float32, method.Chunk*dim)
	for i := range points {
		points[i] = float32(1.5 * r.Normal())
	}
	return points
}

func TestFlowsAreInvertibleWithTheirDensity(t *testing.T) {
	flows(func(id string, dim int, parameters map[string]string) {
		t.Run(fmt.Sprint(id, dim, parameters), func(t *testing.T) {
			instance := wild(t, engine.WebAssembly{}, id, dim, parameters)
			testRoundTrip(t, instance, dim)
			testDifferences(t, instance, dim)
		})
	})
}

func testRoundTrip(t *testing.T, instance engine.Instance, dim int) {
	noise := somewhere(dim)
	data := answer(t, instance, method.Push, noise, dim)
	back := answer(t, instance, method.Inverse, data, dim)
	again := answer(t, instance, method.Push, back, dim)
	moved := 0.0
	for i := range noise {
		moved = max(moved, math.Abs(float64(data[i]-noise[i])))
		if wrong := math.Abs(float64(again[i] - data[i])); !(wrong <= 1e-4*max(1, math.Abs(float64(data[i])))) {
			t.Fatalf("coordinate %d: %v came from %v, which goes to %v", i, data[i], back[i], again[i])
		}
	}
	if moved < 0.3 {
		t.Errorf("nothing moved by more than %v: this tests nothing", moved)
	}
}

// testDifferences checks that the log-density is the source's, where the inverse leads, and log |det| of the inverse's derivative, here by central
// differences.
func testDifferences(t *testing.T, instance engine.Instance, dim int) {
	const step = 2e-3
	points := somewhere(dim)
	got := answer(t, instance, method.LogDensity, points, 1)
	noise := answer(t, instance, method.Inverse, points, dim)
	slopes := make([][]float32, 2*dim) // ahead and behind, along each axis
	for k := range slopes {
		moved := append([]float32(nil), points...)
		for i := k / 2; i < len(moved); i += dim {
			moved[i] += float32(step * float64(1-2*(k%2)))
		}
		slopes[k] = answer(t, instance, method.Inverse, moved, dim)
	}
	var wrong []float64
	for row := range method.Chunk {
		jacobian := make([][]float64, dim)
		want := -0.5 * float64(dim) * math.Log(2*math.Pi)
		for axis := range dim {
			for j := range dim {
				difference := slopes[2*axis][row*dim+j] - slopes[2*axis+1][row*dim+j]
				jacobian[axis] = append(jacobian[axis], float64(difference)/(2*step))
			}
			z := float64(noise[row*dim+axis])
			want -= z * z / 2
		}
		want += math.Log(math.Abs(determinant(jacobian)))
		wrong = append(wrong, math.Abs(float64(got[row])-want)/(1+math.Abs(want)))
	}
	// Differences are off where a spline's second derivative jumps, and where a map is steep: most must agree closely, and nearly all roughly.
	if close, rough := share(wrong, 4e-3), share(wrong, 5e-2); close < 0.75 || rough < 0.97 {
		t.Errorf("the log-density agrees with differences to 4e-3 at %.1f%% of the points and to 5e-2 at %.1f%%", 100*close, 100*rough)
	}
}

// share of values that are at most a bound.
func share(values []float64, bound float64) float64 {
	count := 0.0
	for _, v := range values {
		if v <= bound {
			count++
		}
	}
	return count / float64(len(values))
}

// determinant by expansion along the first row.
func determinant(m [][]float64) float64 {
	if len(m) == 0 {
		return 1
	}
	sum, sign := 0.0, 1.0
	for k := range m {
		var minor [][]float64
		for _, row := range m[1:] {
			minor = append(minor, append(append([]float64(nil), row[:k]...), row[k+1:]...))
		}
		sum += sign * m[0][k] * determinant(minor)
		sign = -sign
	}
	return sum
}
