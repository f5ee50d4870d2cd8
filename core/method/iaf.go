package method

import (
	"fmt"

	"pushforward/core/nn"
)

// IAF fits an inverse autoregressive flow (Kingma et al., arXiv 1606.04934): a sample is one evaluation, the density of a point that was not sampled is one
// for each column, and so is training by likelihood. See [MAF] for the other way round.
type IAF struct {
	Conditioner
	Likelihood
	Rate   float64 `name:"lr" label:"Learning rate" default:"0.002" min:"0.00001" max:"0.1" scale:"log" help:"Step length of Adam at the start; it falls to zero along a cosine."`
	Steps  int     `name:"steps" label:"Schedule" default:"5500" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Layers int     `name:"layers" label:"Layers" default:"8" min:"1" max:"32" help:"Autoregressive maps in the chain."`
	Bound  float64 `name:"scale-bound" label:"Bound on scales" default:"1.5" min:"0.1" max:"8" unit:"nats" help:"How far the logarithm of a layer's scale can go from 0."`
}

var _ Method = (*IAF)(nil)

// Build implements [Method].
func (m *IAF) Build(p *Problem) (*Model, error) {
	source, err := base(p)
	if err != nil {
		return nil, fmt.Errorf("iaf: %w", err)
	}
	parameters := &nn.Parameters{}
	flow, err := autoregressives(p, parameters, m.Layers, m.shape(), affine{m.Bound})
	if err != nil {
		return nil, fmt.Errorf("iaf: %w", err)
	}
	return m.fit(p, parameters, source, backwards{flow}, m.Rate, m.Steps), nil
}
