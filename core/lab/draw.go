package lab

import (
	"fmt"

	"pushforward/core/random"
)

// Sample draws n points into dst [n×Dim], in natural units, and returns the function evaluations of a sample.
func (s *Session) Sample(dst []float32, r *random.Stream) (nfe int, err error) {
	s.Problem.Noise(dst, r)
	return s.Carry(dst)
}

// Carry turns noise [n×Dim], as [Problem.Noise] draws it, into samples in natural units, in place, and returns the function evaluations of a sample.
// Points go [method.Chunk] at a time, from the first on: in parts that begin at a multiple of that, they end up the same.
func (s *Session) Carry(points []float32) (nfe int, err error) {
	nfe, err = s.sampler.carry(points, nil, nil)
	s.Problem.Frame.Inverse(points, points)
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
