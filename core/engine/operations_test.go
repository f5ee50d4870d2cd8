package engine_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// shapes are rows and columns with every remainder of vectors of four, alone, beside 1, square, and beside the next size.
func shapes() [][2]int {
	sizes := []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 33}
	var all [][2]int
	for i, n := range sizes {
		all = append(all, [2]int{1, n}, [2]int{n, 1}, [2]int{n, n}, [2]int{n, sizes[(i+1)%len(sizes)]})
	}
	return all
}

// Every operation, in a function of its own, agrees with the reference at every shape.
func TestOperationsAgreeWithTheReference(t *testing.T) {
	for _, shape := range shapes() {
		t.Run(fmt.Sprintf("%dx%d", shape[0], shape[1]), func(t *testing.T) {
			g := graph.New()
			all := operations(g, shape[0], shape[1])
			for _, name := range slices.Sorted(maps.Keys(all)) {
				g.Function(name).Output("is", all[name])
			}
			if err := g.Err(); err != nil {
				t.Fatal(err)
			}
			compare(t, g, random.New(1, t.Name()))
		})
	}
}

// operations are values made of variables of m×n and what broadcasts to it.
func operations(g *graph.Graph, m, n int) map[string]*graph.Node {
	a, b, c := g.Variable("a", m, n), g.Variable("b", m, n), g.Variable("c", m, n)
	row, column, scalar := g.Variable("row", 1, n), g.Variable("column", m, 1), g.Variable("scalar", 1, 1)
	positive := b.Square().AddScalar(0.25)
	index, wide := column.Scale(4), g.Variable("wide", 5, 1).Scale(32) // out of range too; powers of two are exact
	return map[string]*graph.Node{
		"neg": a.Neg(), "abs": a.Abs(), "sqrt": positive.Sqrt(), "exp": a.Exp(), "log": positive.Log(), "sin": a.Scale(9).Sin(),
		"cos": a.Scale(9).Cos(), "tanh": a.Tanh(), "sigmoid": a.Scale(9).Sigmoid(), "softplus": a.Scale(9).Softplus(), "erf": a.Erf(),
		"floor": a.Floor(), "square": a.Square(), "stop_gradient": a.StopGradient(),

		"add": a.Add(b), "sub": a.Sub(b), "mul": a.Mul(b), "div": a.Div(positive), "min": a.Min(b), "max": a.Max(b),
		"less": a.Less(b), "equal": a.Equal(a.Max(b)), "select": a.Less(b).Select(b, c),

		"row": a.Add(row), "column": a.Sub(column), "scalar": a.Mul(scalar), "row_first": row.Sub(a), "column_first": column.Sub(a),
		"scalar_first": scalar.Less(a), "outer": column.Mul(row), "three": column.Select(row, scalar).Add(a), "literal": a.AddScalar(1.5),
		"broadcast_row": row.Broadcast(m, n), "broadcast_column": column.Broadcast(m, n), "broadcast_scalar": scalar.Broadcast(m, n),

		"sum_rows": a.SumRows(), "sum_cols": a.SumCols(), "max_rows": a.MaxRows(), "max_cols": a.MaxCols(), "mean": a.Mean(),
		"reduce_loop": a.Mul(b).Add(row).SumCols().Add(a.Mul(b).Add(row).SumRows().SumCols()), "centred": a.Sub(a.MaxCols()).Exp(),
		"normalized": a.Exp().Div(a.Exp().SumCols()), "log_sum_exp": a.LogSumExpCols(),

		"transpose": a.Transpose(), "transpose_exp": a.Transpose().Exp(), "transpose_sum": a.Transpose().SumRows(),
		"flat": a.Reshape(1, m*n), "tall": a.Reshape(m*n, 1).Neg(), "other": a.Reshape(n, m).Abs(), "moved": a.Transpose().Reshape(m, n),
		"some_rows": a.SliceRows(m/2, m), "some_cols": a.SliceCols(n/2, n).Exp(), "some_cols_flat": a.SliceCols(n/2, n).Reshape((n-n/2)*m, 1),
		"inner_cols": a.SliceCols(n/2, n).Add(b.SliceCols(0, n-n/2)).SumRows(),
		"above":      a.ConcatRows(b, row), "beside": a.ConcatCols(column, b), "beside_neg": a.Neg().ConcatCols(b.Transpose().Transpose().Exp()),
		"above_transposed": a.Transpose().ConcatRows(b.Transpose()),

		"gather": a.Gather(wide), "gather_neg": a.Neg().Gather(wide).Neg(), "scatter": a.ScatterAdd(index, 4), "argsort": column.Argsort(),
		"sorted": a.Gather(column.Argsort()),

		"uniform": g.Uniform("u", m, n), "normal": g.Normal("n", m, n), "noisy": a.Add(g.Normal("n", m, n).Mul(row)),
		"product": a.MatMulNT(b).Tanh().MatMul(c), "gram": a.MatMulTN(b), "of_parts": a.SliceCols(n/2, n).MatMulNT(b.SliceCols(n/2, n)),
	}
}
