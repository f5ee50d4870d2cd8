package method

import (
	"fmt"
	"math"
	"strconv"

	"pushforward/core/graph"
)

// SVGD is Stein variational gradient descent (Liu and Wang, arXiv 1608.04471, algorithm 1): particles climb the log-density together and repel each
// other, without noise:
//
//	x ← x + h/n Σⱼ [k(xⱼ, x) ∇log μ₁(xⱼ) + ∇_xⱼ k(xⱼ, x)],   k(x, y) = exp(−‖x − y‖²/w²), w² = median²/log n.
//
// The median is taken anew in every iteration, over the distances from the first particles to all. The step is constant, where the paper's
// own code adapts it; it is at most 4/J, J the target's [sharpness], as about a quarter of the population pulls with a kernel near 1. A chunk holds several
// populations, which do not see each other.
type SVGD struct {
	Size      float64 `name:"step" label:"Step" default:"0.05" min:"0.0001" max:"10" scale:"log" help:"Length h of a step. Where the target's modes are so narrow that particles would overshoot them ever farther, it is shorter."`
	Particles string  `name:"particles" label:"Population" default:"256" choices:"64,128,256,512,1024" help:"Particles that see each other."`
	Width     float64 `name:"width" label:"Bandwidth" default:"1" min:"0.01" max:"10" scale:"log" unit:"× median rule" help:"Reach of the repulsion."`
}

var _ Method = (*SVGD)(nil)

// medianRows is how many particles' distances the median is taken over.
const medianRows = 16

// Build implements [Method].
func (m *SVGD) Build(p *Problem) (*Model, error) {
	target, err := targetScore(p)
	if err != nil {
		return nil, fmt.Errorf("svgd: %w", err)
	}
	n, err := strconv.Atoi(m.Particles)
	if err != nil {
		return nil, fmt.Errorf("svgd: particles: %w", err)
	}
	sharp, err := sharpness(p, target)
	if err != nil {
		return nil, fmt.Errorf("svgd: %w", err)
	}
	size := borne(m.Size, 4/sharp)
	return simulate(p, 0, 1, func(_, x, _ *graph.Node) *graph.Node {
		_, scores := target(x)
		var moved []*graph.Node
		for from := 0; from < Chunk; from += n {
			population := x.SliceRows(from, from+n)
			moved = append(moved, population.Add(m.direction(population, scores.SliceRows(from, from+n)).Scale(size)))
		}
		return moved[0].ConcatRows(moved[1:]...)
	}), nil
}

// direction is where a population moves. With k Gaussian, Σⱼ ∇_xⱼ k(xⱼ, xᵢ) = 2/w² (xᵢ Σⱼ kᵢⱼ − Σⱼ kᵢⱼ xⱼ).
func (m *SVGD) direction(x, score *graph.Node) *graph.Node {
	n := x.Rows()
	squared := squaredDistances(x, x)
	width := median(squared.SliceRows(0, medianRows)).Scale(m.Width * m.Width / math.Log(float64(n))).AddScalar(1e-6)
	k := squared.Div(width).Neg().Exp()
	attraction := k.MatMul(score)
	repulsion := x.Mul(k.SumCols()).Sub(k.MatMul(x)).Div(width).Scale(2)
	return attraction.Add(repulsion).Scale(1 / float64(n))
}

// median is the middle element [1×1] of a matrix, the upper one of an even number.
func median(matrix *graph.Node) *graph.Node {
	column := matrix.Reshape(matrix.Size(), 1)
	middle := column.Argsort().SliceRows(matrix.Size()/2, matrix.Size()/2+1)
	return column.Gather(middle)
}
