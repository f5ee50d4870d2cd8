package lab

import (
	"fmt"

	"pushforward/core/method"
)

// Pair writes to match [n] which of n points of the target, in natural units, a step of training would pair each of n points of noise with, in the
// target's frame: the noise itself, or where the method has a map, its image. It is an error if the method pairs nothing.
func (s *Session) Pair(match []int, noise, points []float32) error {
	if !s.Entry.Has(method.Pairs) {
		return fmt.Errorf("lab: %s has no ability %q: want one of %q", s.Entry.ID, method.Pairs, s.Entry.Abilities)
	}
	dim, frame := s.Problem.Dim(), s.Problem.Frame
	if len(noise) != len(match)*dim || len(points) != len(noise) {
		return fmt.Errorf("lab: %d matches of %d numbers with %d: want rows of %d each", len(match), len(noise), len(points), dim)
	}
	x, y := append([]float32(nil), noise...), make([]float32, len(points))
	frame.Forward(y, points)
	if s.Entry.Has(method.Push) {
		if _, err := s.Carry(x); err != nil {
			return err
		}
		frame.Forward(x, x)
	}
	return s.model.Pairing(match, x, y, s.Stream("pairs"))
}
