package method

import (
	"fmt"

	"pushforward/core/nn"
)

// RealNVP fits a chain of affine couplings (Dinh, Sohl-Dickstein and Bengio, arXiv 1605.08803, equations 7 and 8): by turns, each half of the columns is
// scaled and shifted by what a network says of the other half,
//
//	y₂ = x₂·e^s(x₁) + m(x₁),   log |det| = Σ s(x₁).
//
// Each such map is smooth and stretches lines evenly, so between the modes of a mixture bridges remain: on seed 0 the held-out likelihood ends 0.01 nat from
// the entropy on moons, 0.07 on 8gaussians and 1.1 on 25gaussians, where W₂ is 1.3 times its floor, and with other seeds up to 2.1 times. Before the networks
// saw waves and steep gradients were cut short, that was 2.6 nats and 2.6 times. Scales are kept within a bound: with 3 instead of 1.5, four couplings of a
// column may multiply by e¹² together, and on 25gaussians single samples landed that far away.
type RealNVP struct {
	Conditioner
	Likelihood
	Rate   float64 `name:"lr" label:"Learning rate" default:"0.002" min:"0.00001" max:"0.1" scale:"log" help:"Step length of Adam at the start; it falls to zero along a cosine."`
	Steps  int     `name:"steps" label:"Schedule" default:"8000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Layers int     `name:"layers" label:"Layers" default:"8" min:"1" max:"32" help:"Couplings in the chain."`
	Bound  float64 `name:"scale-bound" label:"Bound on scales" default:"1.5" min:"0.1" max:"8" unit:"nats" help:"How far the logarithm of a coupling's scale can go from 0."`
}

var _ Method = (*RealNVP)(nil)

// Build implements [Method].
func (m *RealNVP) Build(p *Problem) (*Model, error) {
	source, err := base(p)
	if err != nil {
		return nil, fmt.Errorf("realnvp: %w", err)
	}
	parameters := &nn.Parameters{}
	return m.fit(p, parameters, source, couplings(p, parameters, m.Layers, m.shape(), affine{m.Bound}), m.Rate, m.Steps), nil
}
