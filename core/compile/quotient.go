package compile

import (
	"pushforward/core/compile/vector"
	"pushforward/core/graph"
)

// quotients are the products a·σ(x) of a loop where nothing else asks for σ(x). In relaxed arithmetic such a product is the quotient a/(1+e⁻ˣ). Networks of SiLU are
// full of them.
type quotients struct {
	sides    map[int]int  // by a product's place, the side of its sigmoid: 0 or 1
	absorbed map[int]bool // the places of those sigmoids, which are not computed by themselves
}

func (k *loop) quotients() quotients {
	found := quotients{map[int]int{}, map[int]bool{}}
	uses := make([]int, len(k.nodes))
	for _, o := range k.operands {
		if o.from == register {
			uses[o.at]++
		}
	}
	for _, s := range k.stores {
		uses[s.at]++
	}
	k.each(func(i int, n *graph.Node, operands []operand) {
		if n.Op() != graph.Mul {
			return
		}
		for side, o := range operands {
			if o.from == register && k.nodes[o.at].Op() == graph.Sigmoid && uses[o.at] == 1 {
				found.sides[i], found.absorbed[int(o.at)] = side, true
				return
			}
		}
	})
	return found
}

// divide writes the product at a place, whose sigmoid is on that side, as a quotient.
func (w *loopWriter) divide(i, side, lanes int) {
	product := w.operands[i]
	w.push(product[1-side], lanes)
	w.push(w.operands[product[side].at][0], lanes)
	vector.RelaxedSigmoidTimes(w.f.Function)
	w.f.Set(w.values[i])
}
