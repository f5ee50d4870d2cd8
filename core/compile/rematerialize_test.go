package compile

import (
	"strings"
	"testing"

	"pushforward/core/graph"
)

// rematerialized lists the units of a function that outputs values, as [fused] does, after [rematerialize].
func rematerialized(g *graph.Graph, values ...*graph.Node) string {
	f := g.Function("f")
	for i, v := range values {
		f.Output(string(rune('0'+i)), v)
	}
	results := simplify(f)
	return unitsText(rematerialize(held(results), fuse(results)))
}

// unitsText is the operations of each unit, in brackets.
func unitsText(units []*unit) string {
	var texts []string
	for _, u := range units {
		var operations []string
		for _, n := range u.nodes {
			operations = append(operations, n.Op().String())
		}
		texts = append(texts, "["+strings.Join(operations, " ")+"]")
	}
	return strings.Join(texts, " ")
}

func TestRematerialization(t *testing.T) {
	type nodes = []*graph.Node
	// after is x as read by a loop that comes after a product of y.
	after := func(o operands, y, x *graph.Node) *graph.Node { return x.Max(y.MatMulTN(o.b).SliceRows(0, 2)) }
	for name, c := range map[string]struct {
		of   func(o operands) nodes
		want string
	}{
		"a layer stores its product, the sigmoid and the result": {func(o operands) nodes {
			z := o.a.MatMulTN(o.b).Add(o.r)
			s := z.Sigmoid()
			g := z.Mul(s).MatMul(o.g.Variable("square", 3, 3))
			return nodes{g.Mul(s).Add(g.Mul(z).Mul(s.Mul(o.g.Scalar(1).Sub(s))))}
		}, "[matmul] [add sigmoid mul] [matmul] [add mul mul sub mul mul add]"},
		"what others need stays": {func(o operands) nodes {
			e := o.a.Exp()
			y := e.Add(o.r)
			return nodes{after(o, y, y)}
		}, "[exp add] [matmul] [max]"},
		"but is not read if it can be made of what is": {func(o operands) nodes {
			e := o.a.Exp()
			y := e.Add(o.r)
			return nodes{after(o, y, y).Mul(e)}
		}, "[exp add] [matmul] [add max mul]"},
		"one matrix is read instead": {func(o operands) nodes {
			e := o.a.Exp()
			return nodes{e, after(o, e, e.Neg())}
		}, "[exp] [matmul] [neg max]"},
		"two would be dearer": {func(o operands) nodes {
			e, l := o.a.Exp(), o.a.Log()
			return nodes{e, l, after(o, e, e.Mul(l))}
		}, "[exp log mul] [matmul] [max]"},
		"so would a transcendental": {func(o operands) nodes {
			e := o.a.Exp()
			return nodes{e, after(o, e, e.Sin())}
		}, "[exp sin] [matmul] [max]"},
		"and a long calculation": {func(o operands) nodes {
			e := o.a.Exp()
			return nodes{e, after(o, e, e.Add(o.s).Mul(o.r).Sub(o.c).Neg().Add(o.r))}
		}, "[exp add mul sub neg add] [matmul] [max]"},
		"a variable of that size may be overwritten": {func(o operands) nodes {
			return nodes{after(o, o.a.Exp(), o.a.Add(o.r))}
		}, "[exp] [matmul] [add max]"},
	} {
		o := newOperands()
		if got := rematerialized(o.g, c.of(o)...); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
