package method

import (
	"fmt"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// CNF fits a continuous normalizing flow by maximum likelihood (Chen et al., arXiv 1806.07366; FFJORD: Grathwohl et al., arXiv 1810.01367): data is carried
// back to noise along a velocity field, and
//
//	log p(x1) = log μ₀(x(0)) − ∫₀¹ ∇·v(t, x(t)) dt,   ẋ = v(t, x),   x(1) = x1.
//
// The integral is that of a Runge–Kutta method of fixed step within the program, and the gradient is the exact one of what it computes. The trace of the
// divergence is exact up to [exactTrace] dimensions; beyond, it is Hutchinson's estimate ε·(∂v/∂x)ε with signs ε. A small share of the kinetic
// energy ∫‖v‖² dt keeps paths so straight that few steps do (Finlay et al., arXiv 2002.02798). Too small a share, and training finds paths on which the solver
// errs in favour of the likelihood: with 4 steps and 0.01, what was to be the density on 8gaussians had the mass 47; with 8 and 0.05 it was 1.00, and
// the default has 12. Modes as narrow as those of 25gaussians make the field stiff: there the likelihood ends 3.4 nats from the entropy, on checkerboard 0.3. At a rate of
// 0.015 it ends 0.15 nat from it on checkerboard, but at 1.9 times the floor of W₂; at 0.01 training diverges on 25gaussians.
type CNF struct {
	Hidden []int `name:"net" label:"Hidden layers" default:"32,32" min:"4" max:"512" help:"Widths of the network's hidden layers, first to last."`
	Optimiser
	Batch   int     `name:"batch" label:"Batch" default:"256" min:"8" max:"8192" scale:"log" unit:"points" help:"Data points in a step."`
	Steps   int     `name:"steps" label:"Schedule" default:"1500" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Span    int     `name:"solver-steps" label:"Solver steps" default:"12" min:"1" max:"32" help:"Steps of the midpoint rule from data to noise, of two evaluations each."`
	Kinetic float64 `name:"kinetic" label:"Kinetic energy" default:"0.05" min:"0" max:"1" help:"Weight of the kinetic energy: the higher, the straighter the paths, and the less likely the data."`
	Octaves int     `name:"octaves" label:"Time features" default:"1" min:"0" max:"8" help:"Sines and cosines of time that the network is given: frequencies double."`
}

var _ Method = (*CNF)(nil)

// exactTrace is the largest dimension in which the divergence is taken column by column in training.
const exactTrace = 4

// Build implements [Method].
func (m *CNF) Build(p *Problem) (*Model, error) {
	source, err := base(p)
	if err != nil {
		return nil, fmt.Errorf("cnf: %w", err)
	}
	g, parameters := p.Graph, &nn.Parameters{}
	net := nn.NewQuietMLP(g, parameters, "velocity", p.Dim+1+2*m.Octaves, m.Hidden, p.Dim, nn.Tanh)
	velocity := func(net *nn.MLP, t, x *graph.Node) *graph.Node {
		return net.Apply(x.ConcatCols(nn.TimeFeatures(t, m.Octaves).Broadcast(x.Rows(), 1+2*m.Octaves)))
	}

	x1 := p.Target.Draw("target", m.Batch)
	signs := probe(g, m.Batch, p.Dim)
	x0, spread, work := m.backward(x1, func(t float64, x *graph.Node) (v, trace *graph.Node) {
		v = velocity(net, g.Scalar(t), x)
		return v, traceOf(v, x, signs)
	})
	loss := spread.Sub(source.LogDensity(x0)).Add(work.Scale(m.Kinetic)).Mean()
	m.Steepest = steepest
	average := m.minimize(g.Function(Step), parameters, loss)

	averaged := net.Average(average)
	offerFlow(p, func(t, x *graph.Node) *graph.Node { return averaged.Apply(x.ConcatCols(nn.TimeFeatures(t, m.Octaves))) })
	return &Model{Parameters: parameters, Horizon: m.Steps}, nil
}

// backward carries x from time 1 to 0 by the midpoint rule, and gathers ∫ ∇·v dt and ∫ ‖v‖² dt on the way, [n×1] each.
func (m *CNF) backward(x *graph.Node, field func(t float64, x *graph.Node) (v, trace *graph.Node)) (x0, spread, work *graph.Node) {
	spread = x.Graph().Scalar(0).Broadcast(x.Rows(), 1)
	work = spread
	h := 1 / float64(m.Span)
	for k := range m.Span {
		t := 1 - float64(k)*h
		v, _ := field(t, x)
		v, trace := field(t-h/2, x.Sub(v.Scale(h/2)))
		x = x.Sub(v.Scale(h))
		spread, work = spread.Add(trace.Scale(h)), work.Add(v.Square().SumCols().Scale(h))
	}
	return x, spread, work
}

// probe is random signs [n×d] to estimate traces with, new in every step.
func probe(g *graph.Graph, n, d int) *graph.Node {
	return g.Uniform("signs", n, d).Less(g.Scalar(0.5)).Scale(2).AddScalar(-1)
}

// traceOf is the divergence [n×1] of a field at x, exact in few dimensions and else estimated with random signs (Hutchinson 1990).
func traceOf(field, x, signs *graph.Node) *graph.Node {
	if x.Cols() <= exactTrace {
		return divergence(field, x)
	}
	return graph.JVP([]*graph.Node{field}, []*graph.Node{x}, []*graph.Node{signs})[0].Mul(signs).SumCols()
}
