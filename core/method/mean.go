package method

import "pushforward/core/graph"

// MeanDiscrepancy matches test functions on average: it lowers
//
//	D₂² = E_{f∼τ} (E f(ψ(x0)) − E f(x1))²
//
// with new functions from the law τ in every step (Cabannes and Arnal, arXiv 2311.13845, where it stands beside D∞: see [WorstCase]). Each τ is a kernel
// E_τ f(x)f(y), and D₂ its maximum mean discrepancy; which one is said at [TestFunctions].
type MeanDiscrepancy struct {
	MapNetwork
	Optimiser
	TestFunctions
	Steps int `name:"steps" label:"Schedule" default:"5000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch int `name:"batch" label:"Batch" default:"512" min:"8" max:"8192" scale:"log" unit:"points" help:"Generated points, and as many target points, in a step."`
}

var _ Method = (*MeanDiscrepancy)(nil)

// Build implements [Method].
func (m *MeanDiscrepancy) Build(p *Problem) (*Model, error) {
	functions, err := m.choose(p, drawn(p.Graph, "test"))
	if err != nil {
		return nil, err
	}
	model, averaged := m.match(p, m.MapNetwork, m.Batch, functions.discrepancy)
	offer(p, Witness, func(at *graph.Node) *graph.Node {
		x, y := averaged.at(p.Source.Draw("witness source", Chunk)), p.Target.Draw("witness target", Chunk)
		return functions.witness(at, x, y)
	})
	model.Horizon = m.Steps
	return model, nil
}
