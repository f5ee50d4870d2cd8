//go:build js

package main

import (
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// chunk is how many particles go their whole way together at most, as in the laboratory's sampler, so that what they pass through stays in the cache.
const chunk = 1024

// together is how many go together of n: equal parts, so that the last has hardly a row to spare.
func together(n int) int {
	parts := (n + chunk - 1) / chunk
	return (n + parts - 1) / parts
}

// sampling carries particles along a network's field by Euler's method.
type sampling struct {
	program program
	steps   int
	dim     int
	start   []float32 // [particles×dim]
	carried []float32 // likewise
	place   []float32 // of those that go together [rows×dim]
	other   *other
}

func newSampling(w workload, parameters [][]float32, start []float32, other *other) (*sampling, error) {
	last := len(w.Widths) - 1
	dim := w.Widths[last]
	g, p := graph.New(), &nn.Parameters{}
	net := nn.NewMLP(g, p, "net", w.Widths[0], w.Widths[1:last], dim, nn.SiLU)
	rows := together(len(start) / dim)
	x, t := g.Variable("x", rows, dim), g.Variable("t", 1, 1)
	step := g.Function("step")
	share := 1 / float64(w.Steps)
	step.Assign(x, x.Add(net.Apply(x.ConcatCols(t.Broadcast(rows, 1))).Scale(share)))
	step.Assign(t, t.AddScalar(share))
	instance, err := w.engine().Instantiate(g)
	if err != nil {
		return nil, err
	}
	s := &sampling{
		program: program{instance}, steps: w.Steps, dim: dim,
		start: start, carried: make([]float32, len(start)), place: make([]float32, rows*dim),
		other: other,
	}
	return s, s.program.write(named(parameters))
}

// run carries all particles from time 0 to 1. Of two workers the one that follows carries the first half when told to, by an empty message, and hands it
// over.
func (s *sampling) run() error {
	middle := (len(s.start) + len(s.place) - 1) / len(s.place) / 2 * len(s.place)
	switch {
	case s.other == nil:
		return s.carry(0, len(s.start))
	case s.other.part == 0:
		s.other.send(nil)
		if err := s.carry(middle, len(s.start)); err != nil {
			return err
		}
		return s.other.receive(s.carried[:middle])
	default:
		if err := s.other.receive(nil); err != nil {
			return err
		}
		if err := s.carry(0, middle); err != nil {
			return err
		}
		s.other.send(s.carried[:middle])
		return nil
	}
}

// carry carries the particles [from, end) of the numbers' list, part by part.
func (s *sampling) carry(from, end int) error {
	for ; from < end; from += len(s.place) {
		to := min(from+len(s.place), end)
		clear(s.place[copy(s.place, s.start[from:to]):])
		if err := s.program.write(map[string][]float32{"x": s.place, "t": {0}}); err != nil {
			return err
		}
		for range s.steps {
			if err := s.program.Call("step"); err != nil {
				return err
			}
		}
		if err := s.program.Read(s.place, "x"); err != nil {
			return err
		}
		copy(s.carried[from:to], s.place)
	}
	return nil
}

func (s *sampling) check() (float64, error) { return meanSquare(s.carried), nil }
