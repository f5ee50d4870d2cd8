package lab

import (
	"fmt"

	"pushforward/core/method"
	"pushforward/core/random"
)

// Sample draws n points into dst [n×Dim], in natural units, and returns the function evaluations of a sample.
func (s *Session) Sample(dst []float32, r *random.Stream) (nfe int, err error) {
	s.Problem.Noise(dst, r)
	nfe, err = s.sampler.carry(dst, nil, nil)
	s.Problem.Frame.Inverse(dst, dst)
	return nfe, err
}

// Trajectories carries noise [n×Dim], in the standard frame, to data and writes where each point is at each of times to dst
// [len(times)×n×Dim], in natural units. Noise is left as it is. Times must ascend within [0, 1].
func (s *Session) Trajectories(dst, noise []float32, times []float64) (nfe int, err error) {
	if len(dst) != len(times)*len(noise) {
		return 0, fmt.Errorf("lab: room for %d numbers: want %d times %d", len(dst), len(times), len(noise))
	}
	dim := s.Problem.Dim()
	points := append([]float32(nil), noise...)
	nfe, err = s.sampler.carry(points, times, func(frame, row int, x []float32) {
		s.Problem.Frame.Inverse(dst[frame*len(noise)+row*dim:][:len(x)], x)
	})
	return nfe, err
}

// VelocityOn evaluates the velocity field at time t at points [n×Dim], in natural units, and writes natural units per unit of time to
// dst [n×Dim].
func (s *Session) VelocityOn(dst, points []float32, t float64) error {
	dim := s.Problem.Dim()
	return s.inChunks(points, func(row int, chunk []float32, rows int) error {
		if err := s.sampler.velocity(s.sampler.start, chunk, t); err != nil {
			return err
		}
		for i, v := range s.sampler.start[:rows*dim] {
			dst[row*dim+i] = v * s.Problem.Frame.Scale[i%dim]
		}
		return nil
	})
}

// WitnessOn evaluates the method's test function at points [n×Dim], in natural units, and writes it to dst [n]: positive where the method
// wants more samples.
func (s *Session) WitnessOn(dst, points []float32) error {
	values := make([]float32, method.Chunk)
	return s.inChunks(points, func(row int, chunk []float32, rows int) error {
		if err := s.instance.Write("witness.at", chunk); err != nil {
			return err
		}
		if err := s.instance.Call(string(method.Witness)); err != nil {
			return err
		}
		if err := s.instance.Read(values, "witness.is"); err != nil {
			return err
		}
		copy(dst[row:row+rows], values)
		return nil
	})
}

// inChunks hands points to visit in the standard frame, a full chunk at a time; what the last one lacks is 0.
func (s *Session) inChunks(points []float32, visit func(row int, chunk []float32, rows int) error) error {
	dim := s.Problem.Dim()
	chunk := s.sampler.chunk
	for from := 0; from < len(points); from += len(chunk) {
		part := points[from:min(from+len(chunk), len(points))]
		clear(chunk)
		s.Problem.Frame.Forward(chunk[:len(part)], part)
		if err := visit(from/dim, chunk, len(part)/dim); err != nil {
			return err
		}
	}
	return nil
}
