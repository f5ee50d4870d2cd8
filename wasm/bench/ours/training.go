//go:build js

package main

import (
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// training fits a network to fixed rows by their mean squared distance, a shard of them here if there is another worker.
type training struct {
	program program
	loss    [1]float32
	other   *other
	shards  []nn.Shard
	results []float32 // of one shard
}

func newTraining(w workload, parameters [][]float32, x, y []float32, other *other) (*training, error) {
	last := len(w.Widths) - 1
	g, p := graph.New(), &nn.Parameters{}
	net := nn.NewMLP(g, p, "net", w.Widths[0], w.Widths[1:last], w.Widths[last], nn.SiLU)
	inputs, targets := g.Variable("x", w.Rows, w.Widths[0]), g.Variable("y", w.Rows, w.Widths[last])
	mean := func(cut func(*graph.Node) *graph.Node) *graph.Node {
		return net.Apply(cut(inputs)).Sub(cut(targets)).Square().Mean()
	}
	t := &training{other: other}
	var loss *graph.Node
	var gradient []*graph.Node
	if other == nil {
		loss = mean(func(whole *graph.Node) *graph.Node { return whole })
		gradient = graph.Gradient(loss, p.Variables()...)
	} else {
		t.shards, loss, gradient = nn.Cut(g, p, w.Rows, 2, mean)
		t.results = make([]float32, t.shards[0].Size())
	}
	step := g.Function("step")
	nn.Adam{Epsilon: 1e-7}.Descend(step, p, gradient, g.Scalar(0.001))
	step.Output("loss", loss)
	step.Assign(g.Counter(), g.Counter().AddScalar(1))
	instance, err := w.engine().Instantiate(g)
	if err != nil {
		return nil, err
	}
	t.program = program{instance}
	numbers := named(parameters)
	numbers["x"], numbers["y"] = x, y
	return t, t.program.write(numbers)
}

// run takes a step and reads its loss.
func (t *training) run() error {
	if t.other != nil {
		if err := t.exchange(); err != nil {
			return err
		}
	}
	if err := t.program.Call("step"); err != nil {
		return err
	}
	return t.program.Read(t.loss[:], "step.loss")
}

// exchange computes this worker's shard and passes on its results for those of the other's.
func (t *training) exchange() error {
	own, others := t.shards[t.other.part], t.shards[1-t.other.part]
	if err := t.program.Call(own.Function); err != nil {
		return err
	}
	rest := t.results
	for _, v := range own.Results {
		if err := t.program.Read(rest[:v.Size()], v.Name()); err != nil {
			return err
		}
		rest = rest[v.Size():]
	}
	t.other.send(t.results)
	if err := t.other.receive(t.results); err != nil {
		return err
	}
	rest = t.results
	for _, v := range others.Results {
		if err := t.program.Write(v.Name(), rest[:v.Size()]); err != nil {
			return err
		}
		rest = rest[v.Size():]
	}
	return nil
}

func (t *training) check() (float64, error) { return float64(t.loss[0]), nil }
