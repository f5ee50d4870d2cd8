package method

import (
	"errors"
	"math"

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

// chance is a uniform number for each standard normal one.
func chance(normal *graph.Node) *graph.Node {
	return normal.Scale(1 / math.Sqrt2).Erf().AddScalar(1).Scale(0.5)
}

// accepted is 1 where the logarithm of a uniform number lies below the log-ratio [n×1] of a proposal, else 0 (Metropolis et al. 1953; Hastings 1970).
func accepted(logRatio, normal *graph.Node) *graph.Node { return chance(normal).Log().Less(logRatio) }
