package graph_test

import "pushforward/core/graph"

// derivativeCases has every operation with a derivative, in every form that has code of its own.
func derivativeCases() []derivativeCase {
	cases := append(unaryCases(), binaryCases()...)
	cases = append(cases, productCases()...)
	cases = append(cases, reductionCases()...)
	return append(cases, movementCases()...)
}

func unaryCases() []derivativeCase {
	type unary = func(*graph.Node) *graph.Node
	apply := func(name string, positive bool, f unary) derivativeCase {
		build := func(x []*graph.Node) *graph.Node { return f(x[0]) }
		return derivativeCase{name, [][2]int{{3, 4}}, positive, build}
	}
	return []derivativeCase{
		apply("neg", false, (*graph.Node).Neg), apply("abs", false, (*graph.Node).Abs), apply("sqrt", true, (*graph.Node).Sqrt),
		apply("exp", false, (*graph.Node).Exp), apply("log", true, (*graph.Node).Log), apply("sin", false, (*graph.Node).Sin),
		apply("cos", false, (*graph.Node).Cos), apply("tanh", false, (*graph.Node).Tanh),
		apply("sigmoid", false, (*graph.Node).Sigmoid), apply("softplus", false, (*graph.Node).Softplus),
		apply("erf", false, (*graph.Node).Erf), apply("floor", false, (*graph.Node).Floor),
		apply("square", false, (*graph.Node).Square),
		apply("scale", false, func(n *graph.Node) *graph.Node { return n.Scale(-1.5).AddScalar(2) }),
		apply("composed", false, func(n *graph.Node) *graph.Node { return n.Sin().Mul(n.Tanh().Exp()).Add(n) }),
	}
}

func binaryCases() []derivativeCase {
	shapes := map[string][][2]int{
		"same shape": {{3, 4}, {3, 4}}, "scalar right": {{3, 4}, {1, 1}}, "scalar left": {{1, 1}, {3, 4}},
		"row right": {{3, 4}, {1, 4}}, "row left": {{1, 4}, {3, 4}}, "column right": {{3, 4}, {3, 1}},
		"column left": {{3, 1}, {3, 4}}, "row and column": {{1, 4}, {3, 1}}, "scalars": {{1, 1}, {1, 1}},
	}
	operations := map[string]func(a, b *graph.Node) *graph.Node{
		"add": (*graph.Node).Add, "sub": (*graph.Node).Sub, "mul": (*graph.Node).Mul, "div": (*graph.Node).Div,
		"min": (*graph.Node).Min, "max": (*graph.Node).Max, "less": (*graph.Node).Less, "equal": (*graph.Node).Equal,
		"select yes": func(a, b *graph.Node) *graph.Node { return a.Less(a.Graph().Scalar(0.5)).Select(b, a) },
		"select no":  func(a, b *graph.Node) *graph.Node { return a.Less(b).Select(a.Sin(), b) },
	}
	var cases []derivativeCase
	for name, op := range operations {
		for form, s := range shapes {
			build := func(x []*graph.Node) *graph.Node { return op(x[0], x[1]) }
			cases = append(cases, derivativeCase{name + ", " + form, s, false, build})
		}
	}
	return cases
}

func productCases() []derivativeCase {
	product := func(name string, a, b [2]int, op func(a, b *graph.Node) *graph.Node) derivativeCase {
		build := func(x []*graph.Node) *graph.Node { return op(x[0], x[1]) }
		return derivativeCase{name, [][2]int{a, b}, false, build}
	}
	return []derivativeCase{
		product("a·b", [2]int{2, 3}, [2]int{3, 5}, (*graph.Node).MatMul),
		product("a·bᵀ", [2]int{2, 3}, [2]int{5, 3}, (*graph.Node).MatMulNT),
		product("aᵀ·b", [2]int{3, 2}, [2]int{3, 5}, (*graph.Node).MatMulTN),
		product("aᵀ·bᵀ", [2]int{3, 2}, [2]int{5, 3}, (*graph.Node).MatMulTT),
		{"aᵀ·a", [][2]int{{3, 2}}, false, func(x []*graph.Node) *graph.Node { return x[0].MatMulTN(x[0]) }},
		{"row vector", [][2]int{{1, 4}, {4, 1}}, false, func(x []*graph.Node) *graph.Node { return x[0].MatMul(x[1]) }},
	}
}

func reductionCases() []derivativeCase {
	reduce := func(name string, op func(*graph.Node) *graph.Node) derivativeCase {
		build := func(x []*graph.Node) *graph.Node { return op(x[0]) }
		return derivativeCase{name, [][2]int{{4, 3}}, false, build}
	}
	return []derivativeCase{
		reduce("sum of rows", (*graph.Node).SumRows), reduce("sum of columns", (*graph.Node).SumCols),
		reduce("sum", (*graph.Node).Sum), reduce("mean", (*graph.Node).Mean),
		reduce("max of rows", (*graph.Node).MaxRows), reduce("max of columns", (*graph.Node).MaxCols),
		reduce("log-sum-exp", (*graph.Node).LogSumExpCols),
		reduce("max of rows that occur twice", func(n *graph.Node) *graph.Node { return n.ConcatRows(n, n).MaxRows() }),
		reduce("max of columns that occur twice", func(n *graph.Node) *graph.Node { return n.ConcatCols(n).MaxCols() }),
	}
}

func movementCases() []derivativeCase {
	move := func(name string, rows, cols int, op func(*graph.Node) *graph.Node) derivativeCase {
		build := func(x []*graph.Node) *graph.Node { return op(x[0]) }
		return derivativeCase{name, [][2]int{{rows, cols}}, false, build}
	}
	index := func(n *graph.Node, rows ...float32) *graph.Node { return n.Graph().Constant(len(rows), 1, rows...) }
	two := func(name string, a, b [2]int, op func(a, b *graph.Node) *graph.Node) derivativeCase {
		build := func(x []*graph.Node) *graph.Node { return op(x[0], x[1]) }
		return derivativeCase{name, [][2]int{a, b}, false, build}
	}
	return []derivativeCase{
		move("transpose", 3, 4, (*graph.Node).Transpose),
		move("reshape", 3, 4, func(n *graph.Node) *graph.Node { return n.Reshape(2, 6) }),
		move("broadcast a scalar", 1, 1, func(n *graph.Node) *graph.Node { return n.Broadcast(3, 4) }),
		move("broadcast a row", 1, 4, func(n *graph.Node) *graph.Node { return n.Broadcast(3, 4) }),
		move("broadcast a column", 3, 1, func(n *graph.Node) *graph.Node { return n.Broadcast(3, 4) }),
		move("first rows", 5, 2, func(n *graph.Node) *graph.Node { return n.SliceRows(0, 2) }),
		move("middle rows", 5, 2, func(n *graph.Node) *graph.Node { return n.SliceRows(1, 4) }),
		move("last columns", 2, 5, func(n *graph.Node) *graph.Node { return n.SliceCols(3, 5) }),
		move("all columns", 2, 5, func(n *graph.Node) *graph.Node { return n.SliceCols(0, 5) }),
		two("concatenated rows", [2]int{2, 3}, [2]int{1, 3}, func(a, b *graph.Node) *graph.Node { return a.ConcatRows(b, a) }),
		two("concatenated columns", [2]int{2, 3}, [2]int{2, 1}, func(a, b *graph.Node) *graph.Node { return b.ConcatCols(a, b) }),
		move("gather, with repeats and clamps", 3, 2, func(n *graph.Node) *graph.Node { return n.Gather(index(n, 2, 0, 2, -5, 9)) }),
		move("scatter, with repeats and clamps", 5, 2, func(n *graph.Node) *graph.Node {
			return n.ScatterAdd(index(n, 2, 0, 2, -5, 9), 3)
		}),
		move("sort a column", 5, 1, func(n *graph.Node) *graph.Node { return n.Gather(n.Argsort()) }),
		move("argsort", 5, 1, (*graph.Node).Argsort),
		two("rows at computed indices", [2]int{3, 2}, [2]int{4, 1}, func(a, i *graph.Node) *graph.Node {
			return a.Gather(i.Abs().Scale(2)).Mul(i)
		}),
	}
}
