package method

import (
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// match is the model of a direct map ψ that lowers a loss [1×1] between a batch of its points and one of the target, both [batch×d]. The averaged map
// is what is offered as [Push], and returned.
func (o Optimiser) match(p *Problem, n MapNetwork, batch int, loss func(x, y *graph.Node) *graph.Node) (*Model, blocks) {
	parameters := &nn.Parameters{}
	net := newBlocks(p, parameters, n)
	step := p.Graph.Function(Step)
	x, y := net.at(p.Source.Draw("source", batch)), p.Target.Draw("target", batch)
	averaged := net.average(o.minimize(step, parameters, loss(x, y)))
	offer(p, Push, averaged.at)
	return &Model{Parameters: parameters}, averaged
}

// matchKernel is the model that lowers the squared maximum mean discrepancy of a kernel, unbiased in x, and offers its witness.
func (o Optimiser) matchKernel(p *Problem, n MapNetwork, batch int, like func(x, y *graph.Node) *graph.Node) *Model {
	self := p.Graph.Variable("kernel.self", 1, 1)
	model, averaged := o.match(p, n, batch, func(x, y *graph.Node) *graph.Node {
		return offDiagonalMean(like(x, x), like).Add(self).Sub(like(x, y).Mean().Scale(2))
	})
	ys := p.Target.Draw("self", selfSample)
	p.Graph.Lookup(Initialize).Assign(self, offDiagonalMean(like(ys, ys), like))
	offer(p, Witness, func(at *graph.Node) *graph.Node {
		x, y := averaged.at(p.Source.Draw("witness source", witnessSample)), p.Target.Draw("witness target", witnessSample)
		return like(at, y).SumCols().Sub(like(at, x).SumCols()).Scale(1. / witnessSample)
	})
	return model
}

// selfSample is the number of target points from which what does not depend on ψ is taken, once, and witnessSample that of each of the two means of
// a witness.
const selfSample, witnessSample = 2048, 512

// offDiagonalMean is the mean of a kernel matrix [n×n] without its diagonal, on which every element is k(0).
func offDiagonalMean(matrix *graph.Node, like func(x, y *graph.Node) *graph.Node) *graph.Node {
	n, zero := float64(matrix.Rows()), matrix.Graph().Scalar(0)
	return matrix.Sum().Sub(like(zero, zero).Scale(n)).Scale(1 / (n * (n - 1)))
}
