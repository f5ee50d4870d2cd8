package method

import "pushforward/core/graph"

// An Ability is a question that a trained model can answer: the name a of a function of its program. The function reads [Chunk] points
// "a.at" and, of those that depend on time, "a.time" [1×1]; it writes the answer to "a.is", a row for each point. All is in the standard frame, where
// the target has mean 0 and standard deviation 1.
type Ability string

// The abilities, with the columns of the answer.
const (
	Push       Ability = "push"       // d: the map ψ itself
	Inverse    Ability = "inverse"    // d: the point that ψ carries here
	LogDensity Ability = "logdensity" // 1: log of the density of ψ#μ₀, in nats, normalised
	Energy     Ability = "energy"     // 1: the same up to a constant: minus an energy
	Velocity   Ability = "velocity"   // d: v(t, x), whose flow carries μ₀ to μ₁; depends on time
	Divergence Ability = "divergence" // 1: ∇·v(t, x); depends on time
	Score      Ability = "score"      // d: ∇ log ρ_t(x); depends on time
	Witness    Ability = "witness"    // 1: a test function or critic, positive where more samples are wanted
	Latent     Ability = "latent"     // columns of the latent space: where an encoder takes a data point
	Spread     Ability = "spread"     // d: standard deviations that the model puts around ψ(x0), and ψ leaves out
	Simulate   Ability = "simulate"   // d: one iteration of a simulation; depends on time, the share of iterations done, and on noise
	Pairs      Ability = "pairs"      // no function of the program, but the model's Pairing: which data a step pairs with which noise
)

// Timed tells whether an ability depends on time.
func (a Ability) Timed() bool {
	return a == Velocity || a == Divergence || a == Score || a == Simulate
}

// at declares the points that an ability is asked about.
func (a Ability) at(p *Problem) *graph.Node {
	return p.Graph.Variable(string(a)+".at", Chunk, p.Dim)
}

// offer adds an ability that does not depend on time.
func offer(p *Problem, a Ability, answer func(x *graph.Node) *graph.Node) {
	p.Graph.Function(string(a)).Output("is", answer(a.at(p)))
}

// offerTimed adds an ability that depends on time; answer is given t [1×1].
func offerTimed(p *Problem, a Ability, answer func(t, x *graph.Node) *graph.Node) {
	time := p.Graph.Variable(string(a)+".time", 1, 1)
	p.Graph.Function(string(a)).Output("is", answer(time, a.at(p)))
}

// offerSimulation adds the ability [Simulate]: iterate is given the share of iterations done [1×1], the points and columns of standard normal
// numbers [Chunk×noise], new in every iteration; nil if it wants none.
func offerSimulation(p *Problem, noise int, iterate func(t, x, noise *graph.Node) *graph.Node) {
	var random *graph.Node
	if noise > 0 {
		random = p.Graph.Variable("simulate.noise", Chunk, noise)
	}
	offerTimed(p, Simulate, func(t, x *graph.Node) *graph.Node { return iterate(t, x, random) })
}
