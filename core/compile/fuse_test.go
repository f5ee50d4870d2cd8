package compile

import (
	"testing"

	"pushforward/core/graph"
)

// fused lists the units of a function that outputs values: the operations of each, in brackets.
func fused(g *graph.Graph, values ...*graph.Node) string {
	f := g.Function("f")
	for i, v := range values {
		f.Output(string(rune('0'+i)), v)
	}
	return unitsText(fuse(simplify(f)))
}

func TestFusion(t *testing.T) {
	type nodes = []*graph.Node
	for name, c := range map[string]struct {
		of   func(o operands) nodes
		want string
	}{
		"a chain is one loop": {func(o operands) nodes { return nodes{o.a.Add(o.b).Exp().Neg()} }, "[add exp neg]"},
		"with broadcast operands": {func(o operands) nodes { return nodes{o.a.Add(o.r).Mul(o.c).Sub(o.s)} },
			"[add mul sub]"},
		"and several results": {func(o operands) nodes { e := o.a.Exp(); return nodes{e, e.Neg(), e.Sqrt()} }, "[exp neg sqrt]"},
		"with reductions of its values": {func(o operands) nodes { e := o.a.Exp(); return nodes{e.SumRows(), e.MaxCols(), e} },
			"[exp sum_rows max_cols]"},
		"two chains that meet": {func(o operands) nodes { return nodes{o.a.Exp().Add(o.b.Log())} }, "[exp log add]"},
		"a reduction's result waits for all rows": {func(o operands) nodes { return nodes{o.a.Sub(o.a.Exp().MaxCols())} },
			"[exp max_cols] [sub]"},
		"even of equal shape": {func(o operands) nodes { return nodes{o.s.Add(o.s.Broadcast(1, 3).Exp().SumCols())} },
			"[exp sum_cols] [add]"},
		"a product is apart": {func(o operands) nodes { return nodes{o.a.Neg().MatMulNT(o.b.Exp()).Abs()} },
			"[neg] [exp] [matmul] [abs]"},
		"other shapes are apart": {func(o operands) nodes { return nodes{o.r.Exp().Add(o.a.Neg())} }, "[exp] [neg add]"},
		"moved values are read from memory": {func(o operands) nodes { return nodes{o.a.Exp().Reshape(3, 2).Neg()} },
			"[exp] [neg]"},
		"no loop spans a third unit": {func(o operands) nodes {
			e := o.a.Exp() // e → product → mul, and e → mul
			return nodes{e.Mul(e.MatMulTN(o.b).SliceRows(0, 2))}
		}, "[exp] [matmul] [mul]"},
		"nor through a chain of units": {func(o operands) nodes {
			e := o.a.Exp()
			return nodes{e.Sub(e.SumCols().Sqrt().Neg())}
		}, "[exp sum_cols] [sqrt neg] [sub]"},
		"random numbers are drawn apart": {func(o operands) nodes { return nodes{o.a.Add(o.g.Normal("n", 2, 3)).Neg()} },
			"[normal] [add neg]"},
	} {
		o := newOperands()
		if got := fused(o.g, c.of(o)...); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestLoopsAreBounded(t *testing.T) {
	o := newOperands()
	chain := o.a
	for range 3 * maxFused {
		chain = chain.Neg().Exp()
	}
	f := o.g.Function("f")
	f.Output("y", chain)
	total := 0
	for _, u := range fuse(simplify(f)) {
		if len(u.nodes) > maxFused {
			t.Errorf("a loop of %d operations, want at most %d", len(u.nodes), maxFused)
		}
		total += len(u.nodes)
	}
	if total != 6*maxFused {
		t.Errorf("%d operations in all, want %d", total, 6*maxFused)
	}
}
