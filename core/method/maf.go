package method

import (
	"fmt"

	"pushforward/core/nn"
)

// MAF fits a masked autoregressive flow (Papamakarios, Pavlakou and Murray, arXiv 1705.07057): the density of a point is one evaluation, a sample is one
// for each column. See [IAF] for the other way round.
//
// In two dimensions each layer bends one column by an affine map that depends on the other, and bridges remain between modes: the held-out likelihood ends 0.02 nat
// from the entropy on moons (seed 0), 0.06 on 8gaussians and 0.10 on checkerboard (seed 1, without the cut of steep gradients), and 0.9 on 25gaussians (seed 0),
// where W₂ is 1.1 times its floor.
type MAF struct {
	Conditioner
	Likelihood
	Rate   float64 `name:"lr" label:"Learning rate" default:"0.002" min:"0.00001" max:"0.1" scale:"log" help:"Step length of Adam at the start; it falls to zero along a cosine."`
	Steps  int     `name:"steps" label:"Schedule" default:"7500" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
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
	return m.fit(p, parameters, source, flow, m.Rate, m.Steps), nil
}
