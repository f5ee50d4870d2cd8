package method

import (
	"fmt"
	"slices"

	"pushforward/core/graph"
	"pushforward/core/nn"
)

// Moments matches finitely many statistics (generalised method of moments, Hansen, Econometrica 50, 1982; as a generator's loss: Ravuri et al., arXiv
// 1806.11006): it lowers
//
//	1/K Σ_k (E φ_k(ψ(x0)) − E φ_k(x1))²,
//
// unbiased in x0, where φ_k are the monomials of degree 1 to Degree, divided by their standard deviation over the target, or as many waves cos(w·x + b), drawn once
// ([TestFunctions]). What has the same statistics looks the same to it: with monomials of degree 2 a Gaussian passes for any target. The target's statistics
// are taken once.
type Moments struct {
	MapNetwork
	Optimiser
	Steps    int    `name:"steps" label:"Schedule" default:"6000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps until the learning rate has fallen to zero and training ends."`
	Batch    int    `name:"batch" label:"Batch" default:"512" min:"8" max:"8192" scale:"log" unit:"points" help:"Generated points in a step."`
	Features string `name:"features" label:"Statistics" default:"waves" choices:"waves,monomials" help:"Which means are matched."`
	Degree   int    `name:"degree" label:"Degree" default:"20" min:"1" max:"24" help:"Statistics up to this degree are matched, and no others; waves are as many."`
}

var _ Method = (*Moments)(nil)

// momentSample is the number of target points from which statistics are taken, and maxMoments the largest number of statistics.
const momentSample, maxMoments = 16384, 4096

// Build implements [Method].
func (m *Moments) Build(p *Problem) (*Model, error) {
	powers := exponents(p.Dim, m.Degree)
	if len(powers) > maxMoments {
		return nil, fmt.Errorf("moments: degree %d of %d columns: want at most %d statistics", m.Degree, p.Dim, maxMoments)
	}
	g := p.Graph
	features, first, fixed, err := m.features(p, powers)
	if err != nil {
		return nil, err
	}
	means, scales := g.Variable("moments.mean", 1, len(powers)), g.Variable("moments.scale", 1, len(powers))
	model, _ := m.match(p, m.MapNetwork, m.Batch, func(x, _ *graph.Node) *graph.Node {
		return unbiasedSquare(features(x).Sub(means).Div(scales)).Mean()
	})
	initialize := g.Lookup(Initialize)
	for _, f := range fixed {
		initialize.Assign(f.Variable, f.Value)
	}
	sample := first(p.Target.Draw("statistics", momentSample))
	mean := sample.SumRows().Scale(1. / momentSample)
	initialize.Assign(means, mean)
	initialize.Assign(scales, sample.Sub(mean).Square().SumRows().Scale(1./momentSample).Sqrt())
	model.Horizon = m.Steps
	return model, nil
}

// features is the statistics of a point, as "step" and as "init" computes them, and what "init" fixes for "step".
func (m *Moments) features(p *Problem, powers [][]int) (step, first testFunctions, fixed []graph.Assignment, err error) {
	if m.Features == "monomials" {
		f := func(x *graph.Node) *graph.Node { return monomials(x, powers) }
		return f, f, nil, nil
	}
	waves := TestFunctions{Family: "tailed-waves", Count: len(powers), Width: 0.2}
	once := drawn(p.Graph, "moments")
	if first, err = waves.choose(p, once); err != nil {
		return nil, nil, nil, err
	}
	step, err = waves.choose(p, func(name string, rows, cols int, law nn.Initializer) *graph.Node {
		v := p.Graph.Variable("waves."+name, rows, cols)
		fixed = append(fixed, graph.Assignment{Variable: v, Value: once(name, rows, cols, law)})
		return v
	})
	return step, first, fixed, err
}

// unbiasedSquare estimates (E c)² [1×k] from the rows of c [n×k]: the mean of the products of two different ones.
func unbiasedSquare(c *graph.Node) *graph.Node {
	n := float64(c.Rows())
	return c.SumRows().Square().Sub(c.Square().SumRows()).Scale(1 / (n * (n - 1)))
}

// exponents are the vectors of dim whole numbers, none below 0, that sum to 1 … degree; no more than one over maxMoments of them.
func exponents(dim, degree int) [][]int {
	var list [][]int
	vector := make([]int, dim)
	var extend func(k, left int)
	extend = func(k, left int) {
		if k == dim {
			if left < degree {
				list = append(list, slices.Clone(vector))
			}
			return
		}
		for n := 0; n <= left && len(list) <= maxMoments; n++ {
			vector[k] = n
			extend(k+1, left-n)
		}
		vector[k] = 0
	}
	extend(0, degree)
	return list
}

// monomials is the products of powers of the columns of x [m×k], for each of k vectors of exponents.
func monomials(x *graph.Node, vectors [][]int) *graph.Node {
	powers := make([][]*graph.Node, x.Cols()) // of each column, from 0 on
	for i := range powers {
		powers[i] = []*graph.Node{x.Graph().Scalar(1).Broadcast(x.Rows(), 1)}
	}
	columns := make([]*graph.Node, len(vectors))
	for k, vector := range vectors {
		for i, n := range vector {
			for len(powers[i]) <= n {
				powers[i] = append(powers[i], powers[i][len(powers[i])-1].Mul(x.SliceCols(i, i+1)))
			}
			if columns[k] == nil {
				columns[k] = powers[i][n]
			} else {
				columns[k] = columns[k].Mul(powers[i][n])
			}
		}
	}
	return columns[0].ConcatCols(columns[1:]...)
}
