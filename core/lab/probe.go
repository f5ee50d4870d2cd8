package lab

import (
	"fmt"
	"math"
	"slices"

	"pushforward/core/method"
)

// A Probe is what becomes of one point: its way from noise to data, and how a small displacement of the noise is carried.
type Probe struct {
	Noise     []float32 // [Dim] in the target's frame, as [Problem.Noise] draws it
	Way       []float32 // [len(times)×Dim] in natural units
	Jacobians []float32 // [len(times)×Dim×Dim] rows of ∂x(t)/∂x(0) in natural units, by central differences; nil where chance has a part in the way
}

// How a probe is found.
const (
	probeStep  = 1.0 / 128 // of the central differences, in standard deviations
	newtonMost = 6
	newtonFar  = 0.5  // standard deviations, the longest step
	newtonNear = 1e-3 // standard deviations, close enough
)

// Certain tells whether a point's way is a function of its noise: not where a simulation or a stochastic sampler carries it.
func (s *Session) Certain() bool {
	switch c := s.sampler.carrier.(type) {
	case *push:
		return true
	case *flow:
		return c.tableau != nil
	}
	return false
}

// Follow carries noise [Dim], in the target's frame, and tells where it is at each of times, which ascend within [0, 1].
func (s *Session) Follow(noise []float32, times []float64) (Probe, error) {
	dim := s.Problem.Dim()
	if len(noise) != dim {
		return Probe{}, fmt.Errorf("lab: a point of %d numbers: want %d", len(noise), dim)
	}
	stencil := append([]float32(nil), noise...)
	if s.Certain() {
		for j := range dim {
			for _, h := range []float32{probeStep, -probeStep} {
				stencil = append(stencil, noise...)
				stencil[len(stencil)-dim+j] += h
			}
		}
	}
	ways := make([]float32, len(times)*len(stencil))
	if _, err := s.Trajectories(ways, stencil, times); err != nil {
		return Probe{}, err
	}
	p := Probe{Noise: slices.Clone(noise)}
	for k := range times {
		row := ways[k*len(stencil):][:len(stencil)]
		p.Way = append(p.Way, row[:dim]...)
		if len(stencil) == dim {
			continue
		}
		for i := range dim {
			for j := range dim {
				there, back := row[(1+2*j)*dim+i], row[(2+2*j)*dim+i]
				p.Jacobians = append(p.Jacobians, (there-back)/(2*probeStep*s.Problem.Frame.Scale[j]))
			}
		}
	}
	return p, nil
}

// Through is the probe whose way leads through a point [Dim], in natural units, at a time: found back along the flow where there is one, else by Newton's
// method from a guess at its noise [Dim], which may find one of several. If neither finds it, found is false and the probe is the guess's.
func (s *Session) Through(point []float32, at float64, guess []float32, times []float64) (p Probe, found bool, err error) {
	dim := s.Problem.Dim()
	if len(point) != dim || !(at >= 0 && at <= 1) {
		return p, false, fmt.Errorf("lab: a point of %d numbers at time %v: want %d, from 0 to 1", len(point), at, dim)
	}
	k, isFrame := slices.BinarySearch(times, at)
	all := times
	if !isFrame {
		all = slices.Insert(slices.Clone(times), k, at)
	}
	follow := func(noise []float32) (Probe, error) { return s.Follow(noise, all) }
	if !s.Certain() {
		p, err = follow(guess)
		return p.without(k, dim, isFrame), false, err
	}
	noise := slices.Clone(guess)
	if s.Entry.Has(method.Velocity) && !s.Entry.Has(method.Push) {
		if noise, err = s.back(point, at); err != nil {
			return p, false, err
		}
	}
	for range newtonMost {
		if p, err = follow(noise); err != nil {
			return p, false, err
		}
		step, far := s.newton(p, k, point)
		if far < newtonNear {
			return p.without(k, dim, isFrame), true, nil
		}
		if step == nil {
			break
		}
		for j := range noise {
			noise[j] += step[j]
		}
	}
	p, err = follow(guess)
	return p.without(k, dim, isFrame), false, err
}

// without is the probe without its frame k, unless that was asked for.
func (p Probe) without(k, dim int, keep bool) Probe {
	if keep || p.Way == nil {
		return p
	}
	p.Way = slices.Delete(p.Way, k*dim, (k+1)*dim)
	if p.Jacobians != nil {
		p.Jacobians = slices.Delete(p.Jacobians, k*dim*dim, (k+1)*dim*dim)
	}
	return p
}

// newton is the step of the noise that would lead the way's frame k to a point, to first order; nil where there is none. Far is the way's distance
// from the point in standard deviations of the target.
func (s *Session) newton(p Probe, k int, point []float32) (step []float32, far float64) {
	dim, frame := len(point), s.Problem.Frame
	rows := make([][]float64, dim) // of [J | residual], all in the standard frame
	for i := range rows {
		residual := float64(point[i]-p.Way[k*dim+i]) / float64(frame.Scale[i])
		far = math.Hypot(far, residual)
		for j := range dim {
			rows[i] = append(rows[i], float64(p.Jacobians[(k*dim+i)*dim+j]*frame.Scale[j]/frame.Scale[i]))
		}
		rows[i] = append(rows[i], residual)
	}
	solved := solve(rows)
	if solved == nil {
		return nil, far
	}
	length := 0.0
	for _, x := range solved {
		length = math.Hypot(length, x)
	}
	if math.IsNaN(length) || math.IsInf(length, 0) {
		return nil, far
	}
	step = make([]float32, dim)
	for j, x := range solved {
		step[j] = float32(x * min(1, newtonFar/max(length, newtonNear)))
	}
	return step, far
}

// solve is the solution of a small linear system, given as rows [A | b], by elimination with pivots; nil if it has none. The rows are used up.
func solve(rows [][]float64) []float64 {
	n := len(rows)
	for c := range n {
		pivot := c
		for i := c + 1; i < n; i++ {
			if math.Abs(rows[i][c]) > math.Abs(rows[pivot][c]) {
				pivot = i
			}
		}
		rows[c], rows[pivot] = rows[pivot], rows[c]
		if math.Abs(rows[c][c]) < 1e-9 {
			return nil
		}
		for i := range n {
			if i == c {
				continue
			}
			share := rows[i][c] / rows[c][c]
			for j := c; j <= n; j++ {
				rows[i][j] -= float64(share * rows[c][j])
			}
		}
	}
	x := make([]float64, n)
	for i := range x {
		x[i] = rows[i][n] / rows[i][i]
	}
	return x
}

// back is the noise [Dim], in the target's frame, that the flow carries to a point [Dim] of a picture, in natural units, at a time.
func (s *Session) back(point []float32, at float64) ([]float32, error) {
	path, _ := s.Path()
	dim, width, size := s.Problem.Dim(), float32(path.Alpha(0)), float32(1)
	if width > 1 && at < 1 {
		size = float32(path.Scale(at)) // pictures show points as shares of the path's size
	}
	var noise []float32
	err := s.inChunks(point, func(_ int, chunk []float32, _ int) error {
		for i := range chunk {
			chunk[i] *= size
		}
		from, _, err := s.backward(chunk, at)
		noise = slices.Clone(from[:dim])
		return err
	})
	for i := range noise {
		noise[i] /= width
	}
	return noise, err
}
