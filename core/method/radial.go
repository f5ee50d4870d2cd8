package method

import (
	"fmt"
	"math"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// Radial fits a chain of radial maps (Rezende and Mohamed, arXiv 1505.05770, equation 14), each of which draws space towards a point or pushes it away:
//
//	f(x) = x + β(x − c)/(α + r),   r = ‖x − c‖,   log |det| = (d−1)·log(1 + β/(α+r)) + log(1 + αβ/(α+r)²),
//
// with β > −α (appendix A.2 there). They lead from data to noise, where the density asks for them; the way back is the root of a quadratic in r.
//
// Blobs are coarse tools: on seed 0 the held-out likelihood ends 0.03 nat from the entropy on moons, 0.11 on 8gaussians, 0.26 on checkerboard and 2.3 on 25gaussians. With half
// of the layers and a rate of 0.005 it was 0.16, 0.30, 0.40 and 3.7.
type Radial struct {
	Likelihood
	Rate   float64 `name:"lr" label:"Learning rate" default:"0.02" min:"0.00001" max:"0.1" scale:"log" help:"Step length of Adam at the start; it falls to zero along a cosine."`
	Steps  int     `name:"steps" label:"Schedule" default:"24000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Layers int     `name:"layers" label:"Layers" default:"64" min:"1" max:"64" help:"Maps in the chain."`
}

var _ Method = (*Radial)(nil)

// Build implements [Method].
func (m *Radial) Build(p *Problem) (*Model, error) {
	source, err := base(p)
	if err != nil {
		return nil, fmt.Errorf("radial: %w", err)
	}
	parameters := &nn.Parameters{}
	return m.fit(p, parameters, source, backwards{radials(p, parameters, m.Layers)}, m.Rate, m.Steps), nil
}

// radial is one such map.
type radial struct{ centre, width, strength *graph.Node } // c [1×d]; α and β [1×1] before they are bounded

var _ bijection = radial{}

func radials(p *Problem, parameters *nn.Parameters, layers int) chain {
	anywhere := func(g *graph.Graph, stream string, rows, cols int) *graph.Node { return g.Normal(stream, rows, cols) }
	var flow chain
	for i := range layers {
		add := func(name string, cols int, initial nn.Initializer) *graph.Node {
			return parameters.Add(p.Graph, fmt.Sprintf("radial%d.%s", i, name), 1, cols, initial)
		}
		flow = append(flow, radial{add("centre", p.Dim, anywhere), add("width", 1, nn.Zeros), add("strength", 1, nn.Zeros)})
	}
	return flow
}

// bounded is α > 0 and β > −α. Parameters of 0 are α = 1 and β = 0, the identity.
func (l radial) bounded() (alpha, beta *graph.Node) {
	unit := math.Log(math.E - 1) // softplus makes 1 of it
	alpha = l.width.AddScalar(unit).Softplus().AddScalar(0.01)
	return alpha, l.strength.AddScalar(unit).Softplus().Sub(l.width.Graph().Scalar(1)).Mul(alpha).Scale(0.99)
}

func (l radial) forward(x *graph.Node) (y, logDet *graph.Node) {
	alpha, beta := l.bounded()
	from := x.Sub(l.centre)
	reach := radius(from).Add(alpha)
	return x.Add(from.Mul(beta.Div(reach))), radialLogDet(alpha, beta, reach, x.Cols())
}

// inverse solves R = r(1 + β/(α+r)), that is r² + (α+β−R)r − αR = 0, for r > 0, in the form without cancellation.
func (l radial) inverse(y *graph.Node) (x, logDet *graph.Node) {
	alpha, beta := l.bounded()
	from := y.Sub(l.centre)
	far := radius(from)
	half := alpha.Add(beta).Sub(far).Scale(0.5)
	product := alpha.Mul(far)
	root := half.Square().Add(product).Sqrt()
	r := half.Less(y.Graph().Scalar(0)).Select(root.Sub(half), product.Div(root.Add(half.Abs())))
	reach := r.Add(alpha)
	return l.centre.Add(from.Mul(reach.Div(reach.Add(beta)))), radialLogDet(alpha, beta, reach, y.Cols()).Neg()
}

// radialLogDet is log |det| at r = reach − α [n×1].
func radialLogDet(alpha, beta, reach *graph.Node, d int) *graph.Node {
	across := beta.Div(reach)
	return across.AddScalar(1).Log().Scale(float64(d - 1)).Add(across.Mul(alpha).Div(reach).AddScalar(1).Log())
}

// radius is the length of each row [n×1]. At 0 it has a derivative.
func radius(rows *graph.Node) *graph.Node { return rows.Square().SumCols().AddScalar(1e-12).Sqrt() }

func (l radial) average(a *nn.Average) bijection {
	return radial{a.Of(l.centre), a.Of(l.width), a.Of(l.strength)}
}
