package target_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/param"
	"pushforward/core/random"
	"pushforward/core/target"
)

// embed is ξ of rows z [n×dz].
func embed(t *testing.T, id string, params map[string]string, dz, d int, z ...float32) []float32 {
	t.Helper()
	xi, err := target.NewEmbedding(id, params, dz, d)
	if err != nil {
		t.Fatal(err)
	}
	points := make([]float32, len(z)/dz*d)
	for i := range points {
		points[i] = 77 // must all be written over
	}
	xi.Embed(points, z, random.New(1, "embedding"))
	return points
}

func TestZerosPad(t *testing.T) {
	if got := embed(t, "zeros", nil, 2, 3, 1, 2, 3, 4); !slices.Equal(got, []float32{1, 2, 0, 3, 4, 0}) {
		t.Errorf("padded to %v", got)
	}
	if got := embed(t, "zeros", nil, 2, 2, 1, 2); !slices.Equal(got, []float32{1, 2}) {
		t.Errorf("padded to %v, want the source itself", got)
	}
}

func TestNoisePads(t *testing.T) {
	const n = 20_000
	got := embed(t, "noise", map[string]string{"std": "0.3"}, 1, 2, make([]float32, n)...)
	noise := make([]float64, n)
	for i := range noise {
		if got[2*i] != 0 {
			t.Fatalf("the source's coordinate is %v, want 0", got[2*i])
		}
		noise[i] = float64(got[2*i+1])
	}
	mean, std := stat.MeanStdDev(noise, nil)
	if math.Abs(mean) > 5*0.3/math.Sqrt(n) || math.Abs(std-0.3) > 5*0.3/math.Sqrt(2*n) {
		t.Errorf("noise has mean %v and spread %v, want 0 and 0.3", mean, std)
	}
}

// A linear embedding with orthonormal columns keeps inner products.
func TestLinearKeepsLengths(t *testing.T) {
	const dz, d = 3, 7
	z := []float32{1, 0, 0, 0.5, -2, 1, 3, 3, -1}
	got := embed(t, "linear", nil, dz, d, z...)
	product := func(rows []float32, dim, i, k int) (sum float64) {
		for j := range dim {
			sum += float64(rows[i*dim+j]) * float64(rows[k*dim+j])
		}
		return sum
	}
	for i := range 3 {
		for k := range 3 {
			if a, b := product(z, dz, i, k), product(got, d, i, k); math.Abs(a-b) > 1e-5 {
				t.Errorf("rows %d and %d have the product %v, want %v", i, k, b, a)
			}
		}
	}
	if other := embed(t, "linear", map[string]string{"draw": "2"}, dz, d, z...); slices.Equal(got, other) {
		t.Error("another draw is the same plane")
	}
}

func TestCurvesLift(t *testing.T) {
	root := math.Sqrt(3)
	for _, test := range []struct {
		id     string
		params map[string]string
		z      float64
		want   [3]float64
	}{
		{"circle", nil, 0, [3]float64{math.Sqrt2, 0, 0}},
		{"circle", nil, root / 2, [3]float64{0, math.Sqrt2, 0}},
		{"circle", nil, -root, [3]float64{-math.Sqrt2, 0, 0}},
		{"spiral", nil, 0, [3]float64{0, 0, 0}},
		{"spiral", nil, 0.25, [3]float64{0, 0.25, 0}},
		{"spiral", nil, -1, [3]float64{-1, 0, 0}},
		{"spiral", map[string]string{"turns": "0"}, 2, [3]float64{2, 0, 0}},
	} {
		got := embed(t, test.id, test.params, 1, 3, float32(test.z))
		for j, want := range test.want {
			if math.Abs(float64(got[j])-want) > 1e-6 {
				t.Errorf("%s of %v is %v, want %v", test.id, test.z, got, test.want)
				break
			}
		}
	}
}

func TestNewEmbeddingRefuses(t *testing.T) {
	for _, test := range []struct {
		id     string
		params map[string]string
		dz, d  int
		want   string
	}{
		{"knot", nil, 1, 2, `embedding: unknown embedding "knot": want one of zeros, noise, linear, circle, spiral`},
		{"zeros", nil, 3, 2, "embedding: zeros: a source of 3 coordinates in a space of 2: want at least 1 and at most as many as the space has"},
		{"zeros", nil, 0, 2, "embedding: zeros: a source of 0 coordinates in a space of 2: want at least 1 and at most as many as the space has"},
		{"circle", nil, 2, 2, "embedding: circle: a source of 2 coordinates: want 1, to be wound into a curve"},
		{"spiral", nil, 1, 1, "embedding: spiral: a target of 1 coordinate: want at least 2, to hold a curve"},
		{"noise", map[string]string{"std": "2"}, 1, 2, `embedding: noise: param: std "2": want a number in [0.001, 1]`},
	} {
		if _, err := target.NewEmbedding(test.id, test.params, test.dz, test.d); err == nil || err.Error() != test.want {
			t.Errorf("%s from %d to %d: error %v, want %s", test.id, test.dz, test.d, err, test.want)
		}
	}
}

// Every embedding: complete, the same numbers for the same seed however many rows are asked for at once, and no allocation.
func TestEmbeddingsConform(t *testing.T) {
	const n, d = 50, 4
	for _, entry := range target.Embeddings() {
		if entry.ID == "" || entry.Name == "" || entry.Idea == "" || entry.Formula == "" {
			t.Errorf("the entry %+v is not complete", entry)
		}
		if err := param.Check(entry.New()); err != nil {
			t.Error(err)
		}
		xi, err := target.NewEmbedding(entry.ID, nil, 1, d)
		if err != nil {
			t.Fatal(err)
		}
		z := make([]float32, n)
		for i := range z {
			z[i] = float32(i)/25 - 1
		}
		whole, parts, r := make([]float32, n*d), make([]float32, n*d), random.New(3, "embedding")
		xi.Embed(whole, z, random.New(3, "embedding"))
		xi.Embed(parts[:7*d], z[:7], r)
		xi.Embed(parts[7*d:], z[7:], r)
		if !slices.Equal(whole, parts) {
			t.Errorf("%s: other numbers when asked in parts", entry.ID)
		}
		if allocations := testing.AllocsPerRun(10, func() { xi.Embed(parts, z, r) }); allocations > 0 {
			t.Errorf("%s allocates %v times, want 0", entry.ID, allocations)
		}
	}
}

func ExampleNewEmbedding() {
	circle, err := target.NewEmbedding("circle", nil, 1, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	points := make([]float32, 2)
	circle.Embed(points, []float32{0}, nil)
	fmt.Println(points)
	// Output: [1.4142135 0]
}

// Within a program ξ is the same map, of z and the noise beside it.
func TestEmbeddingsWithinAProgram(t *testing.T) {
	for _, e := range target.Embeddings() {
		for d := 2; d <= 3; d++ {
			const n = 5
			xi, err := target.NewEmbedding(e.ID, nil, 1, d)
			if err != nil {
				t.Fatal(err)
			}
			g, noise := graph.New(), random.New(1, "embedding")
			in := make([]float32, 0, n*xi.Columns())
			z := []float32{-1.5, -0.25, 0, 1, 2}
			for _, x := range z {
				in = append(in, x)
				for range xi.Columns() - 1 {
					in = append(in, float32(noise.Normal()))
				}
			}
			out := xi.Graph(g.Variable("z", n, xi.Columns()))
			if g.Err() != nil {
				t.Fatal(g.Err())
			}
			got := engine.Evaluate(graph.Reachable(out), map[string][]float32{"z": in})[out]
			for i, want := range embed(t, e.ID, nil, 1, d, z...) {
				if math.Abs(got[i]-float64(want)) > 1e-6 {
					t.Errorf("%s in %d dimensions: %v at %d, want %v", e.ID, d, got[i], i, want)
				}
			}
		}
	}
}
