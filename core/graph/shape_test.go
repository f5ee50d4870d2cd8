package graph_test

import (
	"strings"
	"testing"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// shapes are the matrices of the tables below.
type shapes struct {
	g                            *graph.Graph
	a, b, row, column, one, wide *graph.Node
}

func newShapes() shapes {
	g := graph.New()
	return shapes{
		g: g, a: g.Variable("a", 3, 4), b: g.Variable("b", 3, 4), row: g.Variable("row", 1, 4),
		column: g.Variable("column", 3, 1), one: g.Variable("one", 1, 1), wide: g.Variable("wide", 4, 5),
	}
}

func TestShapesFollowFromOperands(t *testing.T) {
	for _, c := range []struct {
		name       string
		op         graph.Op
		rows, cols int
		build      func(s shapes) *graph.Node
	}{
		{"same shapes", graph.Add, 3, 4, func(s shapes) *graph.Node { return s.a.Add(s.b) }},
		{"row broadcasts", graph.Sub, 3, 4, func(s shapes) *graph.Node { return s.a.Sub(s.row) }},
		{"column broadcasts, on the left", graph.Mul, 3, 4, func(s shapes) *graph.Node { return s.column.Mul(s.a) }},
		{"scalar broadcasts", graph.Div, 3, 4, func(s shapes) *graph.Node { return s.one.Div(s.a) }},
		{"row and column broadcast both", graph.Max, 3, 4, func(s shapes) *graph.Node { return s.row.Max(s.column) }},
		{"three operands broadcast", graph.Select, 3, 4, func(s shapes) *graph.Node { return s.one.Select(s.row, s.column) }},
		{"unary keeps", graph.Tanh, 3, 4, func(s shapes) *graph.Node { return s.a.Tanh() }},
		{"product", graph.MatMul, 3, 5, func(s shapes) *graph.Node { return s.a.MatMul(s.wide) }},
		{"product with transposed right", graph.MatMul, 3, 3, func(s shapes) *graph.Node { return s.a.MatMulNT(s.b) }},
		{"product with transposed left", graph.MatMul, 4, 4, func(s shapes) *graph.Node { return s.a.MatMulTN(s.b) }},
		{"product with both transposed", graph.MatMul, 5, 3, func(s shapes) *graph.Node { return s.wide.MatMulTT(s.a) }},
		{"transpose", graph.Transpose, 4, 3, func(s shapes) *graph.Node { return s.a.Transpose() }},
		{"sum over rows", graph.SumRows, 1, 4, func(s shapes) *graph.Node { return s.a.SumRows() }},
		{"sum over columns", graph.SumCols, 3, 1, func(s shapes) *graph.Node { return s.a.SumCols() }},
		{"largest over rows", graph.MaxRows, 1, 4, func(s shapes) *graph.Node { return s.a.MaxRows() }},
		{"largest over columns", graph.MaxCols, 3, 1, func(s shapes) *graph.Node { return s.a.MaxCols() }},
		{"sum", graph.SumRows, 1, 1, func(s shapes) *graph.Node { return s.a.Sum() }},
		{"mean", graph.Mul, 1, 1, func(s shapes) *graph.Node { return s.a.Mean() }},
		{"log-sum-exp", graph.Add, 3, 1, func(s shapes) *graph.Node { return s.a.LogSumExpCols() }},
		{"broadcast", graph.Broadcast, 3, 4, func(s shapes) *graph.Node { return s.row.Broadcast(3, 4) }},
		{"broadcast to itself is itself", graph.Variable, 3, 4, func(s shapes) *graph.Node { return s.a.Broadcast(3, 4) }},
		{"reshape", graph.Reshape, 2, 6, func(s shapes) *graph.Node { return s.a.Reshape(2, 6) }},
		{"rows", graph.SliceRows, 2, 4, func(s shapes) *graph.Node { return s.a.SliceRows(1, 3) }},
		{"columns", graph.SliceCols, 3, 1, func(s shapes) *graph.Node { return s.a.SliceCols(3, 4) }},
		{"one above the other", graph.ConcatRows, 7, 4, func(s shapes) *graph.Node { return s.a.ConcatRows(s.b, s.row) }},
		{"side by side", graph.ConcatCols, 3, 9, func(s shapes) *graph.Node { return s.a.ConcatCols(s.column, s.b) }},
		{"one alone is itself", graph.Variable, 3, 4, func(s shapes) *graph.Node { return s.a.ConcatCols() }},
		{"gather", graph.Gather, 3, 5, func(s shapes) *graph.Node { return s.wide.Gather(s.column) }},
		{"scatter", graph.ScatterAdd, 8, 4, func(s shapes) *graph.Node { return s.a.ScatterAdd(s.column, 8) }},
		{"argsort", graph.Argsort, 3, 1, func(s shapes) *graph.Node { return s.column.Argsort() }},
		{"constant", graph.Constant, 2, 1, func(s shapes) *graph.Node { return s.g.Constant(2, 1, 5, 6) }},
		{"scalar", graph.Constant, 1, 1, func(s shapes) *graph.Node { return s.g.Scalar(5) }},
		{"uniform", graph.Uniform, 2, 3, func(s shapes) *graph.Node { return s.g.Uniform("noise", 2, 3) }},
		{"normal", graph.Normal, 3, 2, func(s shapes) *graph.Node { return s.g.Normal("noise", 3, 2) }},
		{"seed", graph.Variable, 1, 4, func(s shapes) *graph.Node { return s.g.Seed() }},
		{"counter", graph.Variable, 1, 1, func(s shapes) *graph.Node { return s.g.Counter() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newShapes()
			n := c.build(s)
			if n.Op() != c.op || n.Rows() != c.rows || n.Cols() != c.cols || n.Size() != c.rows*c.cols {
				t.Errorf("%v [%d×%d] of %d numbers, want %v [%d×%d]", n.Op(), n.Rows(), n.Cols(), n.Size(), c.op, c.rows, c.cols)
			}
			if err := s.g.Err(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestShapeErrorsNameOperandsAndShapes(t *testing.T) {
	for _, c := range []struct {
		name  string
		build func(s shapes) *graph.Node
		want  string
	}{
		{"add", func(s shapes) *graph.Node { return s.a.Add(s.wide) },
			`graph: add of "a" [3×4] and "wide" [4×5]: cannot broadcast to 4×5`},
		{"select", func(s shapes) *graph.Node { return s.one.Select(s.row, s.wide) },
			`graph: select of "one" [1×1] and "row" [1×4] and "wide" [4×5]: cannot broadcast to 4×5`},
		{"product", func(s shapes) *graph.Node { return s.a.MatMul(s.b) },
			`graph: matmul of "a" [3×4] and "b" [3×4]: inner dimensions 4 and 3 differ`},
		{"product, right transposed", func(s shapes) *graph.Node { return s.a.MatMulNT(s.wide) },
			`graph: matmul of "a" [3×4] and "wide" [4×5]ᵀ: inner dimensions 4 and 5 differ`},
		{"product, left transposed", func(s shapes) *graph.Node { return s.a.MatMulTN(s.wide) },
			`graph: matmul of "a" [3×4]ᵀ and "wide" [4×5]: inner dimensions 3 and 4 differ`},
		{"broadcast", func(s shapes) *graph.Node { return s.row.Broadcast(3, 5) },
			`graph: broadcast of "row" [1×4] to 3×5`},
		{"reshape", func(s shapes) *graph.Node { return s.a.Reshape(5, 2) },
			`graph: reshape of "a" [3×4] to 5×2: sizes differ`},
		{"negative reshape", func(s shapes) *graph.Node { return s.a.Reshape(-3, -4) },
			`graph: reshape of "a" [3×4] to -3×-4: sizes differ`},
		{"rows beyond the end", func(s shapes) *graph.Node { return s.a.SliceRows(2, 4) },
			`graph: rows [2,4) of "a" [3×4]: want a range within [0,3)`},
		{"no rows", func(s shapes) *graph.Node { return s.a.SliceRows(2, 2) },
			`graph: rows [2,2) of "a" [3×4]: want a range within [0,3)`},
		{"columns before the start", func(s shapes) *graph.Node { return s.a.SliceCols(-1, 2) },
			`graph: columns [-1,2) of "a" [3×4]: want a range within [0,4)`},
		{"columns beyond the end", func(s shapes) *graph.Node { return s.a.SliceCols(0, 5) },
			`graph: columns [0,5) of "a" [3×4]: want a range within [0,4)`},
		{"rows of other width", func(s shapes) *graph.Node { return s.a.ConcatRows(s.b, s.wide) },
			`graph: concat_rows of "a" [3×4] and "wide" [4×5]: shapes do not fit`},
		{"columns of other height", func(s shapes) *graph.Node { return s.a.ConcatCols(s.row) },
			`graph: concat_cols of "a" [3×4] and "row" [1×4]: shapes do not fit`},
		{"gather at a matrix", func(s shapes) *graph.Node { return s.a.Gather(s.b) },
			`graph: gather from "a" [3×4] at "b" [3×4]: want an index column`},
		{"scatter with too few indices", func(s shapes) *graph.Node { return s.a.ScatterAdd(s.one, 5) },
			`graph: scatter of "a" [3×4] at "one" [1×1] into 5 rows: want one index a row`},
		{"scatter into no rows", func(s shapes) *graph.Node { return s.a.ScatterAdd(s.column, 0) },
			`graph: scatter of "a" [3×4] at "column" [3×1] into 0 rows: want one index a row`},
		{"argsort of a matrix", func(s shapes) *graph.Node { return s.a.Argsort() },
			`graph: argsort of "a" [3×4]: want a column`},
		{"variable without rows", func(s shapes) *graph.Node { return s.g.Variable("v", 0, 2) },
			`graph: variable "v" of shape 0×2: want at least 1×1`},
		{"variable twice", func(s shapes) *graph.Node { return s.g.Variable("a", 3, 4) },
			`graph: variable "a" is declared twice`},
		{"variable named as a built-in one", func(s shapes) *graph.Node { return s.g.Variable(graph.SeedName, 1, 4) },
			`graph: variable "seed" is declared twice`},
		{"constant with too few numbers", func(s shapes) *graph.Node { return s.g.Constant(2, 2, 1, 2, 3) },
			`graph: constant of shape 2×2 with 3 values`},
		{"random matrix without columns", func(s shapes) *graph.Node { return s.g.Normal("noise", 2, 0) },
			`graph: normal "noise" of shape 2×0: want at least 1×1`},
		{"gradient of a matrix", func(s shapes) *graph.Node { return graph.Gradient(s.a, s.a)[0] },
			`graph: gradient of "a" [3×4]: want a 1×1 loss`},
		{"cotangent of another shape", func(s shapes) *graph.Node { return graph.Pullback(s.a, s.wide, s.a)[0] },
			`graph: pullback of "wide" [4×5] from "a" [3×4]: shapes differ`},
		{"tangent of another shape", func(s shapes) *graph.Node {
			return graph.JVP([]*graph.Node{s.a.Exp()}, []*graph.Node{s.a}, []*graph.Node{s.wide})[0]
		}, `graph: jvp: tangent "wide" [4×5] of "a" [3×4]: shapes differ`},
		{"too few tangents", func(s shapes) *graph.Node {
			return graph.JVP([]*graph.Node{s.a.Exp()}, []*graph.Node{s.a}, nil)[0]
		}, `graph: jvp: 1 variables with 0 tangents`},
		{"operand of another graph", func(s shapes) *graph.Node { return s.a.Add(graph.New().Counter()) },
			`graph: add of "counter" [1×1]: the operand belongs to another graph`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newShapes()
			if n := c.build(s); n.Op() != graph.Invalid {
				t.Errorf("the result is %v, want invalid", n)
			}
			if err := s.g.Err(); err == nil || err.Error() != c.want {
				t.Errorf("error %q, want %q", err, c.want)
			}
		})
	}
}

func TestTheFirstErrorSticks(t *testing.T) {
	s := newShapes()
	s.a.Add(s.wide)
	first := s.g.Err()
	s.a.MatMul(s.b)
	s.g.Variable("a", 1, 1)
	if s.g.Err() != first || !strings.Contains(first.Error(), "add of") {
		t.Errorf("error %q, want the first, %q", s.g.Err(), first)
	}
}

func TestLaterOperationsPassAnInvalidOperandAlong(t *testing.T) {
	s := newShapes()
	bad := s.a.Add(s.wide)
	first := s.g.Err()
	derivatives := graph.JVP([]*graph.Node{s.a.Gather(s.column).Tanh()}, []*graph.Node{s.a}, []*graph.Node{bad})
	for name, n := range map[string]*graph.Node{
		"unary": bad.Exp(), "binary": s.a.Mul(bad), "binary, on the left": bad.Mul(s.a), "select": s.one.Select(bad, s.a),
		"product": bad.MatMul(s.a), "product, on the right": s.a.MatMulNT(bad), "transpose": bad.Transpose(), "mean": bad.Mean(),
		"log-sum-exp": bad.LogSumExpCols(), "maximum": bad.MaxRows(), "broadcast": bad.Broadcast(7, 7), "reshape": bad.Reshape(2, 2),
		"rows": bad.SliceRows(5, 6), "columns": bad.SliceCols(0, 1), "concatenation": bad.ConcatRows(s.a), "part": s.a.ConcatCols(s.b, bad),
		"gather": bad.Gather(s.column), "index": s.a.Gather(bad), "scatter": bad.ScatterAdd(s.column, 3), "argsort": bad.Argsort(),
		"scatter index": s.a.ScatterAdd(bad, 3), "stop": bad.StopGradient(), "tangent": derivatives[0],
		"cotangent": graph.Pullback(s.a.Exp(), bad, s.a)[0], "loss": graph.Gradient(bad, bad)[0], "gradient": graph.Gradient(bad.Sum(), bad)[0],
	} {
		if n == nil || n.Op() != graph.Invalid && name != "gradient" && name != "loss" {
			t.Errorf("%s of an invalid operand is %v, want invalid", name, n)
		}
	}
	if s.g.Err() != first {
		t.Errorf("error %q, want the first, %q", s.g.Err(), first)
	}
}

func TestNodesNameThemselves(t *testing.T) {
	s := newShapes()
	n := s.a.MatMulNT(s.b)
	if got, want := n.String(), "%8 [3×3]"; got != want { // after seed, counter and the six of the table
		t.Errorf("node %q, want %q", got, want)
	}
	if a, b := n.Transposed(); a || !b {
		t.Errorf("transposed %v, %v, want only the second", a, b)
	}
	if from, to := s.a.SliceCols(1, 3).Bounds(); from != 1 || to != 3 {
		t.Errorf("bounds [%d,%d), want [1,3)", from, to)
	}
	if got := s.a.Sub(s.row).Sub(s.wide).String(); got != "invalid" {
		t.Errorf("invalid node %q, want %q", got, "invalid")
	}
}

func TestBothOperandsOfAProductMayBeTransposed(t *testing.T) {
	s := newShapes()
	at := separated(random.New(2, "product"), s.g.Variables())
	both, either := s.wide.MatMulTT(s.a), s.a.MatMul(s.wide).Transpose()
	near(t, "wideᵀ·aᵀ", at.value(both), at.value(either), 1e-14)
}
