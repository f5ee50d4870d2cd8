package method

import (
	"math"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// CriticNetwork is the shape of a critic: layers after waves of each coordinate, without which a small network sees no detail.
type CriticNetwork struct {
	CriticHidden []int `name:"critic-net" label:"Critic's layers" default:"64,64,64" min:"4" max:"512" help:"Widths of the critic's hidden layers, first to last."`
	Octaves      int   `name:"octaves" label:"Critic's waves" default:"3" min:"0" max:"8" help:"Sines and cosines of each coordinate that the critic is given: frequencies double from a period of 8 standard deviations."`
}

// wavePeriod is the longest period of a critic's waves, in standard deviations.
const wavePeriod = 8

// newCritic declares a network from packs of m points [n×md] to out features.
func (c CriticNetwork) newCritic(p *Problem, parameters *nn.Parameters, m, out int) *nn.MLP {
	return nn.NewMLP(p.Graph, parameters, critic, m*p.Dim*(1+2*c.Octaves), c.CriticHidden, out, nn.SiLU)
}

// apply is the critic's value [n×out] at x [n×md].
func (c CriticNetwork) apply(net *nn.MLP, x *graph.Node) *graph.Node {
	var seen []*graph.Node
	for k := range c.Octaves {
		angles := x.Scale(2 * math.Pi / wavePeriod * math.Exp2(float64(k)))
		seen = append(seen, angles.Sin(), angles.Cos())
	}
	return net.Apply(x.ConcatCols(seen...))
}
