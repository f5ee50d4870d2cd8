//go:build js

package main

import (
	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// chunk is how many particles go their whole way together, as in the laboratory's sampler.
const chunk = 1024

// sampling carries particles, a chunk at a time, along a network's field by Euler's method. A last chunk that is not full costs a whole one.
type sampling struct {
	instance engine.Instance
	chunks   int
	steps    int
	place    []float32 // [chunk×dim] of the last chunk
}

func newSampling(w workload, on engine.Engine) (*sampling, error) {
	last := len(w.Widths) - 1
	dim := w.Widths[last]
	g, p := graph.New(), &nn.Parameters{}
	net := nn.NewMLP(g, p, "net", w.Widths[0], w.Widths[1:last], dim, nn.SiLU)
	x, t := g.Variable("x", chunk, dim), g.Variable("t", 1, 1)
	p.Initialize(g.Function("init"))
	draw := g.Function("draw")
	draw.Assign(x, g.Normal("start", chunk, dim))
	draw.Assign(t, g.Scalar(0))
	draw.Assign(g.Counter(), g.Counter().AddScalar(1))
	step := g.Function("step")
	share := 1 / float64(w.Steps)
	step.Assign(x, x.Add(net.Apply(x.ConcatCols(t.Broadcast(chunk, 1))).Scale(share)))
	step.Assign(t, t.AddScalar(share))
	instance, err := on.Instantiate(g)
	if err != nil {
		return nil, err
	}
	s := &sampling{instance: instance, chunks: (w.Rows + chunk - 1) / chunk, steps: w.Steps, place: make([]float32, chunk*dim)}
	return s, begin(instance)
}

// run carries all particles from time 0 to 1.
func (s *sampling) run() error {
	for range s.chunks {
		if err := s.instance.Call("draw"); err != nil {
			return err
		}
		for range s.steps {
			if err := s.instance.Call("step"); err != nil {
				return err
			}
		}
		if err := s.instance.Read(s.place, "x"); err != nil {
			return err
		}
	}
	return nil
}

// check is the mean square of the last chunk.
func (s *sampling) check() (float64, error) { return meanSquare(s.place), nil }

func meanSquare(numbers []float32) float64 {
	sum := 0.0
	for _, x := range numbers {
		sum += float64(x) * float64(x)
	}
	return sum / float64(len(numbers))
}
