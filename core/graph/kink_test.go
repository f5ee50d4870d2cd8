package graph_test

import (
	"testing"

	"pushforward/core/graph"
)

// Where a function has no derivative the graph has a stated one; both modes agree on it.
func TestDerivativesAtKinks(t *testing.T) {
	column := func(numbers ...float32) [][]float32 { return [][]float32{numbers} }
	for _, c := range []struct {
		name string
		x    [][]float32 // columns
		f    func(x []*graph.Node) *graph.Node
		want [][]float64 // ∂ΣF/∂x
	}{
		{"|x| at 0 is flat", column(0, 2, -2), func(x []*graph.Node) *graph.Node { return x[0].Abs() }, [][]float64{{0, 1, -1}}},
		{"a tied minimum moves with the second", [][]float32{{1, 1, 3}, {1, 2, 2}},
			func(x []*graph.Node) *graph.Node { return x[0].Min(x[1]) }, [][]float64{{0, 1, 0}, {1, 0, 1}}},
		{"a tied maximum moves with the second", [][]float32{{1, 1, 3}, {1, 2, 2}},
			func(x []*graph.Node) *graph.Node { return x[0].Max(x[1]) }, [][]float64{{0, 0, 1}, {1, 1, 0}}},
		{"tied rows share the maximum", column(3, 1, 3), func(x []*graph.Node) *graph.Node { return x[0].MaxRows() },
			[][]float64{{0.5, 0, 0.5}}},
		{"tied columns share the maximum", [][]float32{{4, 5}, {4, 1}},
			func(x []*graph.Node) *graph.Node { return x[0].ConcatCols(x[1]).MaxCols() }, [][]float64{{0.5, 1}, {0.5, 0}}},
		{"a condition has no derivative", [][]float32{{0, 1}, {5, 6}, {7, 8}},
			func(x []*graph.Node) *graph.Node { return x[0].Select(x[1], x[2]) }, [][]float64{{0, 0}, {0, 1}, {1, 0}}},
		{"steps are flat at the step", [][]float32{{1, 2}, {1, 3}}, func(x []*graph.Node) *graph.Node {
			return x[0].Floor().Add(x[0].Less(x[1])).Add(x[0].Equal(x[1])).Add(x[0].Argsort())
		}, [][]float64{{0, 0}, {0, 0}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, at := graph.New(), point{}
			x := make([]*graph.Node, len(c.x))
			for i, numbers := range c.x {
				x[i] = g.Variable(string(rune('a'+i)), len(numbers), 1)
				at[x[i].Name()] = numbers
			}
			sum := c.f(x).Sum()
			for i, d := range graph.Gradient(sum, x...) {
				near(t, "gradient by "+x[i].Name(), at.value(d), c.want[i], 0)
			}
			for i := range x {
				for e, want := range c.want[i] {
					unit := make([]float32, x[i].Size())
					unit[e] = 1
					tangent := graph.JVP([]*graph.Node{sum}, x[i:i+1], []*graph.Node{g.Constant(len(unit), 1, unit...)})
					near(t, "tangent along "+x[i].Name(), at.value(tangent[0]), []float64{want}, 0)
				}
			}
			if err := g.Err(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestStopGradientIsAConstantToBothModes(t *testing.T) {
	g := graph.New()
	x := g.Variable("x", 1, 3)
	at := point{"x": {1, -2, 3}}
	y := x.Mul(x.Square().StopGradient())
	near(t, "value", at.value(y), []float64{1, -8, 27}, 0)
	near(t, "gradient", at.value(graph.Gradient(y.Sum(), x)[0]), []float64{1, 4, 9}, 0)
	ones := g.Scalar(1).Broadcast(1, 3)
	near(t, "tangent", at.value(graph.JVP([]*graph.Node{y}, []*graph.Node{x}, []*graph.Node{ones})[0]), []float64{1, 4, 9}, 0)
	stopped := x.StopGradient().Exp()
	near(t, "stopped tangent", at.value(graph.JVP([]*graph.Node{stopped}, []*graph.Node{x}, []*graph.Node{ones})[0]), []float64{0, 0, 0}, 0)
}

func TestRandomNumbersAreConstantsToBothModes(t *testing.T) {
	g := graph.New()
	c := g.Counter()
	y := g.Normal("noise", 1, 3).Add(g.Uniform("noise", 1, 3)).Add(c)
	at := point{graph.SeedName: {1, 2, 3, 4}, graph.CounterName: {5}}
	near(t, "gradient", at.value(graph.Gradient(y.Sum(), c)[0]), []float64{3}, 0)
	near(t, "tangent", at.value(graph.JVP([]*graph.Node{y}, []*graph.Node{c}, []*graph.Node{g.Scalar(2)})[0]), []float64{2, 2, 2}, 0)
}

func TestDerivativesOfIndependentValuesAreZeros(t *testing.T) {
	g := graph.New()
	x, z := g.Variable("x", 2, 2), g.Variable("z", 1, 3)
	at := point{"x": {1, 2, 3, 4}, "z": {5, 6, 7}}
	near(t, "gradient", at.value(graph.Gradient(x.Sum(), z)[0]), []float64{0, 0, 0}, 0)
	near(t, "tangent", at.value(graph.JVP([]*graph.Node{x}, []*graph.Node{z}, []*graph.Node{z})[0]), []float64{0, 0, 0, 0}, 0)
	if got := graph.JVP(nil, nil, nil); len(got) != 0 {
		t.Errorf("JVP of nothing is %v, want nothing", got)
	}
}

// Inner values may be differentiated by: what depends on them counts, how they came about does not.
func TestGradientByAnInnerValue(t *testing.T) {
	g := graph.New()
	x := g.Variable("x", 1, 2)
	at := point{"x": {0.5, -1}}
	inner := x.Scale(3)
	loss := inner.Square().Add(x).Sum()
	d := graph.Gradient(loss, inner, x)
	near(t, "by 3x", at.value(d[0]), []float64{3, -6}, 0)
	near(t, "by x, through 3x too", at.value(d[1]), []float64{10, -17}, 0)
	ones := g.Scalar(1).Broadcast(1, 2)
	near(t, "tangent from 3x on", at.value(graph.JVP([]*graph.Node{loss}, []*graph.Node{inner}, []*graph.Node{ones})[0]), []float64{-3}, 0)
}
