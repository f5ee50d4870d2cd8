package method

import "pushforward/core/graph"

// EnergyDistance matches statistics: it lowers the energy distance between the generated and the target points (Székely and Rizzo, Energy statistics, J. Stat.
// Plan. Inference 143, 2013; as a generator's loss: Bellemare et al., arXiv 1705.10743),
//
//	2 E‖x − y‖ − E‖x − x′‖ − E‖y − y′‖,   x = ψ(x0), y ~ μ₁,
//
// which is [MMD]² with k(x, y) = −‖x − y‖: no bandwidth to choose, and a pull that does not fade with distance. Up to a constant it is the mean, over all
// half-spaces, of the squared difference between the two laws' shares of points in them. The term in y alone is computed once, from a larger sample.
type EnergyDistance struct {
	MapNetwork
	Optimiser
	Steps int `name:"steps" label:"Schedule" default:"6000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch int `name:"batch" label:"Batch" default:"512" min:"8" max:"4096" scale:"log" unit:"points" help:"Generated points, and as many target points, compared in a step."`
}

var _ Method = (*EnergyDistance)(nil)

// Build implements [Method].
func (m *EnergyDistance) Build(p *Problem) (*Model, error) {
	model := m.matchKernel(p, m.MapNetwork, m.Batch, func(x, y *graph.Node) *graph.Node {
		return kernels["energy"](squaredDistances(x, y), 1)
	})
	model.Horizon = m.Steps
	return model, nil
}
