package graph_test

import (
	"slices"
	"testing"

	"pushforward/core/graph"
)

func TestBadDeclarationsAndAssignmentsAreRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		build func(s shapes, f *graph.Function)
		want  string
	}{
		{"function twice", func(s shapes, _ *graph.Function) { s.g.Function("step") },
			`graph: function "step" is declared twice`},
		{"to a computed value", func(s shapes, f *graph.Function) { f.Assign(s.a.Neg(), s.a) },
			`graph: step: assignment to %8 [3×4], which is no variable`},
		{"of another shape", func(s shapes, f *graph.Function) { f.Assign(s.a, s.row) },
			`graph: step: assignment of "row" [1×4] to "a" [3×4]: shapes differ`},
		{"twice to one variable", func(s shapes, f *graph.Function) { f.Assign(s.a, s.b); f.Assign(s.a, s.b.Neg()) },
			`graph: step: two assignments to "a" [3×4]`},
		{"of another graph's value", func(s shapes, f *graph.Function) { f.Assign(s.one, graph.New().Counter()) },
			`graph: step: assignment of "counter" [1×1] to "one" [1×1]: one belongs to another graph`},
		{"to another graph's variable", func(s shapes, f *graph.Function) { f.Assign(graph.New().Counter(), s.one) },
			`graph: step: assignment of "one" [1×1] to "counter" [1×1]: one belongs to another graph`},
		{"output twice", func(s shapes, f *graph.Function) { f.Output("loss", s.one); f.Output("loss", s.one) },
			`graph: variable "step.loss" is declared twice`},
		{"of an invalid value", func(s shapes, f *graph.Function) { f.Assign(s.a, s.a.Reshape(1, 1)) },
			`graph: reshape of "a" [3×4] to 1×1: sizes differ`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newShapes()
			c.build(s, s.g.Function("step"))
			if err := s.g.Err(); err == nil || err.Error() != c.want {
				t.Errorf("error %q, want %q", err, c.want)
			}
		})
	}
}

func TestAVariableMayBeAssignedByEachOfTwoFunctions(t *testing.T) {
	s := newShapes()
	s.g.Function("train").Assign(s.a, s.b)
	s.g.Function("reset").Assign(s.a, s.a.Sub(s.a))
	if err := s.g.Err(); err != nil {
		t.Error(err)
	}
}

func TestOutputDeclaresAVariableOfTheFunction(t *testing.T) {
	s := newShapes()
	f := s.g.Function("sample")
	y := f.Output("points", s.a.Exp())
	if y.Op() != graph.Variable || y.Name() != "sample.points" || y.Rows() != 3 || y.Cols() != 4 {
		t.Errorf("output is the %v %v, want the variable \"sample.points\" [3×4]", y.Op(), y)
	}
	if len(f.Assignments) != 1 || f.Assignments[0].Variable != y {
		t.Errorf("assignments %v, want one to %v", f.Assignments, y)
	}
	variables := s.g.Variables()
	if last := variables[len(variables)-1]; last != y {
		t.Errorf("the last variable is %v, want %v", last, y)
	}
}

func TestLookupFindsFunctionsByName(t *testing.T) {
	g := graph.New()
	train, sample := g.Function("train"), g.Function("sample")
	if g.Lookup("train") != train || g.Lookup("sample") != sample || g.Lookup("play") != nil {
		t.Error("Lookup must find train and sample, and nothing called play")
	}
	if !slices.Equal(g.Functions(), []*graph.Function{train, sample}) {
		t.Error("Functions must be train and sample in this order")
	}
}

func TestNodesAreWhatTheAssignmentsNeedOperandsFirst(t *testing.T) {
	s := newShapes()
	f := s.g.Function("step")
	s.a.Exp() // dead
	shared := s.a.Mul(s.row)
	f.Assign(s.a, shared.Tanh())
	f.Assign(s.one, shared.Sum())
	nodes := f.Nodes()
	if len(nodes) != 6 { // a, row, product, tanh, two sums
		t.Errorf("%d nodes, want 6: %v", len(nodes), nodes)
	}
	for i, n := range nodes {
		for _, a := range n.Args() {
			if k := slices.Index(nodes, a); k < 0 || k >= i {
				t.Errorf("%v at %d comes before its operand %v at %d", n, i, a, k)
			}
		}
	}
}

func TestWithRebuildsANodeOnOtherOperands(t *testing.T) {
	s, other := newShapes(), newShapes()
	if got := s.a.With(other.g, nil); got != other.a {
		t.Errorf("a variable becomes %v, want the one of that name", got)
	}
	product := s.a.MatMulNT(s.b).With(other.g, []*graph.Node{other.b, other.a})
	if _, transposed := product.Transposed(); product.Graph() != other.g || product.Args()[0] != other.b || !transposed {
		t.Errorf("the product is %v of %v, want b·aᵀ in the other graph", product, product.Args())
	}
	slice := s.a.SliceRows(1, 3).With(other.g, []*graph.Node{other.b})
	if from, to := slice.Bounds(); from != 1 || to != 3 || slice.Rows() != 2 {
		t.Errorf("the slice is rows [%d,%d), %v, want [1,3)", from, to, slice)
	}
	fresh := s.a.With(graph.New(), nil)
	if fresh.Op() != graph.Variable || fresh.Name() != "a" || fresh.Rows() != 3 || fresh.Cols() != 4 {
		t.Errorf("in a graph without it the variable becomes %v, want it declared", fresh)
	}
}

// IDs are places among the nodes of a graph, so that a pass can keep what it knows of nodes in a slice; what an error yields is of no graph.
func TestIDsAreBelowTheSizeOfTheGraph(t *testing.T) {
	g := graph.New()
	y := g.Variable("x", 2, 3).Exp().SumRows()
	nodes := graph.Reachable(y)
	for i, n := range nodes {
		if n.ID() < 0 || n.ID() >= g.Size() || i > 0 && n.ID() <= nodes[i-1].ID() {
			t.Errorf("node %d has ID %d in a graph of %d", i, n.ID(), g.Size())
		}
	}
	size := g.Size()
	wrong, worse := y.Add(g.Variable("x", 1, 1)), g.Scalar(1).MatMul(y.Transpose())
	if got := graph.Reachable(wrong, y, worse); len(got) != len(nodes)+1 || g.Size() != size+2 {
		t.Errorf("%d nodes lead to two invalid ones and y, of %d in all: want %d and one invalid", len(got), g.Size(), len(nodes))
	}
}
