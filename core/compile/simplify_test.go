package compile

import (
	"math"
	"strings"
	"testing"

	"pushforward/core/graph"
)

// operands are variables of a program: matrices a, b [2×3], a column c [2×1], a row r [1×3] and a scalar s [1×1].
type operands struct {
	g             *graph.Graph
	a, b, c, r, s *graph.Node
}

func newOperands() operands {
	g := graph.New()
	return operands{g, g.Variable("a", 2, 3), g.Variable("b", 2, 3), g.Variable("c", 2, 1), g.Variable("r", 1, 3), g.Variable("s", 1, 1)}
}

// simplified is the text form of the simplified function that assigns values to variables y0, y1, …: a line for each node and assignment.
func simplified(g *graph.Graph, values ...*graph.Node) string {
	f := g.Function("f")
	for i, v := range values {
		f.Output(string(rune('0'+i)), v)
	}
	results := simplify(f)
	rebuilt := results[0].value.Graph().Function("f")
	for i, r := range results {
		rebuilt.Output(string(rune('0'+i)), r.value)
	}
	lines := strings.Split(strings.TrimSpace(rebuilt.String()), "\n")[1:]
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, "; ")
}

func TestSimplification(t *testing.T) {
	type node = *graph.Node
	for name, c := range map[string]struct {
		of   func(o operands) node
		want string
	}{
		"x + 0 is x":           {func(o operands) node { return o.a.AddScalar(0) }, `"f.0" ← "a"`},
		"0 + x is x":           {func(o operands) node { return o.g.Scalar(0).Add(o.a) }, `"f.0" ← "a"`},
		"x − 0 is x":           {func(o operands) node { return o.a.Sub(o.g.Scalar(0)) }, `"f.0" ← "a"`},
		"0 − x is not x":       {func(o operands) node { return o.g.Scalar(0).Sub(o.a) }, `%0 = constant 0 [1×1]; %1 = sub %0 "a" [2×3]; "f.0" ← %1`},
		"x·1 is x":             {func(o operands) node { return o.a.Scale(1) }, `"f.0" ← "a"`},
		"1·x is x":             {func(o operands) node { return o.g.Scalar(1).Mul(o.a) }, `"f.0" ← "a"`},
		"x·−1 is −x":           {func(o operands) node { return o.a.Scale(-1) }, `%0 = neg "a" [2×3]; "f.0" ← %0`},
		"x·0 is 0":             {func(o operands) node { return o.a.Scale(0) }, `%0 = constant 0 [1×1]; %1 = broadcast %0 [2×3]; "f.0" ← %1`},
		"x/1 is x":             {func(o operands) node { return o.a.Div(o.g.Scalar(1)) }, `"f.0" ← "a"`},
		"1/x is not x":         {func(o operands) node { return o.g.Scalar(1).Div(o.s) }, `%0 = constant 1 [1×1]; %1 = div %0 "s" [1×1]; "f.0" ← %1`},
		"x·2 stays":            {func(o operands) node { return o.a.Scale(2) }, `%0 = constant 2 [1×1]; %1 = mul "a" %0 [2×3]; "f.0" ← %1`},
		"a sum keeps shape":    {func(o operands) node { return o.r.Add(o.g.Scalar(0).Broadcast(2, 3)) }, `%0 = broadcast "r" [2×3]; "f.0" ← %0`},
		"ones of any shape":    {func(o operands) node { return o.a.Mul(o.g.Scalar(1).Broadcast(2, 1).Broadcast(2, 3)) }, `"f.0" ← "a"`},
		"stop_gradient":        {func(o operands) node { return o.a.StopGradient() }, `"f.0" ← "a"`},
		"constants add":        {func(o operands) node { return o.g.Scalar(0.1).AddScalar(0.2) }, `%0 = constant 0.3 [1×1]; "f.0" ← %0`},
		"in float32":           {func(o operands) node { return o.g.Scalar(1 << 24).AddScalar(1) }, `%0 = constant 1.6777216e+07 [1×1]; "f.0" ← %0`},
		"constants divide":     {func(o operands) node { return o.g.Scalar(1).Div(o.g.Scalar(4)) }, `%0 = constant 0.25 [1×1]; "f.0" ← %0`},
		"constant roots":       {func(o operands) node { return o.g.Scalar(9).Sqrt().Neg().Abs() }, `%0 = constant 3 [1×1]; "f.0" ← %0`},
		"not exponentials":     {func(o operands) node { return o.g.Scalar(1).Exp() }, `%0 = constant 1 [1×1]; %1 = exp %0 [1×1]; "f.0" ← %1`},
		"transposed twice":     {func(o operands) node { return o.a.Transpose().Transpose() }, `"f.0" ← "a"`},
		"a transposed row":     {func(o operands) node { return o.r.Transpose() }, `%0 = reshape "r" [3×1]; "f.0" ← %0`},
		"reshaped twice":       {func(o operands) node { return o.a.Reshape(6, 1).Reshape(3, 2) }, `%0 = reshape "a" [3×2]; "f.0" ← %0`},
		"reshaped back":        {func(o operands) node { return o.a.Reshape(6, 1).Reshape(2, 3) }, `"f.0" ← "a"`},
		"broadcast twice":      {func(o operands) node { return o.s.Broadcast(1, 3).Broadcast(2, 3) }, `%0 = broadcast "s" [2×3]; "f.0" ← %0`},
		"all rows":             {func(o operands) node { return o.a.SliceRows(0, 2) }, `"f.0" ← "a"`},
		"some rows":            {func(o operands) node { return o.a.SliceRows(1, 2) }, `%0 = slice_rows "a" 1:2 [1×3]; "f.0" ← %0`},
		"all columns":          {func(o operands) node { return o.a.SliceCols(0, 3) }, `"f.0" ← "a"`},
		"the sum of one row":   {func(o operands) node { return o.r.SumRows() }, `"f.0" ← "r"`},
		"the max of a column":  {func(o operands) node { return o.c.MaxCols() }, `"f.0" ← "c"`},
		"a column becomes row": {func(o operands) node { return o.c.SumRows() }, `%0 = reshape "c" [1×2]; %1 = sum_cols %0 [1×1]; "f.0" ← %1`},
		"and for its maximum":  {func(o operands) node { return o.c.MaxRows() }, `%0 = reshape "c" [1×2]; %1 = max_cols %0 [1×1]; "f.0" ← %1`},
	} {
		o := newOperands()
		if got := simplified(o.g, c.of(o)); got != c.want {
			t.Errorf("%s: %s\nwant %s", name, got, c.want)
		}
	}
}

func TestRepeatedSubexpressionsAreComputedOnce(t *testing.T) {
	o := newOperands()
	got := simplified(o.g, o.a.Add(o.b).Exp(), o.a.Scale(1).Add(o.b).Exp().Sqrt(), o.b.Add(o.a))
	want := `%0 = add "a" "b" [2×3]; %1 = exp %0 [2×3]; %2 = sqrt %1 [2×3]; %3 = add "b" "a" [2×3]; "f.0" ← %1; "f.1" ← %2; "f.2" ← %3`
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestEqualOperationsWithOtherAttributesAreKeptApart(t *testing.T) {
	o := newOperands()
	u, v := o.g.Uniform("u", 2, 3), o.g.Uniform("v", 2, 3)
	zero, minusZero := o.g.Constant(1, 2, 0, 1), o.g.Constant(1, 2, float32(math.Copysign(0, -1)), 1)
	got := simplified(o.g, u.Sub(v), o.a.SliceRows(0, 1).Sub(o.a.SliceRows(1, 2)), zero, minusZero)
	want := `%0 = uniform "u" [2×3]; %1 = uniform "v" [2×3]; %2 = sub %0 %1 [2×3]; %3 = slice_rows "a" 0:1 [1×3]; ` +
		`%4 = slice_rows "a" 1:2 [1×3]; %5 = sub %3 %4 [1×3]; %6 = constant 0 1 [1×2]; %7 = constant -0 1 [1×2]; ` +
		`"f.0" ← %2; "f.1" ← %5; "f.2" ← %6; "f.3" ← %7`
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
