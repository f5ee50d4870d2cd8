package method

import (
	"fmt"
	"math"

	"pushforward/core/graph"
)

// Langevin walks uphill on the log-density and is shaken (Roberts and Tweedie, Bernoulli 2, 1996):
//
//	x ← x + h ∇log μ₁(x) + √(2h) η,   η ~ N(0, I).
//
// Unadjusted, its law is off by O(h): on N(0, σ²) the stationary variance is σ²/(1 − h/2σ²). Adjusted, each step is a Metropolis–Hastings proposal and
// the law is exact. Either way a chain seldom crosses from one mode to another.
//
// A step of more than 2/L overshoots a mode of curvature L farther each time. So h is at most 1/J, J the target's [sharpness].
type Langevin struct {
	Rule string  `name:"rule" label:"Rule" default:"ula" choices:"ula,mala" help:"Unadjusted, or adjusted: each step accepted or refused so that the law is exact."`
	Size float64 `name:"step" label:"Step" default:"0.01" min:"0.00001" max:"1" scale:"log" help:"Length h of a step in time. The target has variance 1; where its modes are so narrow that the walk would overshoot them ever farther, the step is shorter."`
}

var _ Method = (*Langevin)(nil)

// Build implements [Method].
func (m *Langevin) Build(p *Problem) (*Model, error) {
	target, err := targetScore(p)
	if err != nil {
		return nil, fmt.Errorf("langevin: %w", err)
	}
	sharp, err := sharpness(p, target)
	if err != nil {
		return nil, fmt.Errorf("langevin: %w", err)
	}
	walk := Langevin{m.Rule, borne(m.Size, 1/sharp)}
	if m.Rule == "mala" {
		return simulate(p, p.Dim+1, 2, func(_, x, noise *graph.Node) *graph.Node { return walk.adjusted(target, target.at(x), noise).x }), nil
	}
	return simulate(p, p.Dim, 1, func(_, x, noise *graph.Node) *graph.Node {
		_, score := target(x)
		return walk.propose(x, score, noise)
	}), nil
}

// propose is the unadjusted step.
func (m *Langevin) propose(x, score, noise *graph.Node) *graph.Node {
	return x.Add(score.Scale(m.Size)).Add(noise.Scale(math.Sqrt(2 * m.Size)))
}

// adjusted accepts a proposal y with probability μ₁(y)q(x|y) / μ₁(x)q(y|x), where q(y|x) is the law of the unadjusted step from x.
func (m *Langevin) adjusted(target scored, from stand, noise *graph.Node) stand {
	dim := from.x.Cols()
	shake, toss := noise.SliceCols(0, dim), noise.SliceCols(dim, dim+1)
	to := target.at(m.propose(from.x, from.score, shake))
	backward := from.x.Sub(to.x).Sub(to.score.Scale(m.Size)).Square().SumCols().Scale(-1 / (4 * m.Size))
	forward := shake.Square().SumCols().Scale(-0.5)
	moved := accepted(to.logDensity.Sub(from.logDensity).Add(backward).Sub(forward), toss)
	return stand{moved.Select(to.x, from.x), moved.Select(to.logDensity, from.logDensity), moved.Select(to.score, from.score)}
}
