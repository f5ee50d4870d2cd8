package engine_test

import (
	"math"
	"sort"
	"testing"

	"gonum.org/v1/gonum/mat"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/random"
)

// evaluate computes one node from variables.
func evaluate(t *testing.T, n *graph.Node, variables map[string][]float32) []float64 {
	t.Helper()
	if err := n.Graph().Err(); err != nil {
		t.Fatal(err)
	}
	return engine.Evaluate(graph.Reachable(n), variables)[n]
}

// same reports numbers of got whose bits are not those of want, NaN excepted.
func same(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %v, want %v", what, got, want)
	}
	for i := range got {
		if math.Float64bits(got[i]) != math.Float64bits(want[i]) && !(math.IsNaN(got[i]) && math.IsNaN(want[i])) {
			t.Errorf("%s: number %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

// numbers are rows·cols normal numbers.
func numbers(name string, rows, cols int) []float32 {
	r := random.New(9, name)
	x := make([]float32, rows*cols)
	for i := range x {
		x[i] = float32(r.Normal())
	}
	return x
}

func TestElementwiseOperationsAreThoseOfMath(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	special := []float32{0, float32(math.Copysign(0, -1)), 0.5, -0.5, 1, -2.5, 20, -20, 1e-20, float32(inf), float32(-inf), float32(nan)}
	for name, c := range map[string]struct {
		op   func(*graph.Node) *graph.Node
		want func(float64) float64
	}{
		"neg": {(*graph.Node).Neg, func(x float64) float64 { return math.Copysign(x, -math.Copysign(1, x)) }},
		"abs": {(*graph.Node).Abs, math.Abs}, "sqrt": {(*graph.Node).Sqrt, math.Sqrt}, "exp": {(*graph.Node).Exp, math.Exp},
		"log": {(*graph.Node).Log, math.Log}, "sin": {(*graph.Node).Sin, math.Sin}, "cos": {(*graph.Node).Cos, math.Cos},
		"tanh": {(*graph.Node).Tanh, math.Tanh}, "erf": {(*graph.Node).Erf, math.Erf}, "floor": {(*graph.Node).Floor, math.Floor},
		"square": {(*graph.Node).Square, func(x float64) float64 { return math.Pow(x, 2) }},
		"stop":   {(*graph.Node).StopGradient, func(x float64) float64 { return x }},
	} {
		g := graph.New()
		want := make([]float64, len(special))
		for i, x := range special {
			want[i] = c.want(float64(x))
		}
		same(t, name, evaluate(t, c.op(g.Variable("x", 3, 4)), map[string][]float32{"x": special}), want)
	}
}

// Far from 0 the two are their asymptotes; elsewhere they are functions of tanh and of the logarithm.
func TestSigmoidAndSoftplus(t *testing.T) {
	g := graph.New()
	x := g.Variable("x", 1, 7)
	variables := map[string][]float32{"x": {-1000, -40, -1.5, 0, 1.5, 40, 1000}}
	sigmoid, softplus := evaluate(t, x.Sigmoid(), variables), evaluate(t, x.Softplus(), variables)
	for i, v := range variables["x"] {
		a := float64(v)
		if want := (1 + math.Tanh(a/2)) / 2; math.Abs(sigmoid[i]-want) > 1e-15 {
			t.Errorf("sigmoid(%v) is %v, want %v", a, sigmoid[i], want)
		}
		want := a // at the right end
		switch {
		case a < -30:
			want = math.Exp(a)
		case a < 30:
			want = math.Log(1 + math.Exp(a))
		}
		if math.Abs(softplus[i]-want) > 1e-15*(1+want) || want > 0 && math.Abs(softplus[i]/want-1) > 1e-14 {
			t.Errorf("softplus(%v) is %v, want %v", a, softplus[i], want)
		}
	}
}

func TestOperationsOfTwoAndThree(t *testing.T) {
	g := graph.New()
	a, b, c := g.Variable("a", 1, 6), g.Variable("b", 1, 6), g.Variable("c", 1, 6)
	nan := float32(math.NaN())
	variables := map[string][]float32{"a": {1, -2, 3, 0, nan, -0.5}, "b": {2, -2, -1, 4, 1, nan}, "c": {7, 8, 9, 10, 11, 12}}
	inf := math.Inf(1)
	for name, test := range map[string]struct {
		n    *graph.Node
		want []float64
	}{
		"add":    {a.Add(b), []float64{3, -4, 2, 4, math.NaN(), math.NaN()}},
		"sub":    {a.Sub(b), []float64{-1, 0, 4, -4, math.NaN(), math.NaN()}},
		"mul":    {a.Mul(b), []float64{2, 4, -3, 0, math.NaN(), math.NaN()}},
		"div":    {a.Div(b), []float64{0.5, 1, -3, 0, math.NaN(), math.NaN()}},
		"div 0":  {c.Div(a.Sub(a)), []float64{inf, inf, inf, inf, math.NaN(), inf}},
		"min":    {a.Min(b), []float64{1, -2, -1, 0, math.NaN(), math.NaN()}},
		"max":    {a.Max(b), []float64{2, -2, 3, 4, math.NaN(), math.NaN()}},
		"less":   {a.Less(b), []float64{1, 0, 0, 1, 0, 0}},
		"equal":  {a.Equal(b), []float64{0, 1, 0, 0, 0, 0}},
		"select": {a.Select(b, c), []float64{2, -2, -1, 10, 1, math.NaN()}},
		"scale":  {c.Scale(-2).AddScalar(1), []float64{-13, -15, -17, -19, -21, -23}},
	} {
		same(t, name, evaluate(t, test.n, variables), test.want)
	}
}

func TestBroadcastRepeatsRowsColumnsAndScalars(t *testing.T) {
	g := graph.New()
	a, row, column, one := g.Variable("a", 2, 3), g.Variable("row", 1, 3), g.Variable("column", 2, 1), g.Variable("one", 1, 1)
	variables := map[string][]float32{"a": {1, 2, 3, 4, 5, 6}, "row": {10, 20, 30}, "column": {100, 200}, "one": {1000}}
	for name, test := range map[string]struct {
		n    *graph.Node
		want []float64
	}{
		"row":              {a.Add(row), []float64{11, 22, 33, 14, 25, 36}},
		"column":           {column.Add(a), []float64{101, 102, 103, 204, 205, 206}},
		"scalar":           {a.Add(one), []float64{1001, 1002, 1003, 1004, 1005, 1006}},
		"row and column":   {row.Add(column), []float64{110, 120, 130, 210, 220, 230}},
		"broadcast row":    {row.Broadcast(2, 3), []float64{10, 20, 30, 10, 20, 30}},
		"broadcast column": {column.Broadcast(2, 3), []float64{100, 100, 100, 200, 200, 200}},
		"broadcast scalar": {one.Broadcast(2, 2), []float64{1000, 1000, 1000, 1000}},
	} {
		same(t, name, evaluate(t, test.n, variables), test.want)
	}
}

func TestReductions(t *testing.T) {
	g := graph.New()
	a := g.Variable("a", 2, 3)
	variables := map[string][]float32{"a": {1, -5, 3, 4, -2, -6}}
	for name, test := range map[string]struct {
		n    *graph.Node
		want []float64
	}{
		"sum of rows":    {a.SumRows(), []float64{5, -7, -3}},
		"sum of columns": {a.SumCols(), []float64{-1, -4}},
		"sum":            {a.Sum(), []float64{-5}},
		"max of rows":    {a.MaxRows(), []float64{4, -2, 3}},
		"max of columns": {a.MaxCols(), []float64{3, 4}},
		"mean of halves": {a.SliceCols(0, 2).Mean(), []float64{-0.5}},
	} {
		same(t, name, evaluate(t, test.n, variables), test.want)
	}
}

func TestLogSumExpDoesNotOverflow(t *testing.T) {
	g := graph.New()
	x := g.Variable("x", 3, 2)
	got := evaluate(t, x.LogSumExpCols(), map[string][]float32{"x": {1000, 1000, -1000, -1001, 3, 0}})
	for i, want := range []float64{1000 + math.Ln2, -1000 + math.Log1p(math.Exp(-1)), math.Log(math.Exp(3) + 1)} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("row %d is %v, want %v", i, got[i], want)
		}
	}
}

func TestProductsAreThoseOfGonum(t *testing.T) {
	const m, k, n = 5, 7, 3
	g := graph.New()
	a, at := g.Variable("a", m, k), g.Variable("at", k, m)
	b, bt := g.Variable("b", k, n), g.Variable("bt", n, k)
	variables := map[string][]float32{}
	for _, v := range g.Variables()[2:] {
		variables[v.Name()] = numbers(v.Name(), v.Rows(), v.Cols())
	}
	dense := func(v *graph.Node) *mat.Dense {
		x := mat.NewDense(v.Rows(), v.Cols(), nil)
		x.Apply(func(i, j int, _ float64) float64 { return float64(variables[v.Name()][i*v.Cols()+j]) }, x)
		return x
	}
	for name, test := range map[string]struct {
		n    *graph.Node
		x, y mat.Matrix
	}{
		"a·b":  {a.MatMul(b), dense(a), dense(b)},
		"a·bᵀ": {a.MatMulNT(bt), dense(a), dense(bt).T()},
		"aᵀ·b": {at.MatMulTN(b), dense(at).T(), dense(b)},
	} {
		var want mat.Dense
		want.Mul(test.x, test.y)
		if got := mat.NewDense(m, n, evaluate(t, test.n, variables)); !mat.EqualApprox(got, &want, 1e-14) {
			t.Errorf("%s is\n%v\nwant\n%v", name, mat.Formatted(got), mat.Formatted(&want))
		}
	}
}

func TestStructureMovesNumbers(t *testing.T) {
	g := graph.New()
	a, b := g.Variable("a", 2, 3), g.Variable("b", 1, 3)
	variables := map[string][]float32{"a": {1, 2, 3, 4, 5, 6}, "b": {7, 8, 9}}
	for name, test := range map[string]struct {
		n    *graph.Node
		want []float64
	}{
		"transpose":             {a.Transpose(), []float64{1, 4, 2, 5, 3, 6}},
		"reshape":               {a.Reshape(3, 2), []float64{1, 2, 3, 4, 5, 6}},
		"transpose, reshape":    {a.Transpose().Reshape(1, 6), []float64{1, 4, 2, 5, 3, 6}},
		"rows":                  {a.SliceRows(1, 2), []float64{4, 5, 6}},
		"columns":               {a.SliceCols(1, 3), []float64{2, 3, 5, 6}},
		"concatenated rows":     {b.ConcatRows(a, b), []float64{7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9}},
		"concatenated columns":  {a.ConcatCols(a.SliceCols(2, 3)), []float64{1, 2, 3, 3, 4, 5, 6, 6}},
		"three widths together": {a.SliceCols(0, 1).ConcatCols(a, a.SliceCols(0, 2)), []float64{1, 1, 2, 3, 1, 2, 4, 4, 5, 6, 4, 5}},
	} {
		same(t, name, evaluate(t, test.n, variables), test.want)
	}
}

func TestGatherAndScatterTruncateAndClampIndices(t *testing.T) {
	g := graph.New()
	a, index := g.Variable("a", 3, 2), g.Variable("index", 7, 1)
	b := g.Variable("b", 7, 1)
	variables := map[string][]float32{
		"a":     {1, 2, 3, 4, 5, 6},
		"index": {2, 0, 1.9, -3, 50, float32(math.NaN()), float32(math.Inf(1))},
		"b":     {1, 2, 4, 8, 16, 32, 64},
	}
	same(t, "gather", evaluate(t, a.Gather(index), variables), []float64{5, 6, 1, 2, 3, 4, 1, 2, 5, 6, 1, 2, 5, 6})
	same(t, "scatter", evaluate(t, b.ScatterAdd(index, 4), variables), []float64{2 + 8 + 32, 4, 1, 16 + 64})
}

// The order is that of a stable sort by (NaN last, value, −0 before 0).
func TestArgsortIsAStableSort(t *testing.T) {
	inf, nan, minus := float32(math.Inf(1)), float32(math.NaN()), float32(math.Copysign(0, -1))
	x := []float32{3, nan, 0, minus, -inf, 3, inf, -1e-45, 1e-45, nan, -2, 0, -2, minus}
	for i := range 40 {
		x = append(x, float32(i*i%7-3))
	}
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	before := func(a, b float64) bool {
		switch {
		case math.IsNaN(a) || math.IsNaN(b):
			return !math.IsNaN(a)
		case a == b:
			return math.Signbit(a) && !math.Signbit(b)
		default:
			return a < b
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return before(float64(x[order[i]]), float64(x[order[j]])) })
	want := make([]float64, len(order))
	for i, k := range order {
		want[i] = float64(k)
	}
	g := graph.New()
	same(t, "argsort", evaluate(t, g.Variable("x", len(x), 1).Argsort(), map[string][]float32{"x": x}), want)
}
