package method

import "pushforward/core/nn"

// CriticNetwork is the shape of a critic: layers after waves of each coordinate, without which a small network sees no detail.
type CriticNetwork struct {
	CriticHidden []int `name:"critic-net" label:"Critic's layers" default:"64,64" min:"4" max:"512" help:"Widths of the critic's hidden layers, first to last."`
	CriticWaves  int   `name:"critic-waves" label:"Critic's waves" default:"6" min:"0" max:"8" unit:"octaves" help:"Sines and cosines of each coordinate that the critic is given, in up to 8 dimensions: periods halve from 8 standard deviations on."`
}

// newCritic declares a network from packs of m points [n×md] to out features. It sees detail from the start.
func (c CriticNetwork) newCritic(p *Problem, parameters *nn.Parameters, m, out int) waved {
	octaves := wavesIn(p.Dim, c.CriticWaves)
	return waved{nn.NewMLP(p.Graph, parameters, critic, m*p.Dim*(1+2*octaves), c.CriticHidden, out, nn.SiLU), octaves}
}
