package method

import (
	"fmt"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// A transform is a bijection of numbers, element by element, by parameters that a network says: count for each of m columns. Returned with the image is the
// logarithm of the derivative, [n×1], summed over the columns.
type transform interface {
	count() int
	forward(x, parameters *graph.Node) (y, logDet *graph.Node) // x [n×m], parameters [n×(count·m)]
	inverse(y, parameters *graph.Node) (x, logDet *graph.Node)
}

// coupling transforms some columns by what a network says of the others, which stay (Dinh, Krueger and Bengio, NICE, arXiv 1410.8516). Both directions are
// one evaluation.
type coupling struct {
	from, to  int // the columns that are transformed
	net       waved
	transform transform
}

var _ bijection = coupling{}

// couplings is a chain of layers that transform the two halves of the columns by turns. One column is transformed in every layer, by nothing but
// the network's biases.
func couplings(p *Problem, parameters *nn.Parameters, layers int, n WavedNetwork, t transform) chain {
	var flow chain
	for i := range layers {
		from, to := p.Dim/2, p.Dim
		if i%2 == 1 && from > 0 {
			from, to = 0, from
		}
		in := max(1, p.Dim-(to-from))
		net := newWaved(p, parameters, fmt.Sprintf("coupling%d", i), n, in, 0, t.count()*(to-from), nn.Quiet)
		flow = append(flow, coupling{from, to, net, t})
	}
	return flow
}

// condition is what the network says, given the columns that stay.
func (c coupling) condition(x *graph.Node) *graph.Node {
	switch {
	case c.from > 0:
		return c.net.at(x.SliceCols(0, c.from))
	case c.to < x.Cols():
		return c.net.at(x.SliceCols(c.to, x.Cols()))
	default:
		return c.net.at(x.Graph().Scalar(0).Broadcast(x.Rows(), 1))
	}
}

// replace is x with other columns where they are transformed.
func (c coupling) replace(x, columns *graph.Node) *graph.Node {
	switch {
	case c.from > 0:
		return x.SliceCols(0, c.from).ConcatCols(columns)
	case c.to < x.Cols():
		return columns.ConcatCols(x.SliceCols(c.to, x.Cols()))
	default:
		return columns
	}
}

func (c coupling) forward(x *graph.Node) (y, logDet *graph.Node) {
	y, logDet = c.transform.forward(x.SliceCols(c.from, c.to), c.condition(x))
	return c.replace(x, y), logDet
}

func (c coupling) inverse(y *graph.Node) (x, logDet *graph.Node) {
	x, logDet = c.transform.inverse(y.SliceCols(c.from, c.to), c.condition(y))
	return c.replace(y, x), logDet
}

func (c coupling) average(a *nn.Average) bijection {
	c.net = c.net.average(a)
	return c
}

// affine is y = x·eˢ + m with s kept within ± bound by a hyperbolic tangent. Its parameters are m, then s.
type affine struct{ bound float64 }

var _ transform = affine{}

func (affine) count() int { return 2 }

func (a affine) forward(x, parameters *graph.Node) (y, logDet *graph.Node) {
	shift, scale := a.split(parameters)
	return x.Mul(scale.Exp()).Add(shift), scale.SumCols()
}

func (a affine) inverse(y, parameters *graph.Node) (x, logDet *graph.Node) {
	shift, scale := a.split(parameters)
	return y.Sub(shift).Mul(scale.Neg().Exp()), scale.SumCols().Neg()
}

func (a affine) split(parameters *graph.Node) (shift, logScale *graph.Node) {
	m := parameters.Cols() / 2
	return parameters.SliceCols(0, m), parameters.SliceCols(m, 2*m).Scale(1 / a.bound).Tanh().Scale(a.bound)
}
