package lab

import (
	"fmt"

	"pushforward/core/engine"
	"pushforward/core/method"
	"pushforward/core/transport"
)

// A carrier moves a chunk of points in place from noise to data, shows where they are at times, and returns the function evaluations that a point took.
type carrier interface {
	carry(chunk []float32, times []float64, show func(frame int, x []float32)) (nfe int, err error)
}

// sampler carries points of the standard frame, a chunk at a time.
type sampler struct {
	carrier
	dim   int
	chunk []float32 // [method.Chunk×dim]
	start []float32 // likewise
}

// newSampler chooses the carrier by what the model offers: its map in one evaluation, a simulation, or a velocity field, integrated.
func newSampler(s *Session, solver transport.SamplerEntry) (sampler, error) {
	dim := s.Problem.Dim()
	made := sampler{dim: dim, chunk: make([]float32, method.Chunk*dim), start: make([]float32, method.Chunk*dim)}
	switch {
	case s.Entry.Has(method.Push):
		made.carrier = &push{instance: s.instance}
	case s.Entry.Has(method.Simulate):
		made.carrier = newSimulation(s.instance, s.model, s.Config.Seed, s.Config.NFE)
	default:
		flow, err := newFlow(s, solver)
		if err != nil {
			return sampler{}, err
		}
		made.carrier = flow
	}
	return made, nil
}

// carry moves x [n×dim] in place, and shows observe where rows [row, row+len/dim) are at each of times. It returns the
// number of function evaluations of the last chunk.
func (s *sampler) carry(x []float32, times []float64, observe func(frame, row int, x []float32)) (nfe int, err error) {
	for from := 0; from < len(x); from += len(s.chunk) {
		part := x[from:min(from+len(s.chunk), len(x))]
		for filled := 0; filled < len(s.chunk); { // rows to spare go the way of others
			filled += copy(s.chunk[filled:], part)
		}
		show := func(frame int, points []float32) {
			if observe != nil {
				observe(frame, from/s.dim, points[:len(part)])
			}
		}
		if nfe, err = s.carrier.carry(s.chunk, times, show); err != nil {
			return nfe, err
		}
		copy(part, s.chunk)
	}
	return nfe, nil
}

// push is the carrier of a direct map. On the way points are shown on the straight line to their image, which is no trajectory.
type push struct {
	instance engine.Instance
	frames   frames
}

func (p *push) carry(chunk []float32, times []float64, show func(frame int, x []float32)) (int, error) {
	p.frames.begin(chunk, times, show)
	if err := ask(p.instance, method.Push, chunk, chunk, 0); err != nil {
		return 0, err
	}
	p.frames.observe(1, chunk)
	return 1, nil
}

// flow is the carrier of a velocity field.
type flow struct {
	instance engine.Instance
	seed     uint64
	path     transport.Path
	nfe      int
	tableau  *transport.Tableau // nil if a stochastic sampler is used
	process  transport.Process[float32]
	sampler  transport.Sampler[float32]

	integrator transport.Integrator[float32]
	adaptive   transport.Adaptive[float32]
	frames     frames
	shown      []float32
}

func newFlow(s *Session, solver transport.SamplerEntry) (*flow, error) {
	path, _ := s.Path()
	f := &flow{instance: s.instance, seed: s.Config.Seed, path: path, nfe: s.Config.NFE, tableau: solver.Tableau}
	f.process = transport.Process[float32]{Velocity: f.velocity, Path: s.model.Path, Diffusion: s.model.Diffusion}
	if s.Entry.Has(method.Score) && s.model.Path == nil {
		f.process.Score = func(dst, x []float32, t float64) error { return ask(f.instance, method.Score, dst, x, t) }
	}
	if solver.Tableau != nil {
		f.integrator.Method, f.adaptive.Method = *solver.Tableau, *solver.Tableau
		return f, nil
	}
	if f.process.Path == nil && (f.process.Score == nil || solver.Needs == transport.NeedsPath) {
		return nil, fmt.Errorf("lab: solver %s wants a %s, which %s from source %s does not have", solver.ID, solver.Needs, s.Config.Method, s.Config.Source)
	}
	var err error
	f.sampler, err = s.Config.sampler(solver)
	return f, err
}

// carry starts from noise of the path's own scale. Where that is larger than the data's, points are shown as a share of the path's scale, so that a picture
// holds them at all times.
func (f *flow) carry(chunk []float32, times []float64, show func(frame int, x []float32)) (int, error) {
	f.frames.begin(chunk, times, show)
	if alpha := float32(f.path.Alpha(0)); alpha != 1 {
		for i := range chunk {
			chunk[i] *= alpha
		}
	}
	observe := func(t float64, x []float32) {
		if t > 0 {
			f.frames.observe(t, f.inPicture(t, x))
		}
	}
	switch {
	case f.tableau == nil:
		return f.sampler.Sample(f.process, chunk, f.nfe, chunkStream(f.seed, chunk), observe)
	case f.tableau.Adaptive():
		err := f.adaptive.Integrate(f.velocity, chunk, 0, 1, f.frames.rest(), observe)
		return f.adaptive.Evaluations, err
	default:
		err := f.integrator.Integrate(f.velocity, chunk, 0, 1, f.tableau.Steps(f.nfe), observe)
		return f.integrator.Evaluations, err
	}
}

// inPicture is points as pictures show them.
func (f *flow) inPicture(t float64, x []float32) []float32 {
	if f.path.Alpha(0) <= 1 || t == 1 {
		return x
	}
	f.shown = append(f.shown[:0], x...)
	scale := float32(f.path.Scale(t))
	for i := range f.shown {
		f.shown[i] /= scale
	}
	return f.shown
}

// velocity is the model's field on a chunk.
func (f *flow) velocity(dst, x []float32, t float64) error {
	return ask(f.instance, method.Velocity, dst, x, t)
}
