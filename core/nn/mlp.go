package nn

import (
	"fmt"

	"pushforward/core/graph"
)

// An Activation bends a layer's output, element by element.
type Activation func(*graph.Node) *graph.Node

// SiLU is x·sigmoid(x) (Elfwing et al. 2017).
func SiLU(x *graph.Node) *graph.Node { return x.Mul(x.Sigmoid()) }

// Tanh is the hyperbolic tangent.
func Tanh(x *graph.Node) *graph.Node { return x.Tanh() }

// ReLU is max(x, 0).
func ReLU(x *graph.Node) *graph.Node { return x.Max(x.Graph().Scalar(0)) }

// An MLP is a chain of affine maps with an activation between them.
type MLP struct {
	Activation Activation
	weights    []*graph.Node // [in×out] each
	biases     []*graph.Node // [1×out] each
}

// NewMLP declares the parameters of a network from in to out features through hidden layers of the given widths. Hidden layers start as [He],
// the last one as [LeCun].
func NewMLP(g *graph.Graph, p *Parameters, name string, in int, hidden []int, out int, activation Activation) *MLP {
	return NewWavedMLP(g, p, name, in, 0, hidden, out, activation, LeCun)
}

// NewQuietMLP is [NewMLP] with a last layer that starts as [Quiet].
func NewQuietMLP(g *graph.Graph, p *Parameters, name string, in int, hidden []int, out int, activation Activation) *MLP {
	return NewWavedMLP(g, p, name, in, 0, hidden, out, activation, Quiet)
}

// NewWavedMLP is [NewMLP] from in features and, to the right of them, some [Waves], with a last layer that starts as last. The waves' weights start at 0: what
// the network says is as smooth as without them until training asks for more.
func NewWavedMLP(g *graph.Graph, p *Parameters, name string, in, waves int, hidden []int, out int, activation Activation, last Initializer) *MLP {
	m := &MLP{Activation: activation}
	widths := append(append([]int{in + waves}, hidden...), out)
	for i := range len(widths) - 1 {
		initial := Initializer(He)
		if i == len(hidden) {
			initial = last
		}
		if i == 0 && waves > 0 {
			initial = unheard(initial, in)
		}
		m.weights = append(m.weights, p.Add(g, fmt.Sprintf("%s.weight%d", name, i), widths[i], widths[i+1], initial))
		m.biases = append(m.biases, p.Add(g, fmt.Sprintf("%s.bias%d", name, i), 1, widths[i+1], Zeros))
	}
	return m
}

// unheard starts the first rows as initial and the others at 0.
func unheard(initial Initializer, heard int) Initializer {
	return func(g *graph.Graph, stream string, rows, cols int) *graph.Node {
		return initial(g, stream, heard, cols).ConcatRows(Zeros(g, stream, rows-heard, cols))
	}
}

// Apply is the network's value at x [m×in]: [m×out].
func (m *MLP) Apply(x *graph.Node) *graph.Node {
	for i, w := range m.weights {
		if x = x.MatMul(w).Add(m.biases[i]); i < len(m.weights)-1 {
			x = m.Activation(x)
		}
	}
	return x
}

// Average is the same network on the averaged parameters.
func (m *MLP) Average(average *Average) *MLP {
	return &MLP{Activation: m.Activation, weights: average.of(m.weights), biases: average.of(m.biases)}
}
