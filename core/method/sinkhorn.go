package method

import (
	"math"

	"pushforward/core/graph"
)

// Sinkhorn matches statistics by entropic optimal transport: it lowers the Sinkhorn divergence (Genevay, Peyré and Cuturi, arXiv 1706.00292; Feydy et al., arXiv
// 1810.08278) between the generated and the target points,
//
//	S_ε = OT_ε(x, y) − ½ OT_ε(x, x) − ½ OT_ε(y, y),   OT_ε = min_π ⟨π, ‖x−y‖²⟩ + ε KL(π | a⊗b),
//
// which lies between W₂² (ε → 0) and the squared distance of the means (ε → ∞). Potentials come from Sinkhorn's iterations, in the log domain and averaged
// (Feydy et al., algorithm 3.5), while ε falls from the squared diameter; the gradient holds them fixed (the envelope theorem). The term in y alone does not depend
// on ψ; it is computed once.
type Sinkhorn struct {
	MapNetwork
	Optimiser
	Steps   int     `name:"steps" label:"Schedule" default:"2000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch   int     `name:"batch" label:"Batch" default:"256" min:"8" max:"2048" scale:"log" unit:"points" help:"Generated points, and as many target points, coupled in a step."`
	Blur    float64 `name:"blur" label:"Blur" default:"0.02" min:"0.005" max:"1" scale:"log" unit:"× diameter" help:"Root of ε: distances below it are not told apart. Large, and only means are matched."`
	Scaling float64 `name:"scaling" label:"Scaling" default:"0.5" min:"0.1" max:"0.9" help:"What the blur is multiplied with from one iteration to the next. Slower descents couple more exactly."`
}

var _ Method = (*Sinkhorn)(nil)

// Build implements [Method].
func (m *Sinkhorn) Build(p *Problem) (*Model, error) {
	d := diameter(p.Points, p.Dim)
	anneal := annealing(d, m.Blur*d, m.Scaling)
	self := p.Graph.Variable("sinkhorn.self", 1, 1)
	model, _ := m.match(p, m.MapNetwork, m.Batch, func(x, y *graph.Node) *graph.Node {
		return anneal.cost(x, y).Sub(anneal.selfCost(x)).Sub(self)
	})
	p.Graph.Lookup(Initialize).Assign(self, anneal.selfCost(p.Target.Draw("self", m.Batch)))
	model.Horizon = m.Steps
	model.Pairing = entropicPairing(p.Dim, m.Blur*d*m.Blur*d)
	return model, nil
}

// blurs is a falling sequence of ε, the last one of which counts.
type blurs []float64

// annealing is ε from the square of the widest to that of the finest blur, in steps of scaling.
func annealing(widest, finest, scaling float64) blurs {
	var list blurs
	for blur := widest; blur > finest; blur *= scaling {
		list = append(list, blur*blur)
	}
	return append(list, finest*finest, finest*finest)
}

// cost is OT_ε [1×1] between the rows of x [n×d] and y [m×d]. Its derivative with respect to x, not to y, is right.
func (list blurs) cost(x, y *graph.Node) *graph.Node {
	still := x.StopGradient()
	there := squaredDistances(still, y)
	back := there.Transpose()
	f, g := softMin(there, nil, list[0]), softMin(back, nil, list[0])
	for _, epsilon := range list {
		f, g = between(f, softMin(there, g, epsilon)), between(g, softMin(back, f, epsilon))
	}
	last := list[len(list)-1]
	final := softMin(squaredDistances(x, y), g, last)
	return final.Mean().Add(softMin(back, f, last).Mean())
}

// selfCost is ½ OT_ε(x, x) [1×1], where one potential serves for both sides.
func (list blurs) selfCost(x *graph.Node) *graph.Node {
	still := x.StopGradient()
	there := squaredDistances(still, still)
	f := softMin(there, nil, list[0])
	for _, epsilon := range list {
		f = between(f, softMin(there, f, epsilon))
	}
	return softMin(squaredDistances(x, still), f, list[len(list)-1]).Mean()
}

// between is the mean of two potentials.
func between(f, g *graph.Node) *graph.Node { return f.Add(g).Scale(0.5) }

// softMin is −ε log 1/m Σⱼ exp((gⱼ − Cᵢⱼ)/ε) [n×1] for costs C [n×m] and a potential g [m×1]; nil is 0.
func softMin(costs, g *graph.Node, epsilon float64) *graph.Node {
	if g != nil {
		costs = costs.Sub(g.Transpose())
	}
	return costs.Scale(-1 / epsilon).LogSumExpCols().AddScalar(-math.Log(float64(costs.Cols()))).Scale(-epsilon)
}

// diameter is the diagonal of the box around points [n×dim].
func diameter(points []float32, dim int) float64 {
	squared := 0.0
	for k := range dim {
		low, high := math.Inf(1), math.Inf(-1)
		for i := k; i < len(points); i += dim {
			low, high = min(low, float64(points[i])), max(high, float64(points[i]))
		}
		squared += float64((high - low) * (high - low))
	}
	return math.Sqrt(squared)
}
