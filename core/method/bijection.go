package method

import (
	"errors"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// A bijection is an invertible map of points [n×d] from noise to data. Either way it tells, beside the image, log |det| of its derivative [n×1].
type bijection interface {
	forward(x *graph.Node) (y, logDet *graph.Node)
	inverse(y *graph.Node) (x, logDet *graph.Node)
	// average is the same map on the averaged parameters.
	average(a *nn.Average) bijection
}

// chain applies bijections one after the other, the first to noise.
type chain []bijection

var _ bijection = chain(nil)

func (c chain) forward(x *graph.Node) (y, logDet *graph.Node) {
	logDet = x.Graph().Scalar(0).Broadcast(x.Rows(), 1)
	for _, layer := range c {
		var more *graph.Node
		x, more = layer.forward(x)
		logDet = logDet.Add(more)
	}
	return x, logDet
}

func (c chain) inverse(y *graph.Node) (x, logDet *graph.Node) {
	logDet = y.Graph().Scalar(0).Broadcast(y.Rows(), 1)
	for i := range c {
		var more *graph.Node
		y, more = c[len(c)-1-i].inverse(y)
		logDet = logDet.Add(more)
	}
	return y, logDet
}

func (c chain) average(a *nn.Average) bijection {
	averaged := make(chain, len(c))
	for i, layer := range c {
		averaged[i] = layer.average(a)
	}
	return averaged
}

// backwards is a bijection the other way round.
type backwards struct{ bijection }

func (b backwards) forward(x *graph.Node) (y, logDet *graph.Node) { return b.bijection.inverse(x) }
func (b backwards) inverse(y *graph.Node) (x, logDet *graph.Node) { return b.bijection.forward(y) }
func (b backwards) average(a *nn.Average) bijection               { return backwards{b.bijection.average(a)} }

// base is the source of a flow, whose density must be known.
func base(p *Problem) (Densitied, error) {
	if source, ok := p.Source.(Densitied); ok && source.Normalised() {
		return source, nil
	}
	return nil, errors.New("the source has no density in closed form: want gaussian")
}

// logDensity is that of a flow from a source, at points [n×d] of data.
func logDensity(flow bijection, source Densitied, y *graph.Node) *graph.Node {
	x, logDet := flow.inverse(y)
	return source.LogDensity(x).Add(logDet)
}

// offerBijection adds what a trained flow can answer.
func offerBijection(p *Problem, flow bijection, source Densitied) {
	offer(p, Push, func(x *graph.Node) *graph.Node {
		y, _ := flow.forward(x)
		return y
	})
	offer(p, Inverse, func(y *graph.Node) *graph.Node {
		x, _ := flow.inverse(y)
		return x
	})
	offer(p, LogDensity, func(y *graph.Node) *graph.Node { return logDensity(flow, source, y) })
}

// Likelihood is how a flow is fitted: by the mean of its log-density over the data,
//
//	−E log p(x1),   log p(x) = log μ₀(ψ⁻¹(x)) + log |det ∂ψ⁻¹/∂x|,
//
// which is, up to the entropy of μ₁, the Kullback–Leibler divergence from μ₁ to ψ#μ₀.
type Likelihood struct {
	Average float64 `name:"ema" label:"Averaging" default:"0.99" min:"0" max:"0.9999" help:"How slowly the averaged parameters, with which samples are drawn, follow the trained ones; 0 is not at all."`
	Batch   int     `name:"batch" label:"Batch" default:"256" min:"8" max:"8192" scale:"log" unit:"points" help:"Data points in a step."`
}

// fit trains a flow and offers its abilities.
func (l Likelihood) fit(p *Problem, parameters *nn.Parameters, source Densitied, flow bijection, rate float64, steps int) *Model {
	x1 := p.Target.Draw("target", l.Batch)
	model, average := l.optimiser(rate).minimizeMean(p.Graph, parameters, l.Batch, func(cut func(*graph.Node) *graph.Node) *graph.Node {
		return logDensity(flow, source, cut(x1)).Mean().Neg()
	})
	offerBijection(p, flow.average(average), source)
	model.Horizon = steps
	return model
}

// optimiser is Adam with these settings and a rate, which depends on how steep the maps are.
func (l Likelihood) optimiser(rate float64) Optimiser {
	return Optimiser{Rate: rate, Average: l.Average, Steepest: steepest}
}
