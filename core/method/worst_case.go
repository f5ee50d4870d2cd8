package method

import (
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// WorstCase matches the test functions that tell the laws apart best: an opponent moves the functions f₁ … f_K up
//
//	1/K Σ_k (E f_k(ψ(x0)) − E f_k(x1))²
//
// and the map goes down (D∞ of Cabannes and Arnal, arXiv 2311.13845; K = 1 is the single worst function, more of them the worst unit vector of their span).
// Where [MeanDiscrepancy] draws functions from a law, here they are chosen: the differences are larger, and the target moves as one aims.
type WorstCase struct {
	MapNetwork
	TestFunctions
	Adversary
	CriticRate float64 `name:"critic-lr" label:"Critic's rate" default:"0.002" min:"0.00001" max:"0.1" scale:"log" help:"Step length of the critic's Adam at the start; it falls to zero along a cosine."`
	Steps      int     `name:"steps" label:"Schedule" default:"4000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch      int     `name:"batch" label:"Batch" default:"512" min:"8" max:"8192" scale:"log" unit:"points" help:"Generated points, and as many target points, in a step."`
}

var _ Method = (*WorstCase)(nil)

// Build implements [Method].
func (m *WorstCase) Build(p *Problem) (*Model, error) {
	opponent := &nn.Parameters{}
	functions, err := m.choose(p, held(p.Graph, opponent))
	if err != nil {
		return nil, err
	}
	model, averaged, _ := m.play(p, m.MapNetwork, duel{
		Batch: m.Batch, Parameters: opponent, Rate: m.CriticRate,
		Critic: func(x, y, _ *graph.Node) (loss, claim *graph.Node) {
			claim = functions.discrepancy(x, y)
			return claim.Neg(), claim
		},
		Map: functions.discrepancy,
	})
	offer(p, Witness, func(at *graph.Node) *graph.Node {
		x, y := averaged.at(p.Source.Draw("witness source", Chunk)), p.Target.Draw("witness target", Chunk)
		return functions.witness(at, x, y)
	})
	model.Horizon = m.Steps
	return model, nil
}
