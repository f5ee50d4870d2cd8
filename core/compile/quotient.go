package compile

import (
	"pushforward/core/compile/vector"
	"pushforward/core/graph"
)

// none, in place of a side, is that of a sigmoid which is not computed by itself.
const none = -1

// quotients are the places of products a·σ(x), each with the side of its sigmoid, 0 or 1, where nothing else asks for σ(x), and the places of those
// sigmoids, with [none]. In relaxed arithmetic such a product is the quotient a/(1+e⁻ˣ). Networks of SiLU are full of them.
func (k *loop) quotients() map[int]int {
	var found map[int]int
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
				if found == nil {
					found = map[int]int{}
				}
				found[i], found[int(o.at)] = side, none
				return
			}
		}
	})
	return found
}

// divide writes the product at a place as a quotient, and a sigmoid that has become part of one not at all.
func (w *loopWriter) divide(i, side, lanes int) {
	if side == none {
		return
	}
	product := w.operands[i]
	w.push(product[1-side], lanes)
	w.push(w.operands[product[side].at][0], lanes)
	vector.RelaxedSigmoidTimes(w.f.Function)
	w.f.Set(w.values[i])
}
