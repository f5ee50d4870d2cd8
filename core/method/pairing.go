package method

import (
	"errors"
	"fmt"

	"pushforward/core/ot"
	"pushforward/core/random"
)

// A Pairing is the answer to the ability [Pairs]: it writes to match [n] which point of y each point of x goes to, both [n×dim] in the standard
// frame, as a step of training pairs its batches. Of a method with a map ψ the points x are images of noise; otherwise they are the noise itself.
type Pairing func(match []int, x, y []float32, r *random.Stream) error

// exactPairing is the assignment of least total squared distance.
func exactPairing(dim int) Pairing {
	var exact ot.Exact
	return func(match []int, x, y []float32, _ *random.Stream) error {
		_, err := exact.Couple(match, x, y, dim)
		return err
	}
}

// The accuracy of an entropic plan whose pairs are only looked at.
const (
	pairingTolerance  = 1e-3
	pairingIterations = 300
)

// entropicPairing draws a partner for each point from the plan that minimises ⟨π, ‖x−y‖²⟩ + ε KL.
func entropicPairing(dim int, epsilon float64) Pairing {
	plan := ot.Sinkhorn{Epsilon: epsilon, Tolerance: pairingTolerance, Iterations: pairingIterations}
	return func(match []int, x, y []float32, r *random.Stream) error {
		if _, err := plan.Solve(x, y, dim); err != nil && !errors.Is(err, ot.ErrNotConverged) {
			return fmt.Errorf("pairs: %w", err)
		}
		return plan.Draw(match, r)
	}
}
