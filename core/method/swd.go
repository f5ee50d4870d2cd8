package method

import (
	"pushforward/core/graph"
)

// SlicedWasserstein matches statistics along lines: it lowers the mean, over random directions θ, of the squared Wasserstein distance between the projections of the
// generated and the target points, where sorting finds the best pairs (Bonneel et al., JMIV 51, 2015; Deshpande et al., arXiv 1803.11188),
//
//	SW₂² = E_θ 1/n Σ (θ·x_(i) − θ·y_(i))²,   x_(i) of rank i along θ.
//
// With slices "max" the mean gives way to the worst direction (Deshpande et al., arXiv 1904.05877), found by ascent from the worst of the random ones: sorted
// alike, the points' differences have second moments C, and θ ← Cθ/‖Cθ‖ raises θᵀCθ.
type SlicedWasserstein struct {
	MapNetwork
	Optimiser
	Steps      int    `name:"steps" label:"Schedule" default:"4000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch      int    `name:"batch" label:"Batch" default:"512" min:"8" max:"4096" scale:"log" unit:"points" help:"Generated points, and as many target points, sorted in a step."`
	Directions int    `name:"directions" label:"Directions" default:"32" min:"1" max:"128" scale:"log" help:"Random directions in a step."`
	Slices     string `name:"slices" label:"Slices" default:"mean" choices:"mean,max" help:"Lower the mean over all directions, or the distance along the worst."`
}

var _ Method = (*SlicedWasserstein)(nil)

// ascents is how often the worst direction is improved.
const ascents = 3

// Build implements [Method].
func (m *SlicedWasserstein) Build(p *Problem) (*Model, error) {
	model, _ := m.match(p, m.MapNetwork, m.Batch, func(x, y *graph.Node) *graph.Node {
		directions := unit(p.Graph.Normal("directions", m.Directions, p.Dim))
		if m.Slices == "mean" {
			return slicedSquares(x, y, directions).Mean()
		}
		return slicedSquares(x, y, worstDirection(x.StopGradient(), y, directions)).Mean()
	})
	model.Horizon = m.Steps
	return model, nil
}

// unit is the rows of v, scaled to length 1.
func unit(v *graph.Node) *graph.Node { return v.Div(v.Square().SumCols().AddScalar(1e-30).Sqrt()) }

// slicedSquares is W₂² [1×m] between the projections of x and y, both [n×d], on each of the directions [m×d]. Pairs are constants to its derivative
// (the envelope theorem: the best pairs do not move to first order).
func slicedSquares(x, y, directions *graph.Node) *graph.Node {
	along, toward := x.MatMulNT(directions), y.MatMulNT(directions)
	shifts := make([]*graph.Node, directions.Rows())
	for l := range shifts {
		shifts[l] = rankShift(along.SliceCols(l, l+1), toward.SliceCols(l, l+1))
	}
	goals := along.Add(shifts[0].ConcatCols(shifts[1:]...)).StopGradient()
	return goals.Sub(along).Square().SumRows().Scale(1 / float64(x.Rows()))
}

// worstDirection is the direction [1×d] of the largest projected distance among some [m×d], after a few ascents.
func worstDirection(x, y, directions *graph.Node) *graph.Node {
	squares := slicedSquares(x, y, directions)
	worst := unit(squares.Equal(squares.MaxCols()).MatMul(directions))
	for range ascents {
		apart := x.Gather(x.MatMulNT(worst).Argsort()).Sub(y.Gather(y.MatMulNT(worst).Argsort()))
		worst = unit(apart.MatMulNT(worst).MatMulTN(apart))
	}
	return worst
}
