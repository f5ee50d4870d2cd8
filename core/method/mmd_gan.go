package method

import (
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// MMDGAN lowers the maximum mean discrepancy of a kernel on learned features φ (Li et al., arXiv 1705.08584; Bińkowski et al., arXiv 1801.01401),
//
//	MMD²(ψ#μ₀, μ₁; k(φ(·), φ(·))),
//
// which the features, in turn, raise, as far as the witness f(x̂) = E k(φ(x̂), φ(x1)) − E k(φ(x̂), φ(ψ(x0))) stays as flat as the penalty asks: λ E(‖∇f(x̂)‖ − 1)² with x̂ on lines
// between target and generated points (Bińkowski et al., section 4). The kernel is the inverse multiquadric 1/√(1 + ‖·‖²). Adam's β are 0.5 and 0.9.
type MMDGAN struct {
	MapNetwork
	CriticNetwork
	Adversary
	CriticRate float64 `name:"critic-lr" label:"Critic's rate" default:"0.002" min:"0.00001" max:"0.1" scale:"log" help:"Step length of the critic's Adam at the start; it falls to zero along a cosine."`
	Steps      int     `name:"steps" label:"Schedule" default:"1500" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch      int     `name:"batch" label:"Batch" default:"256" min:"8" max:"2048" scale:"log" unit:"points" help:"Generated points, and as many target points, in a step of either player."`
	Features   int     `name:"features" label:"Features" default:"8" min:"1" max:"64" scale:"log" help:"Columns of the learned features."`
	Penalty    float64 `name:"penalty" label:"Gradient penalty" default:"0.1" min:"0.001" max:"100" scale:"log" help:"Weight λ of the penalty on the witness's slope."`
}

var _ Method = (*MMDGAN)(nil)

// Build implements [Method].
func (m *MMDGAN) Build(p *Problem) (*Model, error) {
	parameters := &nn.Parameters{}
	net := m.newCritic(p, parameters, 1, m.Features)
	squared := func(x, y *graph.Node) *graph.Node {
		fx, fy := net.at(x), net.at(y)
		like := func(x, y *graph.Node) *graph.Node { return inverseMultiquadric(squaredDistances(x, y), 1) }
		return offDiagonalMean(like(fx, fx), like).Add(offDiagonalMean(like(fy, fy), like)).Sub(like(fx, fy).Mean().Scale(2))
	}
	witness := func(features waved, at, x, y *graph.Node) *graph.Node {
		here := features.at(at)
		toward, away := inverseMultiquadric(squaredDistances(here, features.at(y)), 1), inverseMultiquadric(squaredDistances(here, features.at(x)), 1)
		return toward.SumCols().Sub(away.SumCols()).Scale(1 / float64(x.Rows()))
	}
	model, averaged, followed := m.play(p, m.MapNetwork, duel{
		Batch: m.Batch, Parameters: parameters, Rate: m.CriticRate, Adam: nn.Adam{Beta1: 0.5, Beta2: 0.9},
		Critic: func(x, y, _ *graph.Node) (loss, claim *graph.Node) {
			claim = squared(x, y)
			slope := gradientNorm(func(at *graph.Node) *graph.Node { return witness(net, at, x, y) }, mixed(x, y))
			return slope.AddScalar(-1).Square().Mean().Scale(m.Penalty).Sub(claim), claim
		},
		Map: squared,
	})
	offer(p, Witness, func(at *graph.Node) *graph.Node {
		x, y := averaged.at(p.Source.Draw("witness source", witnessSample)), p.Target.Draw("witness target", witnessSample)
		return witness(net.average(followed), at, x, y)
	})
	model.Horizon = m.Steps
	return model, nil
}
