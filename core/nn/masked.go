package nn

import (
	"slices"

	"pushforward/core/graph"
)

// A MaskedMLP is an autoregressive network (Germain et al., MADE, arXiv 1502.03509): for each of its d inputs it says some numbers that depend only on
// the inputs before that one.
type MaskedMLP struct {
	net     *MLP
	masks   []*graph.Node // [in×out] each, 0 where a weight is left out
	octaves int
}

// NewMaskedMLP declares the parameters of a network that says count numbers for each of d inputs, which it sees beside so many octaves of their
// [Waves]. The inputs are in ascending order, or in descending order if backwards. Its last layer starts as [Quiet].
func NewMaskedMLP(g *graph.Graph, p *Parameters, name string, d, octaves int, hidden []int, count int, activation Activation, backwards bool) *MaskedMLP {
	order := make([]int, d) // of each input, from 1 to d
	for i := range order {
		if order[i] = i + 1; backwards {
			order[i] = d - i
		}
	}
	seen := slices.Repeat(order, 1+2*octaves) // the highest of the inputs that each unit sees
	m := &MaskedMLP{net: NewWavedMLP(g, p, name, d, len(seen)-d, hidden, count*d, activation, Quiet), octaves: octaves}
	for _, width := range hidden {
		units := make([]int, width)
		for i := range units {
			units[i] = 1 + i%max(1, d-1)
		}
		m.masks = append(m.masks, mask(g, seen, units, 0))
		seen = units
	}
	m.masks = append(m.masks, mask(g, seen, slices.Repeat(order, count), 1))
	return m
}

// mask is 1 where a unit may see another: whose order exceeds that by at least a margin.
func mask(g *graph.Graph, from, to []int, margin int) *graph.Node {
	values := make([]float32, 0, len(from)*len(to))
	for _, a := range from {
		for _, b := range to {
			if b >= a+margin {
				values = append(values, 1)
			} else {
				values = append(values, 0)
			}
		}
	}
	return g.Constant(len(from), len(to), values...)
}

// Apply is the network's value at x [m×d]: [m×(count·d)], first one number for each input, then the next.
func (m *MaskedMLP) Apply(x *graph.Node) *graph.Node {
	return m.masked().Apply(x.ConcatCols(Waves(x, m.octaves)...))
}

// masked is the network without the weights that are left out.
func (m *MaskedMLP) masked() *MLP {
	weights := make([]*graph.Node, len(m.masks))
	for i, w := range m.net.weights {
		weights[i] = w.Mul(m.masks[i])
	}
	return &MLP{Activation: m.net.Activation, weights: weights, biases: m.net.biases}
}

// Average is the same network on the averaged parameters.
func (m *MaskedMLP) Average(average *Average) *MaskedMLP {
	return &MaskedMLP{m.net.Average(average), m.masks, m.octaves}
}
