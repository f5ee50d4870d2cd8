package method

import (
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// velocityNet is a network that says a velocity at points and times.
type velocityNet struct {
	network waved
	octaves int
}

func newVelocity(p *Problem, parameters *nn.Parameters, n WavedNetwork, octaves int) velocityNet {
	return velocityNet{newWaved(p, parameters, "velocity", n, p.Dim, 1+2*octaves, p.Dim, nn.LeCun), octaves}
}

// at is the velocity [n×d] at points x [n×d] and times t [n×1].
func (v velocityNet) at(t, x *graph.Node) *graph.Node {
	return v.network.at(x, nn.TimeFeatures(t, v.octaves))
}

// loss is the mean squared error [1×1] of the velocity on the lines from x0 to x1, both [n×d], at times t [n×1].
func (v velocityNet) loss(t, x0, x1 *graph.Node) *graph.Node {
	straight := x1.Sub(x0)
	return v.at(t, x0.Add(t.Mul(straight))).Sub(straight).Square().Mean()
}

// average is the velocity on the averaged parameters.
func (v velocityNet) average(average *nn.Average) velocityNet {
	return velocityNet{v.network.average(average), v.octaves}
}
