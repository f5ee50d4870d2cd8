package method

import (
	"pushforward/core/graph"
	"pushforward/core/nn"
	"pushforward/core/transport"
)

// FlowMatching regresses the velocity of straight lines from noise to data (Lipman et al., arXiv 2210.02747; Liu et al., arXiv 2209.03003;
// Albergo and Vanden-Eijnden, arXiv 2209.15571):
//
//	E ‖v(t, (1−t)x0 + t·x1) − (x1 − x0)‖²,   x0, x1 independent, t uniform.
//
// The minimiser is the conditional mean of x1 − x0 at x_t = x, whose flow carries μ₀ to μ₁.
type FlowMatching struct {
	WavedNetwork
	Regression
	Steps   int `name:"steps" label:"Schedule" default:"12000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch   int `name:"batch" label:"Batch" default:"256" min:"8" max:"8192" scale:"log" unit:"pairs" help:"Pairs of noise and data in a step."`
	Octaves int `name:"octaves" label:"Time features" default:"3" min:"0" max:"8" help:"Sines and cosines of time that the network is given: frequencies double."`
}

var _ Method = (*FlowMatching)(nil)

// Build implements [Method]. Times are stratified: one in each of Batch equal parts of [0,1], which lowers the variance of the loss.
func (m *FlowMatching) Build(p *Problem) (*Model, error) {
	parameters := &nn.Parameters{}
	v := newVelocity(p, parameters, m.WavedNetwork, m.Octaves)
	x0, x1 := p.Source.Draw("source", m.Batch), p.Target.Draw("target", m.Batch)
	t := stratified(p.Graph, "time", m.Batch)
	model, average := m.optimiser().minimizeMean(p.Graph, parameters, m.Batch, func(cut func(*graph.Node) *graph.Node) *graph.Node {
		return v.loss(cut(t), cut(x0), cut(x1))
	})
	offerFlow(p, v.average(average).at)
	if _, ok := p.Source.(Normal); ok { // then the velocity tells the score
		path := transport.Linear()
		model.Path = &path
	}
	model.Horizon = m.Steps
	return model, nil
}

// stratified is n uniform numbers [n×1], the i-th in [i/n, (i+1)/n).
func stratified(g *graph.Graph, stream string, n int) *graph.Node {
	starts := make([]float32, n)
	for i := range starts {
		starts[i] = float32(i)
	}
	return g.Uniform(stream, n, 1).Add(g.Constant(n, 1, starts...)).Scale(1 / float64(n))
}
