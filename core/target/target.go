// Package target has the distributions that samplers learn to draw from, and that they start from.
//
// A [Target] can be sampled. What else it can do it says by small interfaces ([Densitied], [Scored], [Modal], [Momented], [Finite], [Potential]), and its
// [Entry] in the [Registry] lists them, so that a menu knows them before anything is built. Points are row-major
// float32 [n×Dim] in natural units; networks see them through a [Standard]. Built targets do not change: any number of
// goroutines may share one, each with a stream of its own.
package target

import (
	"pushforward/core/graph"
	"pushforward/core/random"
)

// A Target is a distribution on R^Dim that can be sampled.
type Target interface {
	Dim() int
	// Sample fills dst [n×Dim] with independent draws, row after row, and allocates nothing: drawing n rows and then m gives the
	// same numbers as drawing n+m. If len(dst) is not a multiple of Dim, the rest is left alone.
	Sample(dst []float32, r *random.Stream)
}

// Densitied targets know their density.
type Densitied interface {
	// LogDensity is log p(x), in nats, normalised; −Inf where p is 0. x is [Dim].
	LogDensity(x []float64) float64
}

// Scored targets know the score, the gradient of the log-density.
type Scored interface {
	// Score sets dst [Dim] to ∇ log p(x).
	Score(dst, x []float64)
}

// Modal targets are equal parts of Gaussian modes, so that one can count which of them a sampler has found.
type Modal interface {
	// Modes is the centres [modes][Dim] and the standard deviation shared by all modes and directions.
	Modes() (centres [][]float64, std float64)
}

// Momented targets know their first two moments exactly.
type Momented interface {
	// Moments is the mean [Dim] and the covariance [Dim×Dim], row-major.
	Moments() (mean, covariance []float64)
}

// Normal targets have independent normal coordinates where Independent reports true: standardised, they are N(0, I), which needs no table to be
// drawn from.
type Normal interface{ Independent() bool }

// Finite targets draw rows of a table, uniformly and with replacement.
type Finite interface {
	// Rows is the table [n×Dim], or nil where jitter makes draws that are not rows of it. It is shared: read only.
	Rows() []float32
}

// A Potential is a target whose log-density can be part of a program, which takes its gradient for simulations and reverse KL.
type Potential interface {
	// LogDensityGraph is log p up to a constant, [n×1], at points x [n×Dim] in natural units. It has a finite gradient wherever x is
	// in the target's reach.
	LogDensityGraph(x *graph.Node) *graph.Node
}

// The abilities that an [Entry] lists.
const (
	AbilityDensity   = "density"   // Densitied
	AbilityScore     = "score"     // Scored
	AbilityModes     = "modes"     // Modal
	AbilityMoments   = "moments"   // Momented
	AbilityRows      = "rows"      // Finite
	AbilityPotential = "potential" // Potential
)

// Abilities lists what t can do besides being sampled, in the order of the constants.
func Abilities(t Target) []string {
	var list []string
	if _, ok := t.(Densitied); ok {
		list = append(list, AbilityDensity)
	}
	if _, ok := t.(Scored); ok {
		list = append(list, AbilityScore)
	}
	if _, ok := t.(Modal); ok {
		list = append(list, AbilityModes)
	}
	if _, ok := t.(Momented); ok {
		list = append(list, AbilityMoments)
	}
	if _, ok := t.(Finite); ok {
		list = append(list, AbilityRows)
	}
	if _, ok := t.(Potential); ok {
		list = append(list, AbilityPotential)
	}
	return list
}
