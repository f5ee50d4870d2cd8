package method

import (
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// velocityNet is a network that says a velocity at points and times.
type velocityNet struct {
	network *nn.MLP
	octaves int
}

func newVelocity(p *Problem, parameters *nn.Parameters, n Network, octaves int) velocityNet {
	return velocityNet{nn.NewMLP(p.Graph, parameters, "velocity", p.Dim+1+2*octaves, n.Hidden, p.Dim, nn.SiLU), octaves}
}

// at is the velocity [n×d] at points x [n×d] and times t [n×1].
func (v velocityNet) at(t, x *graph.Node) *graph.Node {
	return v.network.Apply(x.ConcatCols(nn.TimeFeatures(t, v.octaves)))
}

// loss is the mean squared error [1×1] of the velocity on the lines from x0 to x1, both [n×d], at times t [n×1].
func (v velocityNet) loss(t, x0, x1 *graph.Node) *graph.Node {
	straight := x1.Sub(x0)
	return v.at(t, x0.Add(t.Mul(straight))).Sub(straight).Square().Mean()
}

// average is the velocity on the averaged parameters.
func (v velocityNet) average(average *nn.Average) velocityNet {
	return velocityNet{v.network.Average(average), v.octaves}
}
