//go:build !js

package engine_test

import (
	"testing"

	"pushforward/core/graph/graphtest"
	"pushforward/core/random"
)

// FuzzCompiled looks for a program whose compiled functions, or their derivatives of first and second order, differ from the reference by more
// than their roundings explain: see [roundoff]. All about the program is drawn from streams of the name.
func FuzzCompiled(f *testing.F) {
	for _, name := range []string{"pushforward", "a map", "noise to data", "one call a step", "strict arithmetic"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		program := graphtest.Random(random.New(1, name), size(random.New(2, name)))
		compareWithinRoundoff(t, program, random.New(3, name))
	})
}

// size is that of a program to try. Shapes go from 1 to 70. Most are small, and so are programs with derivatives, so that many are tried in a second.
func size(r *random.Stream) graphtest.Options {
	skewed := func(most int) int {
		x := r.Float64()
		return 1 + int(x*x*float64(most))
	}
	order := r.IntN(3) // of the derivatives
	return graphtest.Options{
		MaxShape: skewed(70), Nodes: skewed([]int{24, 9, 4}[order]), Derivatives: order == 1, Nested: order == 2,
	}
}
