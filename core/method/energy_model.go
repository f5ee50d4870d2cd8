package method

import (
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// EnergyModel fits an unnormalised density by contrastive divergence (Hinton 2002; with Langevin dynamics: Du and Mordatch, arXiv 1903.08689; Nijkamp et al.,
// arXiv 1903.12370):
//
//	log p(x) = f(x) − ‖x‖²/2s² − log Z,   ∇ = E ∇f(x1) − E ∇f(x⁻),
//
// with negatives x⁻ that follow the model by [Langevin] steps, each accepted or refused so that the law is exact. Negatives persist from step to step (Tieleman 2008) but for a share that
// starts anew from noise, as samples do. The Gaussian factor keeps the tails in; Z is never known. The loss is the mean of f over the negatives less that over the data:
// near 0 when they are alike, and no measure of progress.
//
// Unadjusted steps blur what is narrower than they are, and as the energy sharpens they grow too long for it: on moons, seed 0, W₂ was 1.9 times its floor after 1000 of
// them and 6.6 times after 2500.
type EnergyModel struct {
	Hidden []int `name:"net" label:"Hidden layers" default:"64,64" min:"4" max:"512" help:"Widths of the network's hidden layers, first to last."`
	Optimiser
	Steps  int     `name:"steps" label:"Schedule" default:"2500" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch  int     `name:"batch" label:"Batch" default:"256" min:"8" max:"8192" scale:"log" unit:"points" help:"Data points, and as many negatives, in a step."`
	Walk   int     `name:"langevin-steps" label:"Langevin steps" default:"10" min:"1" max:"200" help:"How far negatives walk between two steps of training."`
	Size   float64 `name:"step" label:"Langevin step" default:"0.006" min:"0.0001" max:"0.2" scale:"log" help:"Length h of a Langevin step in time."`
	Anew   float64 `name:"restart" label:"Restarts" default:"0.02" min:"0" max:"1" help:"Share of the negatives that start from noise in a step; 1 is short walks only."`
	Shrink float64 `name:"decay" label:"Flatness" default:"0.001" min:"0" max:"1" help:"Weight of f², which keeps energies from running away."`
}

var _ Method = (*EnergyModel)(nil)

// envelope is the standard deviation s of the Gaussian factor.
const envelope = 2

// Build implements [Method].
func (m *EnergyModel) Build(p *Problem) (*Model, error) {
	g, parameters := p.Graph, &nn.Parameters{}
	net := nn.NewQuietMLP(g, parameters, "energy", p.Dim, m.Hidden, 1, nn.SiLU)

	step := g.Function(Step)
	chains := g.Variable("energy.chains", m.Batch, p.Dim)
	fresh := p.Source.Draw("source", m.Batch)
	anew := g.Uniform("restart", m.Batch, 1).Less(g.Scalar(m.Anew)).Max(g.Counter().Less(g.Scalar(0.5)))
	negatives := anew.Broadcast(m.Batch, p.Dim).Select(fresh, chains)
	noise := g.Normal("walk", m.Batch*m.Walk, p.Dim+1)
	rule, model := Langevin{Size: m.Size}, modelled(net)
	at := model.at(negatives)
	for k := range m.Walk {
		at = rule.adjusted(model, at, noise.SliceRows(k*m.Batch, (k+1)*m.Batch))
	}
	negatives = at.x.StopGradient()
	low, high := net.Apply(p.Target.Draw("target", m.Batch)), net.Apply(negatives)
	contrast := high.Mean().Sub(low.Mean())
	average := m.minimize(step, parameters, contrast.Add(low.Square().Add(high.Square()).Mean().Scale(m.Shrink)))
	step.Assign(chains, negatives)

	averaged := net.Average(average)
	offer(p, Energy, func(x *graph.Node) *graph.Node { return unnormalised(averaged, x) })
	sampled := modelled(averaged)
	offerSimulation(p, p.Dim+1, func(_, x, noise *graph.Node) *graph.Node { return rule.adjusted(sampled, sampled.at(x), noise).x })
	return &Model{Parameters: parameters, Horizon: m.Steps, Noise: p.Dim + 1, Evaluations: 2}, nil
}

// unnormalised is log p(x) + log Z [n×1].
func unnormalised(net *nn.MLP, x *graph.Node) *graph.Node {
	return net.Apply(x).Sub(x.Square().SumCols().Scale(0.5 / (envelope * envelope)))
}

// modelled is the model's density up to a constant, and its score.
func modelled(net *nn.MLP) scored {
	return func(x *graph.Node) (logDensity, score *graph.Node) {
		logDensity = unnormalised(net, x)
		return logDensity, graph.Gradient(logDensity.Sum(), x)[0]
	}
}
