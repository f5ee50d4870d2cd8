package lab

import (
	"fmt"
	"math"

	"pushforward/core/engine"
	"pushforward/core/method"
)

// On asks an ability at points [n×Dim] and writes its answers [n×columns] to dst, both in natural units: points per unit of time for velocities,
// nats for densities. Time counts only for abilities that depend on it. [method.Push] and [method.Inverse] have their noise in the target's frame, as
// [Problem.Noise] draws it; latent points have the frame of the latent space. [method.Simulate] is no question: see [Session.Trajectories]; nor is [method.Pairs]: see
// [Session.Pair].
func (s *Session) On(a method.Ability, dst, points []float32, time float64) error {
	dim := s.Problem.Dim()
	columns := s.Columns(a)
	if columns == 0 || a == method.Simulate {
		return fmt.Errorf("lab: %s has no ability %q: want one of %q", s.Entry.ID, a, s.Entry.Abilities)
	}
	if len(points)%dim != 0 || len(dst) != len(points)/dim*columns {
		return fmt.Errorf("lab: %s at %d numbers with room for %d: want rows of %d and room for %d each", a, len(points), len(dst), dim, columns)
	}
	answers := make([]float32, method.Chunk*columns)
	return s.inChunks(points, func(row int, chunk []float32, count int) error {
		if a == method.Push {
			copy(chunk, points[row*dim:][:count*dim])
		}
		if err := ask(s.instance, a, answers, chunk, time); err != nil {
			return err
		}
		s.inNaturalUnits(a, dst[row*columns:][:count*columns], answers, columns)
		return nil
	})
}

// Columns is how many numbers an ability answers with at a point, 0 if the method does not have it.
func (s *Session) Columns(a method.Ability) int {
	for _, v := range s.program.Variables() {
		if v.Name() == string(a)+".is" {
			return v.Cols()
		}
	}
	return 0
}

// ask calls an ability's function on a chunk in the standard frame.
func ask(instance engine.Instance, a method.Ability, answers, chunk []float32, time float64) error {
	if a.Timed() {
		if err := instance.Write(string(a)+".time", []float32{float32(time)}); err != nil {
			return err
		}
	}
	if err := instance.Write(string(a)+".at", chunk); err != nil {
		return err
	}
	if err := instance.Call(string(a)); err != nil {
		return err
	}
	return instance.Read(answers, string(a)+".is")
}

// inNaturalUnits writes answers in the standard frame to dst as they are outside it.
func (s *Session) inNaturalUnits(a method.Ability, dst, answers []float32, columns int) {
	frame := s.Problem.Frame
	switch a {
	case method.Push:
		frame.Inverse(dst, answers[:len(dst)])
	case method.Velocity, method.Spread:
		for i := range dst {
			dst[i] = answers[i] * frame.Scale[i%columns]
		}
	case method.Score:
		for i := range dst {
			dst[i] = answers[i] / frame.Scale[i%columns]
		}
	case method.LogDensity:
		volume := 0.0
		for _, scale := range frame.Scale {
			volume += math.Log(float64(scale))
		}
		for i := range dst {
			dst[i] = float32(float64(answers[i]) - volume)
		}
	default:
		copy(dst, answers)
	}
}
