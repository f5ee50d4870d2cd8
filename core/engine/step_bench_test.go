package engine_test

import (
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// BenchmarkStep is a training step, all of it: one of flow matching, with 512 pairs drawn, three hidden layers of 64 and an average, and
// W1 to W3, plain regressions by networks of growing size. Gop/s counts the matrix products alone: forward, by the weights, and by the
// inputs but for the first layer; of-ceiling is the best rounds as a part of what registers alone allow.
func BenchmarkStep(b *testing.B) {
	most := engine.Ceiling(b)
	flow, _ := training(512, 64, 64, 64)
	for _, c := range []struct {
		name    string
		program *graph.Graph
		batch   int
		widths  []int
	}{
		{"flow", flow, 512, []int{7, 64, 64, 64, 2}},
		{"W1", regression(256, 3, 64, 64, 64, 2), 256, []int{3, 64, 64, 64, 2}},
		{"W2", regression(1024, 3, 128, 128, 128, 2), 1024, []int{3, 128, 128, 128, 2}},
		{"W3", regression(1024, 3, 256, 256, 256, 256, 2), 1024, []int{3, 256, 256, 256, 256, 2}},
	} {
		b.Run(c.name, func(b *testing.B) {
			instance := start(b, engine.WebAssembly{}, c.program)
			call(b, instance, "init")
			for range 20 { // until the host's optimising compiler has taken it
				call(b, instance, "step")
			}
			b.ReportAllocs()
			for b.Loop() {
				call(b, instance, "step")
			}
			operations := productOperations(c.batch, c.widths)
			b.ReportMetric(float64(operations)*float64(b.N)/b.Elapsed().Seconds()/1e9, "Gop/s")
			b.ReportMetric(engine.Fastest(b, instance, "step", operations)/most, "of-ceiling")
		})
	}
}

// regression is a program that fits a network to fixed pairs x, y by their mean squared distance: functions "init" and "step".
func regression(batch int, widths ...int) *graph.Graph {
	g, p := graph.New(), &nn.Parameters{}
	last := len(widths) - 1
	net := nn.NewMLP(g, p, "net", widths[0], widths[1:last], widths[last], nn.SiLU)
	x, y := g.Variable("x", batch, widths[0]), g.Variable("y", batch, widths[last])
	initialize := g.Function("init")
	p.Initialize(initialize)
	initialize.Assign(x, g.Normal("inputs", batch, widths[0]))
	initialize.Assign(y, g.Normal("targets", batch, widths[last]))
	step := g.Function("step")
	loss := net.Apply(x).Sub(y).Square().Mean()
	nn.Adam{}.Minimize(step, p, loss, g.Scalar(0.001))
	step.Output("loss", loss)
	step.Assign(g.Counter(), g.Counter().AddScalar(1))
	return g
}

// productOperations counts the additions and multiplications of the matrix products of a step.
func productOperations(batch int, widths []int) int {
	count := 0
	for i := range len(widths) - 1 {
		products := 3
		if i == 0 {
			products = 2
		}
		count += products * 2 * batch * widths[i] * widths[i+1]
	}
	return count
}
