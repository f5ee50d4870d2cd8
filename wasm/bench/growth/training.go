//go:build js

package main

import (
	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// training fits a network to fixed normal rows by their mean squared distance.
type training struct {
	instance engine.Instance
	loss     [1]float32
}

func newTraining(w workload, on engine.Engine) (*training, error) {
	last := len(w.Widths) - 1
	g, p := graph.New(), &nn.Parameters{}
	net := nn.NewMLP(g, p, "net", w.Widths[0], w.Widths[1:last], w.Widths[last], nn.SiLU)
	x, y := g.Variable("x", w.Rows, w.Widths[0]), g.Variable("y", w.Rows, w.Widths[last])
	initialize := g.Function("init")
	p.Initialize(initialize)
	initialize.Assign(x, g.Normal("inputs", w.Rows, w.Widths[0]))
	initialize.Assign(y, g.Normal("targets", w.Rows, w.Widths[last]))
	step := g.Function("step")
	loss := net.Apply(x).Sub(y).Square().Mean()
	nn.Adam{}.Minimize(step, p, loss, g.Scalar(0.001))
	step.Output("loss", loss)
	step.Assign(g.Counter(), g.Counter().AddScalar(1))
	instance, err := on.Instantiate(g)
	if err != nil {
		return nil, err
	}
	return &training{instance: instance}, begin(instance)
}

// begin seeds a program and calls its "init".
func begin(instance engine.Instance) error {
	if err := engine.Seed(instance, 1); err != nil {
		return err
	}
	return instance.Call("init")
}

// run takes a step and reads its loss.
func (t *training) run() error {
	if err := t.instance.Call("step"); err != nil {
		return err
	}
	return t.instance.Read(t.loss[:], "step.loss")
}

func (t *training) check() (float64, error) { return float64(t.loss[0]), nil }
