//go:build js

package main

import (
	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// training fits a network to fixed rows by their mean squared distance.
type training struct {
	program program
	loss    [1]float32
}

func newTraining(w workload, parameters [][]float32, x, y []float32) (*training, error) {
	last := len(w.Widths) - 1
	g, p := graph.New(), &nn.Parameters{}
	net := nn.NewMLP(g, p, "net", w.Widths[0], w.Widths[1:last], w.Widths[last], nn.SiLU)
	inputs, targets := g.Variable("x", w.Rows, w.Widths[0]), g.Variable("y", w.Rows, w.Widths[last])
	step := g.Function("step")
	loss := net.Apply(inputs).Sub(targets).Square().Mean()
	nn.Adam{Epsilon: 1e-7}.Minimize(step, p, loss, g.Scalar(0.001))
	step.Output("loss", loss)
	step.Assign(g.Counter(), g.Counter().AddScalar(1))
	instance, err := engine.WebAssembly{}.Instantiate(g)
	if err != nil {
		return nil, err
	}
	t := &training{program: program{instance}}
	numbers := named(parameters)
	numbers["x"], numbers["y"] = x, y
	return t, t.program.write(numbers)
}

// run takes a step and reads its loss.
func (t *training) run() error {
	if err := t.program.Call("step"); err != nil {
		return err
	}
	return t.program.Read(t.loss[:], "step.loss")
}

func (t *training) check() (float64, error) { return float64(t.loss[0]), nil }
