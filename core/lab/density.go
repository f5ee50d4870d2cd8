package lab

import (
	"fmt"
	"math"

	"pushforward/core/method"
	"pushforward/core/transport"
)

// backwardSteps is how many steps of the classical Runge–Kutta method lead from data to noise.
const backwardSteps = 24

// HasLogDensity tells whether [Session.LogDensityOn] can answer: by the method's own density, or along its flow from a source whose density is known.
func (s *Session) HasLogDensity() bool {
	flow := s.Entry.Has(method.Velocity) && s.Columns(method.Divergence) > 0 && s.Problem.source.normal
	return s.Entry.Has(method.LogDensity) || flow
}

// HasInverse tells whether [Session.InverseOn] can answer.
func (s *Session) HasInverse() bool {
	return s.Entry.Has(method.Inverse) || s.Entry.Has(method.Velocity)
}

// LogDensityOn writes the log-density of the learned distribution, in nats and natural units, at points [n×Dim] to dst [n]. Of a velocity
// field it is that of the noise the point came from, less what the flow has spread (the instantaneous change of variables, Chen et al., arXiv
// 1806.07366, theorem 1): log ρ₁(x₁) = log ρ₀(x₀) − ∫ ∇·v dt.
func (s *Session) LogDensityOn(dst, points []float32) error {
	if s.Entry.Has(method.LogDensity) {
		return s.On(method.LogDensity, dst, points, 1)
	}
	if !s.HasLogDensity() {
		return fmt.Errorf("lab: %s from source %s has no density in closed form: want a method with a density or a flow's divergence, and source gaussian",
			s.Config.Method, s.Config.Source)
	}
	volume := 0.0
	for _, scale := range s.Problem.Frame.Scale {
		volume += math.Log(float64(scale))
	}
	path, _ := s.Path()
	width := path.Alpha(0)
	dim := s.Problem.Dim()
	return s.inChunks(points, func(row int, chunk []float32, rows int) error {
		noise, spread, err := s.backward(chunk, 1)
		if err != nil {
			return err
		}
		for i := range rows {
			square := 0.0
			for _, x := range noise[i*dim : (i+1)*dim] {
				z := float64(x) / width
				square += float64(z * z)
			}
			density := -0.5*square - float64(dim)*(0.5*math.Log(2*math.Pi)+math.Log(width))
			dst[row+i] = float32(density - float64(spread[i]) - volume)
		}
		return nil
	})
}

// InverseOn writes the noise [n×Dim], in the target's frame, that the learned map carries to points [n×Dim], in natural units, to dst.
func (s *Session) InverseOn(dst, points []float32) error {
	if s.Entry.Has(method.Inverse) || !s.HasInverse() {
		return s.On(method.Inverse, dst, points, 0)
	}
	path, _ := s.Path()
	dim, width := s.Problem.Dim(), float32(path.Alpha(0))
	return s.inChunks(points, func(row int, chunk []float32, rows int) error {
		noise, _, err := s.backward(chunk, 1)
		for i, x := range noise[:rows*dim] {
			dst[row*dim+i] = x / width
		}
		return err
	})
}

// backward follows the flow from a chunk at a time to noise, and returns with it how much the flow has spread on the way, ∫ ∇·v dt from noise to
// there, where the method knows that.
func (s *Session) backward(chunk []float32, from float64) (noise, spread []float32, err error) {
	state := make([]float32, len(chunk)+method.Chunk)
	copy(state, chunk)
	knows := s.Columns(method.Divergence) > 0
	field := func(dst, x []float32, t float64) error {
		if err := ask(s.instance, method.Velocity, dst[:len(chunk)], x[:len(chunk)], t); err != nil || !knows {
			return err
		}
		return ask(s.instance, method.Divergence, dst[len(chunk):], x[:len(chunk)], t)
	}
	rule := transport.Integrator[float32]{Method: transport.RK4()}
	err = rule.Integrate(field, state, from, 0, backwardSteps, nil)
	for i, x := range state[len(chunk):] {
		state[len(chunk)+i] = -x // what was gathered on the way back
	}
	return state[:len(chunk)], state[len(chunk):], err
}
