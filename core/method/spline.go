package method

import (
	"fmt"

	"pushforward/core/nn"
)

// Spline fits a chain of couplings that bend each column by a monotone rational-quadratic spline (Durkan et al., Neural spline flows, arXiv 1906.04032):
// where an affine coupling can only stretch an interval, a spline can tear it into as many parts as it has bins. With the paper's 8 bins the held-out likelihood on
// 25gaussians is 1.0 nat from the entropy, with 16 it is 0.10, in a quarter more time a step.
type Spline struct {
	Conditioner
	Likelihood
	Rate   float64 `name:"lr" label:"Learning rate" default:"0.005" min:"0.00001" max:"0.1" scale:"log" help:"Step length of Adam at the start; it falls to zero along a cosine."`
	Steps  int     `name:"steps" label:"Schedule" default:"4500" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Layers int     `name:"layers" label:"Layers" default:"4" min:"1" max:"32" help:"Couplings in the chain."`
	Bins   int     `name:"bins" label:"Bins" default:"16" min:"2" max:"64" help:"Parts of a spline."`
	Reach  float64 `name:"reach" label:"Reach" default:"4" min:"1" max:"20" unit:"standard deviations" help:"Splines bend what lies within plus or minus this, and leave the rest as it is."`
}

var _ Method = (*Spline)(nil)

// Build implements [Method].
func (m *Spline) Build(p *Problem) (*Model, error) {
	source, err := base(p)
	if err != nil {
		return nil, fmt.Errorf("spline: %w", err)
	}
	parameters := &nn.Parameters{}
	return m.fit(p, parameters, source, couplings(p, parameters, m.Layers, m.shape(), rationalQuadratic{m.Bins, m.Reach}), m.Rate, m.Steps), nil
}
