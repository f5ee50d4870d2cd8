package method

import (
	"fmt"
	"math"

	"pushforward/core/graph"
)

// HMC is Hamiltonian Monte Carlo (Duane et al., Physics Letters B 195, 1987; Neal, arXiv 1206.1901): a particle is given a random momentum, glides on the
// landscape −log μ₁ by the leapfrog rule
//
//	p ← p + ½h∇log μ₁(x),   x ← x + h p,   p ← p + ½h∇log μ₁(x),
//
// and where it ends is accepted with probability min(1, exp(H(x, p) − H(x′, p′))), which makes the law exact. In a mode of curvature L the rule is stable up to
// h = 2/√L; h is at most 1/√J, J the target's [sharpness].
type HMC struct {
	Size  float64 `name:"step" label:"Step" default:"0.1" min:"0.001" max:"2" scale:"log" help:"Length h of a leapfrog step. The target has variance 1; where its modes are so narrow that hardly a glide would be accepted, the step is shorter."`
	Leaps int     `name:"leaps" label:"Leapfrog steps" default:"8" min:"1" max:"64" scale:"log" help:"Leapfrog steps between two tosses of the momentum."`
}

var _ Method = (*HMC)(nil)

// Build implements [Method].
func (m *HMC) Build(p *Problem) (*Model, error) {
	target, err := targetScore(p)
	if err != nil {
		return nil, fmt.Errorf("hmc: %w", err)
	}
	sharp, err := sharpness(p, target)
	if err != nil {
		return nil, fmt.Errorf("hmc: %w", err)
	}
	dynamics := HMC{borne(m.Size, 1/math.Sqrt(sharp)), m.Leaps}
	return simulate(p, p.Dim+1, m.Leaps+1, func(_, x, noise *graph.Node) *graph.Node {
		momentum, toss := noise.SliceCols(0, p.Dim), noise.SliceCols(p.Dim, p.Dim+1)
		y, gain := dynamics.glide(target, x, momentum)
		return accepted(gain, toss).Select(y, x)
	}), nil
}

// glide takes the leapfrog steps, and tells by how much the energy H = −log μ₁ + ½‖p‖² has fallen.
func (m *HMC) glide(target scored, x, momentum *graph.Node) (y, gain *graph.Node) {
	kinetic := func(p *graph.Node) *graph.Node { return p.Square().SumCols().Scale(0.5) }
	before, score := target(x)
	start, after := kinetic(momentum), before
	for range m.Leaps {
		momentum = momentum.Add(score.Scale(m.Size / 2))
		x = x.Add(momentum.Scale(m.Size))
		after, score = target(x)
		momentum = momentum.Add(score.Scale(m.Size / 2))
	}
	return x, after.Sub(kinetic(momentum)).Sub(before.Sub(start))
}
