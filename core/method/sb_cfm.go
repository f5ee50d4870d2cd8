package method

import (
	"fmt"

	"pushforward/core/graph"
	"pushforward/core/nn"
	"pushforward/core/transport"
)

// SchrodingerBridge learns the Schrödinger bridge of a Brownian motion of diffusivity σ² between source and target (Tong et al., Simulation-free
// Schrödinger bridges via score and flow matching, arXiv 2307.03672): the points of a batch are paired by an entropic plan of squared distances with
// ε = 2σ², and Brownian bridges between the pairs are matched in drift and score,
//
//	(x0, x1) ~ π_2σ²,   x_t = (1−t) x0 + t x1 + σ√(t(1−t)) η.
//
// Their loss is split into the means of x1 − x0 and of η, as for an interpolant; what it weighs by λ(t) = 2√(t(1−t))/σ is here weighed as at [Interpolant]. The bridge's own
// process is dx = [v + ½σ²s] dt + σ dw; its flow alone has the same laws. A batch's plan is that of the laws up to the bias of its size.
// Exact pairs, the limit of a small σ, are the "exact" rows of their tables.
type SchrodingerBridge struct {
	WavedNetwork
	Regression
	Steps   int     `name:"steps" label:"Schedule" default:"7000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch   int     `name:"batch" label:"Batch" default:"128" min:"8" max:"1024" scale:"log" unit:"pairs" help:"Points of either end that are paired in a step."`
	Octaves int     `name:"octaves" label:"Time features" default:"3" min:"0" max:"8" help:"Sines and cosines of time that the network is given: frequencies double."`
	Sigma   float64 `name:"sigma" label:"Diffusion" default:"0.1" min:"0.1" max:"3" scale:"log" unit:"standard deviations" help:"Scale σ of the Brownian motion: near 0 the bridge is optimal transport, and for large σ the ends are paired at random."`
	Pairs   string  `name:"pairs" label:"Pairs" default:"entropic" choices:"entropic,exact" help:"How a batch is paired: by the bridge's own plan, which is entropic, or at the least total squared distance, as for σ near 0."`
}

var _ Method = (*SchrodingerBridge)(nil)

// Build implements [Method].
func (m *SchrodingerBridge) Build(p *Problem) (*Model, error) {
	g, parameters := p.Graph, &nn.Parameters{}
	b := newBridge(p, parameters, m.WavedNetwork, transport.Linear(), m.Sigma, m.Octaves)
	x0, x1, model, err := m.pair(p)
	if err != nil {
		return nil, err
	}
	t, eta := stratified(g, "time", m.Batch), g.Normal("bridge", m.Batch, p.Dim)
	average := m.optimiser().minimize(g.Function(Step), parameters, b.loss(t, x0, x1, eta))
	b.offer(p, average)
	model.Parameters, model.Horizon = parameters, m.Steps
	model.Diffusion = func(float64) float64 { return m.Sigma * m.Sigma }
	return model, nil
}

// pair is a batch of pairs [Batch×Dim], and what the model needs to make them.
func (m *SchrodingerBridge) pair(p *Problem) (x0, x1 *graph.Node, model *Model, err error) {
	switch m.Pairs {
	case "entropic":
		epsilon := 2 * m.Sigma * m.Sigma
		x0, x1 = p.Source.Draw("source", m.Batch), p.Target.Draw("target", m.Batch)
		return x0, newEntropicPlan(x0, x1, epsilon).draw("pairs", x1), &Model{Pairing: entropicPairing(p.Dim, epsilon)}, nil
	case "exact":
		x0, x1, train := exactPairs(p, m.Batch)
		return x0, x1, &Model{Train: train, Pairing: exactPairing(p.Dim)}, nil
	}
	return nil, nil, nil, fmt.Errorf("sb-cfm: pairs %q: want entropic or exact", m.Pairs)
}

// entropicPlan is log π [n×m], up to a constant in each row, of the plan between the rows of x [n×d] and y [m×d] that minimises ⟨π, ‖x−y‖²⟩ + ε KL.
type entropicPlan struct{ logits *graph.Node }

// The iterations of an entropic plan: ε falls to its value by at most a factor of four at a time. Within a stage the potentials
// are factors of a fixed kernel, so that an iteration is two products of a matrix and a vector.
const (
	stageIterations = 12
	lastIterations  = 30
	stageFall       = 4.0
)

// newEntropicPlan runs Sinkhorn's iterations (Peyré and Cuturi, arXiv 1803.00567, §4.2), with potentials absorbed into the kernel at each fall of ε
// (Schmitzer, arXiv 1610.06519, §3.1).
func newEntropicPlan(x, y *graph.Node, epsilon float64) entropicPlan {
	cost := squaredDistances(x, y)
	f := cost.Neg().MaxCols().Neg()
	g := cost.Sub(f).Neg().MaxRows().Neg()
	list := []float64{epsilon}
	for list[0] < 0.6 {
		list = append([]float64{min(1, list[0]*stageFall)}, list...)
	}
	for k, epsilon := range list {
		iterations := stageIterations
		if k == len(list)-1 {
			iterations = lastIterations
		}
		kernel := f.Add(g).Sub(cost).Scale(1 / epsilon).Exp()
		u, v := scaleKernel(kernel, iterations)
		f, g = f.Add(u.Log().Scale(epsilon)), g.Add(v.Log().Scale(epsilon))
	}
	return entropicPlan{g.Sub(cost).Scale(1 / epsilon)}
}

// scaleKernel is u [n×1] and v [1×m] with which u∘K∘v has rows and columns of equal sums, 1/n and 1/m, the rows' exactly. Vectors lie as rows before
// the kernel and its transpose, which are the fast products.
func scaleKernel(kernel *graph.Node, iterations int) (u, v *graph.Node) {
	g, across := kernel.Graph(), kernel.Transpose()
	least := g.Scalar(1e-30)
	rows, columns := g.Scalar(1/float64(kernel.Rows())), g.Scalar(1/float64(kernel.Cols()))
	u = rows.Broadcast(1, kernel.Rows())
	for range iterations {
		v = columns.Div(u.MatMul(kernel).Max(least))
		u = rows.Div(v.MatMul(across).Max(least))
	}
	return u.Transpose(), v
}

// draw is a row of y [m×d] for each row of the plan, of the plan's probability given that row: where log π plus a Gumbel variate is largest.
func (p entropicPlan) draw(stream string, y *graph.Node) *graph.Node {
	gumbel := p.logits.Graph().Uniform(stream, p.logits.Rows(), p.logits.Cols()).Log().Neg().Log().Neg()
	score := p.logits.Add(gumbel)
	chosen := score.Equal(score.MaxCols())
	return chosen.MatMul(y).Div(chosen.SumCols())
}
