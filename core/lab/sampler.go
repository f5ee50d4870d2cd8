package lab

import (
	"pushforward/core/engine"
	"pushforward/core/method"
	"pushforward/core/transport"
)

// sampler carries points of the standard frame from noise to data by what a model offers: its map in one evaluation, or its velocity field,
// integrated.
type sampler struct {
	instance   engine.Instance
	direct     bool
	tableau    transport.Tableau
	steps      int
	dim        int
	integrator transport.Integrator[float32]
	adaptive   transport.Adaptive[float32]
	chunk      []float32 // [method.Chunk×dim]
	start      []float32 // likewise: where the chunk was before the step that is being shown
	time       [1]float32
}

func newSampler(instance engine.Instance, entry method.Entry, tableau transport.Tableau, nfe, dim int) sampler {
	return sampler{
		instance: instance, direct: entry.Has(method.Push), tableau: tableau, steps: tableau.Steps(nfe), dim: dim,
		integrator: transport.Integrator[float32]{Method: tableau}, adaptive: transport.Adaptive[float32]{Method: tableau},
		chunk: make([]float32, method.Chunk*dim), start: make([]float32, method.Chunk*dim),
	}
}

// carry moves x [n×dim] in place, and shows observe where rows [row, row+len/dim) are at each of times. It returns the
// number of function evaluations of the last chunk.
func (s *sampler) carry(x []float32, times []float64, observe func(frame, row int, x []float32)) (nfe int, err error) {
	for from := 0; from < len(x); from += len(s.chunk) {
		part := x[from:min(from+len(s.chunk), len(x))]
		copy(s.chunk, part)
		clear(s.chunk[len(part):])
		show := func(frame int, points []float32) {
			if observe != nil {
				observe(frame, from/s.dim, points[:len(part)])
			}
		}
		if nfe, err = s.carryChunk(times, show); err != nil {
			return nfe, err
		}
		copy(part, s.chunk)
	}
	return nfe, nil
}

func (s *sampler) carryChunk(times []float64, show func(frame int, x []float32)) (int, error) {
	switch {
	case s.direct:
		return 1, s.push(times, show)
	case s.tableau.Adaptive():
		frame := 0
		err := s.adaptive.Integrate(s.velocity, s.chunk, 0, 1, times, func(_ float64, x []float32) {
			show(frame, x)
			frame++
		})
		return s.adaptive.Evaluations, err
	default:
		return s.integrate(times, show)
	}
}

// push applies the map; on the way points are shown on the straight line to their image, which is no trajectory.
func (s *sampler) push(times []float64, show func(frame int, x []float32)) error {
	copy(s.start, s.chunk)
	if err := s.instance.Write("push.from", s.chunk); err != nil {
		return err
	}
	if err := s.instance.Call(string(method.Push)); err != nil {
		return err
	}
	if err := s.instance.Read(s.chunk, "push.to"); err != nil {
		return err
	}
	between := make([]float32, len(s.chunk))
	for frame, t := range times {
		interpolate(between, s.start, s.chunk, float32(t))
		show(frame, between)
	}
	return nil
}

// interpolate sets dst to the points a share of the way from a to b: exactly a at 0 and exactly b at 1.
func interpolate(dst, a, b []float32, share float32) {
	for i := range dst {
		dst[i] = float32((1-share)*a[i]) + float32(share*b[i])
	}
}

// integrate takes equal steps and shows, for each of times, the points interpolated between the two steps around it.
func (s *sampler) integrate(times []float64, show func(frame int, x []float32)) (int, error) {
	frame, before, between := 0, 0.0, make([]float32, len(s.chunk))
	copy(s.start, s.chunk)
	err := s.integrator.Integrate(s.velocity, s.chunk, 0, 1, s.steps, func(t float64, x []float32) {
		for ; frame < len(times) && times[frame] <= t; frame++ {
			share := float32(1)
			if t > before {
				share = float32((times[frame] - before) / (t - before))
			}
			interpolate(between, s.start, x, share)
			show(frame, between)
		}
		copy(s.start, x)
		before = t
	})
	return s.integrator.Evaluations, err
}

// velocity is the model's field on a chunk.
func (s *sampler) velocity(dst, x []float32, t float64) error {
	s.time[0] = float32(t)
	if err := s.instance.Write("velocity.time", s.time[:]); err != nil {
		return err
	}
	if err := s.instance.Write("velocity.at", x); err != nil {
		return err
	}
	if err := s.instance.Call(string(method.Velocity)); err != nil {
		return err
	}
	return s.instance.Read(dst, "velocity.is")
}
