package method

import (
	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// OTFlowMatching is flow matching on pairs of noise and data that an exact assignment finds in each batch (Tong et al., Improving and generalizing
// flow-based generative models with minibatch optimal transport, arXiv 2302.00482; Pooladian et al., Multisample flow matching, arXiv 2304.14772):
//
//	min_π Σ ‖x0ᵢ − x1_π(i)‖²,   E ‖v(t, (1−t) x0ᵢ + t x1_π(i)) − (x1_π(i) − x0ᵢ)‖².
//
// The marginals stay as they are, the lines cross less: the flow is straighter, and as the batch grows, that of optimal transport.
type OTFlowMatching struct {
	WavedNetwork
	Regression
	Steps   int `name:"steps" label:"Schedule" default:"8000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch   int `name:"batch" label:"Batch" default:"128" min:"8" max:"2048" scale:"log" unit:"pairs" help:"Points of noise and data that are paired in a step. More points make straighter flows and take longer to pair."`
	Octaves int `name:"octaves" label:"Time features" default:"3" min:"0" max:"8" help:"Sines and cosines of time that the network is given: frequencies double."`
}

var _ Method = (*OTFlowMatching)(nil)

// Build implements [Method].
func (m *OTFlowMatching) Build(p *Problem) (*Model, error) {
	g, parameters := p.Graph, &nn.Parameters{}
	v := newVelocity(p, parameters, m.WavedNetwork, m.Octaves)
	x0, x1, train := exactPairs(p, m.Batch)
	average := m.optimiser().minimize(g.Function(Step), parameters, v.loss(stratified(g, "time", m.Batch), x0, x1))
	offerFlow(p, v.average(average).at)
	return &Model{Parameters: parameters, Horizon: m.Steps, Train: train, Pairing: exactPairing(p.Dim)}, nil
}

// exactPairs is a batch of source and target [batch×Dim] for the step, paired at the least total squared distance by train, which calls the step.
func exactPairs(p *Problem, batch int) (x0, x1 *graph.Node, train func(engine.Instance) error) {
	draw := func() (x0, x1 *graph.Node) { return p.Source.Draw("source", batch), p.Target.Draw("target", batch) }
	proposal := p.Graph.Function(propose)
	x0, x1 = draw()
	proposal.Output("generated", x0)
	proposal.Output("target", x1)
	match := p.Graph.Variable("match", batch, 1)
	x0, x1 = draw()
	return x0, x1.Gather(match), newMatcher(batch, p.Dim).train
}
