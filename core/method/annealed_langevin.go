package method

import (
	"math"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// AnnealedLangevin learns the scores of the data blurred by noise of many levels, and walks by Langevin steps from the coarsest level to the finest
// (Song and Ermon, arXiv 1907.05600, equation 5 and algorithm 1):
//
//	E ‖σ s(x1 + ση, σ) + η‖²,   then   x ← x + ½α s(x, σ) + √α η,   α = cσ².
//
// Levels fall geometrically, one iteration at each; the paper has ten levels of a hundred. The network is given x/√(1+σ²) and log σ.
type AnnealedLangevin struct {
	WavedNetwork
	Optimiser
	Steps   int     `name:"steps" label:"Schedule" default:"10000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch   int     `name:"batch" label:"Batch" default:"256" min:"8" max:"8192" scale:"log" unit:"points" help:"Data points in a step."`
	Highest float64 `name:"sigma-max" label:"Highest level" default:"2" min:"0.1" max:"100" scale:"log" unit:"standard deviations" help:"The noise that the walk starts with."`
	Lowest  float64 `name:"sigma-min" label:"Lowest level" default:"0.02" min:"0.001" max:"0.09" scale:"log" unit:"standard deviations" help:"The noise that is left at the end."`
	Size    float64 `name:"step" label:"Step" default:"0.2" min:"0.001" max:"1" scale:"log" unit:"× variance of the noise" help:"Length c of a Langevin step."`
}

var _ Method = (*AnnealedLangevin)(nil)

// Build implements [Method].
func (m *AnnealedLangevin) Build(p *Problem) (*Model, error) {
	g, parameters := p.Graph, &nn.Parameters{}
	net := newWaved(p, parameters, "score", m.WavedNetwork, p.Dim, 1, p.Dim, nn.LeCun)

	step := g.Function(Step)
	x1, noise := p.Target.Draw("target", m.Batch), g.Normal("noise", m.Batch, p.Dim)
	sigma := m.level(stratified(g, "time", m.Batch))
	loss := m.noise(net, x1.Add(noise.Mul(sigma)), sigma).Sub(noise).Square().Mean()
	average := m.minimize(step, parameters, loss)

	averaged := net.average(average)
	offerSimulation(p, p.Dim, func(t, x, noise *graph.Node) *graph.Node {
		sigma := m.level(t).Broadcast(Chunk, 1)
		drift := m.noise(averaged, x, sigma).Mul(sigma).Scale(-m.Size / 2) // ½cσ² s, with s = −noise/σ
		return x.Add(drift).Add(noise.Mul(sigma).Scale(math.Sqrt(m.Size)))
	})
	return &Model{Parameters: parameters, Horizon: m.Steps, Noise: p.Dim, Evaluations: 1}, nil
}

// level is the noise at time t, from the highest at 0 to the lowest at 1.
func (m *AnnealedLangevin) level(t *graph.Node) *graph.Node {
	return t.Scale(math.Log(m.Lowest / m.Highest)).AddScalar(math.Log(m.Highest)).Exp()
}

// noise is what the network takes to have been added to x, in units of σ: −σ times the score.
func (m *AnnealedLangevin) noise(net waved, x, sigma *graph.Node) *graph.Node {
	seen := x.Div(sigma.Square().AddScalar(1).Sqrt())
	return net.at(seen, sigma.Log().Scale(0.5))
}
