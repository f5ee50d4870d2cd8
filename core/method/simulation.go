package method

import (
	"errors"
	"math"
	"slices"

	"pushforward/core/engine"
	"pushforward/core/graph"
)

// simulate completes the program of a simulation that learns nothing: [Simulate], and a function "init" without work.
func simulate(p *Problem, noise, evaluations int, iterate func(t, x, noise *graph.Node) *graph.Node) *Model {
	p.Graph.Function(Initialize)
	offerSimulation(p, noise, iterate)
	return &Model{Noise: noise, Evaluations: evaluations}
}

// scored is the log-density [n×1] of points [n×d] up to a constant, and its gradient, the score [n×d].
type scored func(x *graph.Node) (logDensity, score *graph.Node)

// A stand is the points of chains [n×d] and what a density says of them.
type stand struct{ x, logDensity, score *graph.Node }

func (target scored) at(x *graph.Node) stand {
	logDensity, score := target(x)
	return stand{x, logDensity, score}
}

// targetScore is the target's, where it knows its density.
func targetScore(p *Problem) (scored, error) {
	target, ok := p.Target.(Densitied)
	if !ok {
		return nil, errors.New("the target's density is not known in closed form: want one such as gaussian, 8gaussians, banana or funnel")
	}
	return func(x *graph.Node) (logDensity, score *graph.Node) {
		logDensity = target.LogDensity(x)
		return logDensity, graph.Gradient(logDensity.Sum(), x)[0]
	}, nil
}

// sharpPoints is how many points the sharpness of a target is taken over.
const sharpPoints = 512

// sharpness is how fast the target's score changes: the largest over the columns of E(∂log μ₁/∂xⱼ)², the diagonal of its Fisher information, over the
// problem's points. It is 1 on N(0, I), and 1/σ² where the target is of modes of variance σ².
func sharpness(p *Problem, target scored) (float64, error) {
	n := min(len(p.Points)/p.Dim, sharpPoints)
	g := graph.New()
	x := g.Variable("x", n, p.Dim)
	_, score := target(x)
	g.Function("score").Output("squares", score.Square().SumRows().Scale(1/float64(n)))
	instance, err := engine.Reference{}.Instantiate(g)
	if err != nil {
		return 0, err
	}
	squares := make([]float32, p.Dim)
	err = errors.Join(instance.Write("x", p.Points[:n*p.Dim]), instance.Call("score"), instance.Read(squares, "score.squares"), instance.Close())
	return float64(slices.Max(squares)), err
}

// borne is a step that a target bears: the one asked for, but at most limit. A limit that is no number, as of a density with edges, is none.
func borne(size, limit float64) float64 {
	if limit < size {
		return limit
	}
	return size
}

// chance is a uniform number for each standard normal one.
func chance(normal *graph.Node) *graph.Node {
	return normal.Scale(1 / math.Sqrt2).Erf().AddScalar(1).Scale(0.5)
}

// accepted is 1 where the logarithm of a uniform number lies below the log-ratio [n×1] of a proposal, else 0 (Metropolis et al. 1953; Hastings 1970).
func accepted(logRatio, normal *graph.Node) *graph.Node { return chance(normal).Log().Less(logRatio) }
