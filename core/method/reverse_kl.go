package method

import (
	"errors"
	"fmt"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// ReverseKL fits a flow to a density that is known up to a constant, without a single draw of it (Rezende and Mohamed, arXiv 1505.05770, equation 15; Noé
// et al., Boltzmann generators, arXiv 1812.01729):
//
//	E_{x0} [log μ₀(x0) − log |det ∂ψ/∂x0| − log μ̃₁(ψ(x0))] = KL(ψ#μ₀ ‖ μ₁) − log Z.
//
// What the flow misses of μ₁ costs it nothing that it could see, so it leaves out modes. Against that, μ̃₁ is flattened at first: μ̃₁ᵝ with β from 0.1 to 1 over
// the first part of the schedule (the paper's equation 20). The importance weights μ̃₁(x)/ψ#μ₀(x) of samples tell by their effective size how much was missed nearby.
// On seed 0 that is 0.99 of the samples on u1, 0.96 on the double well and 0.93 on 8gaussians, whose modes are all found but not in equal parts: W₂ is 1.0 to 2.2 times its floor (seeds 0 to 4).
type ReverseKL struct {
	Conditioner
	Optimiser
	Batch  int     `name:"batch" label:"Batch" default:"256" min:"8" max:"8192" scale:"log" unit:"points" help:"Samples in a step."`
	Steps  int     `name:"steps" label:"Schedule" default:"2500" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Flow   string  `name:"flow" label:"Flow" default:"spline" choices:"spline,realnvp,iaf,planar,radial" help:"What the map is made of."`
	Layers int     `name:"layers" label:"Layers" default:"6" min:"1" max:"64" help:"Maps in the chain; planar and radial ones do little each and want 32."`
	Warm   float64 `name:"warm-up" label:"Warm-up" default:"0.5" min:"0" max:"1" unit:"of the schedule" help:"How long the target is flattened for, so that the flow finds all of it."`
}

var _ Method = (*ReverseKL)(nil)

// coldest is the power of the target's density that training starts with.
const coldest = 0.1

// Build implements [Method].
func (m *ReverseKL) Build(p *Problem) (*Model, error) {
	target, ok := p.Target.(Densitied)
	if !ok {
		return nil, errors.New("reverse-kl: the target's density is not known in closed form: want one such as gaussian, 8gaussians, banana or funnel")
	}
	source, err := base(p)
	if err != nil {
		return nil, fmt.Errorf("reverse-kl: %w", err)
	}
	g, parameters := p.Graph, &nn.Parameters{}
	flow, err := m.flow(p, parameters)
	if err != nil {
		return nil, fmt.Errorf("reverse-kl: %w", err)
	}
	horizon := nn.Horizon(g)
	x0 := p.Source.Draw("source", m.Batch)
	x, logDet := flow.forward(x0)
	loss := source.LogDensity(x0).Sub(logDet).Sub(target.LogDensity(x).Mul(m.power(horizon))).Mean()

	initialize, step := g.Function(Initialize), g.Function(Step)
	parameters.Initialize(initialize)
	updated := nn.Adam{}.Minimize(step, parameters, loss, nn.Cosine(horizon, m.Rate))
	average := nn.NewAverage(parameters, initialize, step, updated, m.Average)
	step.Output("loss", loss)
	step.Assign(g.Counter(), g.Counter().AddScalar(1))
	offerBijection(p, flow.average(average), source)
	return &Model{Parameters: parameters, Horizon: m.Steps}, nil
}

// power is the β of the flattened target [1×1] in the present step.
func (m *ReverseKL) power(horizon *graph.Node) *graph.Node {
	g := horizon.Graph()
	if m.Warm == 0 {
		return g.Scalar(1)
	}
	return g.Counter().Div(horizon.Scale(m.Warm)).Scale(1 - coldest).AddScalar(coldest).Min(g.Scalar(1))
}

// flow is the bijection that was chosen, in the direction in which sampling is one evaluation.
func (m *ReverseKL) flow(p *Problem, parameters *nn.Parameters) (bijection, error) {
	const bound, bins, reach = 3, 8, 4
	switch m.Flow {
	case "spline":
		return couplings(p, parameters, m.Layers, m.shape(), rationalQuadratic{bins, reach}), nil
	case "realnvp":
		return couplings(p, parameters, m.Layers, m.shape(), affine{bound}), nil
	case "planar":
		return planars(p, parameters, m.Layers), nil
	case "radial":
		return radials(p, parameters, m.Layers), nil
	case "iaf":
		flow, err := autoregressives(p, parameters, m.Layers, m.shape(), affine{bound})
		return backwards{flow}, err
	default:
		return nil, fmt.Errorf("flow %q: want one of spline, realnvp, iaf, planar, radial", m.Flow)
	}
}
