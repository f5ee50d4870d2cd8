package method

import (
	"math"

	"pushforward/core/graph"
)

// SlicedFlow moves particles so that their projections become those of data, a few random directions at a time: the sliced-Wasserstein flow (Liutkus et al.,
// arXiv 1806.08141, algorithm 1, without its entropy unless asked for). In one direction θ the best map is known: the particle of a rank goes to
// the datum of that rank.
//
//	x ← x + h d/L Σ_θ θ (T_θ(θ·x) − θ·x) + √(2λh) η
//
// The data are [Chunk] points, drawn once.
type SlicedFlow struct {
	Size       float64 `name:"step" label:"Step" default:"0.5" min:"0.01" max:"1" scale:"log" help:"Share h of the way to the data along each direction."`
	Directions int     `name:"directions" label:"Directions" default:"8" min:"1" max:"64" scale:"log" help:"Random directions L in an iteration."`
	Entropy    float64 `name:"entropy" label:"Entropy" default:"0" min:"0" max:"1" help:"Weight λ of the entropy, which noise adds."`
}

var _ Method = (*SlicedFlow)(nil)

// Build implements [Method].
func (m *SlicedFlow) Build(p *Problem) (*Model, error) {
	data := p.Graph.Variable("data", Chunk, p.Dim)
	model := simulate(p, 2*p.Dim, 1, func(_, x, noise *graph.Node) *graph.Node {
		normals := noise.SliceCols(0, p.Dim).SliceRows(0, m.Directions)
		directions := normals.Div(normals.Square().SumCols().Sqrt())
		moved := x
		for l := range m.Directions {
			theta := directions.SliceRows(l, l+1)
			share := m.Size * float64(p.Dim) / float64(m.Directions)
			moved = moved.Add(rankShift(x.MatMulNT(theta), data.MatMulNT(theta)).MatMul(theta).Scale(share))
		}
		return moved.Add(noise.SliceCols(p.Dim, 2*p.Dim).Scale(math.Sqrt(2 * m.Entropy * m.Size)))
	})
	p.Graph.Lookup(Initialize).Assign(data, p.Target.Draw("data", Chunk))
	return model, nil
}

// rankShift is how far each number of x [n×1] is from the one of the same rank in y [n×1].
func rankShift(x, y *graph.Node) *graph.Node {
	order := x.Argsort()
	return y.Gather(y.Argsort()).Sub(x.Gather(order)).ScatterAdd(order, x.Rows())
}
