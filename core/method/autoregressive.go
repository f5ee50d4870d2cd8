package method

import (
	"fmt"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// autoregressive turns data into noise, each column by what a network says of the columns before it (Papamakarios, Pavlakou and Murray, arXiv 1705.07057,
// equation 4):
//
//	uᵢ = (xᵢ − mᵢ)·e^(−sᵢ),   m, s of x₁ … xᵢ₋₁.
//
// From data to noise that is one evaluation; from noise to data it is one for each column, since a column needs those before it.
type autoregressive struct {
	net    *nn.MaskedMLP
	affine affine
}

var _ bijection = autoregressive{}

// columnsLimit is how many columns the slow direction of an autoregressive layer is unrolled for.
const columnsLimit = 16

// autoregressives is a chain of layers that take the columns upwards and downwards by turns.
func autoregressives(p *Problem, parameters *nn.Parameters, layers int, n WavedNetwork, a affine) (chain, error) {
	if p.Dim > columnsLimit {
		return nil, fmt.Errorf("%d dimensions: want at most %d, which one direction takes one by one", p.Dim, columnsLimit)
	}
	var flow chain
	for i := range layers {
		net := nn.NewMaskedMLP(p.Graph, parameters, fmt.Sprintf("autoregressive%d", i), p.Dim, wavesIn(p.Dim, n.Waves), n.Hidden, a.count(), nn.SiLU, i%2 == 1)
		flow = append(flow, autoregressive{net, a})
	}
	return flow, nil
}

// forward finds one further column in each pass: those before it are right by then.
func (l autoregressive) forward(u *graph.Node) (x, logDet *graph.Node) {
	x = u.Graph().Scalar(0).Broadcast(u.Rows(), u.Cols())
	for range u.Cols() {
		x, logDet = l.affine.forward(u, l.net.Apply(x))
	}
	return x, logDet
}

func (l autoregressive) inverse(x *graph.Node) (u, logDet *graph.Node) {
	return l.affine.inverse(x, l.net.Apply(x))
}

func (l autoregressive) average(a *nn.Average) bijection {
	l.net = l.net.Average(a)
	return l
}
