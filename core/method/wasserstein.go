package method

import (
	"fmt"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
	"pushforward/core/ot"
)

// Wasserstein matches statistics by optimal transport: it pairs each batch of generated points with target points at the least total squared
// distance, by an exact assignment π, and lowers
//
//	W₂² ≈ 1/n Σ ‖ψ(x0ᵢ) − x1_π(i)‖²
//
// with π held fixed (the envelope theorem: the best π does not move to first order). A batch of n sees W₂ with the bias of n samples.
type Wasserstein struct {
	MapNetwork
	Optimiser
	Steps int `name:"steps" label:"Schedule" default:"1500" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch int `name:"batch" label:"Batch" default:"512" min:"8" max:"2048" scale:"log" unit:"points" help:"Points paired in a step. More points bias the distance less and take longer to pair."`
}

var _ Method = (*Wasserstein)(nil)

// propose draws a step's points and maps them, so that they can be paired: "propose.generated" and "propose.target", both [Batch×d].
const propose = "propose"

// Build implements [Method].
func (m *Wasserstein) Build(p *Problem) (*Model, error) {
	g, parameters := p.Graph, &nn.Parameters{}
	net := newBlocks(p, parameters, m.MapNetwork)
	draw := func() (x, y *graph.Node) {
		return net.at(p.Source.Draw("source", m.Batch)), p.Target.Draw("target", m.Batch)
	}
	proposal := g.Function(propose)
	x, y := draw()
	proposal.Output("generated", x)
	proposal.Output("target", y)

	step := g.Function(Step)
	match := g.Variable("match", m.Batch, 1)
	x, y = draw()
	loss := x.Sub(y.Gather(match)).Square().Sum().Scale(1 / float64(m.Batch))
	average := m.minimize(step, parameters, loss)

	offer(p, Push, net.average(average).at)
	return &Model{Parameters: parameters, Horizon: m.Steps, Train: newMatcher(m.Batch, p.Dim).train, Pairing: exactPairing(p.Dim)}, nil
}

// matcher pairs the points of a step between the two calls that make it.
type matcher struct {
	exact             ot.Exact
	generated, target []float32 // [n×dim]
	match             []int     // [n]
	index             []float32 // [n×1] match, for the program
	dim               int
}

func newMatcher(n, dim int) *matcher {
	return &matcher{
		generated: make([]float32, n*dim), target: make([]float32, n*dim),
		match: make([]int, n), index: make([]float32, n), dim: dim,
	}
}

func (m *matcher) train(instance engine.Instance) error {
	if err := instance.Call(propose); err != nil {
		return err
	}
	if err := instance.Read(m.generated, "propose.generated"); err != nil {
		return err
	}
	if err := instance.Read(m.target, "propose.target"); err != nil {
		return err
	}
	if _, err := m.exact.Couple(m.match, m.generated, m.target, m.dim); err != nil {
		return fmt.Errorf("wasserstein: %w", err)
	}
	for i, j := range m.match {
		m.index[i] = float32(j)
	}
	if err := instance.Write("match", m.index); err != nil {
		return err
	}
	return instance.Call(Step)
}
