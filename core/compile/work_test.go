package compile_test

import (
	"testing"

	"pushforward/core/graph"
)

// The counts are taken by hand from the definition in the documentation.
func TestOperationsAreCountedByThePlan(t *testing.T) {
	const n = 1000
	g := graph.New()
	a, b := g.Variable("a", 5, 7), g.Variable("b", 7, 3)
	x, index := g.Variable("x", n, 2), g.Variable("index", n, 1)
	g.Function("product").Output("y", a.MatMul(b))
	g.Function("transposed").Output("y", b.MatMulTN(a.Transpose()))
	g.Function("loop").Output("y", x.Add(x.Exp()))
	g.Function("sum").Output("y", x.Square().SumCols())
	g.Function("noise").Output("y", g.Normal("noise", n, 2).Abs())
	g.Function("scatter").Output("y", x.ScatterAdd(index, 4))
	g.Function("move").Output("y", x.Gather(index).ConcatCols(x.Transpose().Reshape(n, 2)))
	g.Function("sort").Output("y", index.Argsort())
	both := g.Function("both")
	both.Output("y", a.MatMul(b))
	both.Output("z", x.Neg())
	m := module(t, g)
	for function, want := range map[string]int{
		"product": 2 * 5 * 7 * 3, "transposed": 2 * 3 * 7 * 5, "loop": 2 * 2 * n, "sum": 2 * 2 * n, "noise": 2 * 2 * n,
		"scatter": 2 * n, "move": 0, "sort": 0, "both": 2*5*7*3 + 2*n, "absent": 0,
	} {
		if got := m.Operations(function); got != want {
			t.Errorf("%s takes %d operations, want %d\n%s", function, got, want, m.Plan(function))
		}
	}
}
