package method

import (
	"fmt"

	"pushforward/core/nn"
)

// MAF fits a masked autoregressive flow (Papamakarios, Pavlakou and Murray, arXiv 1705.07057): the density of a point is one evaluation, a sample is one
// for each column. See [IAF] for the other way round.
//
// In two dimensions each layer bends one column by an affine map that depends on the other, and bridges remain between modes: on seed 0 the held-out likelihood ends 0.22 nat from the
// entropy on 8gaussians, 0.04 on moons and 0.22 on checkerboard; on 25gaussians it is 3.1, and W₂ is 1.7 times its floor.
type MAF struct {
	Conditioner
	Likelihood
	Steps  int     `name:"steps" label:"Schedule" default:"5000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Layers int     `name:"layers" label:"Layers" default:"8" min:"1" max:"32" help:"Autoregressive maps in the chain."`
	Bound  float64 `name:"scale-bound" label:"Bound on scales" default:"1.5" min:"0.1" max:"8" unit:"nats" help:"How far the logarithm of a layer's scale can go from 0."`
}

var _ Method = (*MAF)(nil)

// Build implements [Method].
func (m *MAF) Build(p *Problem) (*Model, error) {
	source, err := base(p)
	if err != nil {
		return nil, fmt.Errorf("maf: %w", err)
	}
	parameters := &nn.Parameters{}
	flow, err := autoregressives(p, parameters, m.Layers, m.shape(), affine{m.Bound})
	if err != nil {
		return nil, fmt.Errorf("maf: %w", err)
	}
	return m.fit(p, parameters, source, flow, m.Steps), nil
}
