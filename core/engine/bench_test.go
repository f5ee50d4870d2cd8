package engine

import (
	"fmt"
	"testing"

	"pushforward/core/compile"
	"pushforward/core/compile/encode/registers"
	"pushforward/core/graph"
)

// BenchmarkCeiling is the most that strict arithmetic can reach on one core of this host.
func BenchmarkCeiling(b *testing.B) {
	benchmark(b, &compile.Module{Bytes: registers.Loop()}, nil, registers.Operations, 0)
}

// BenchmarkProduct is one matrix product of a layer, by its batch, inputs and outputs.
func BenchmarkProduct(b *testing.B) {
	most := ceiling(b)
	for _, size := range [][3]int{{1024, 256, 256}, {1024, 128, 128}, {512, 64, 64}, {256, 64, 64}, {1024, 3, 128}, {1024, 128, 2}} {
		m, k, n := size[0], size[1], size[2]
		for _, form := range forms {
			b.Run(fmt.Sprintf("%s/%dx%dx%d", form.name, m, k, n), func(b *testing.B) {
				module, err := run(func(g *graph.Graph) *graph.Node { return form.build(g, m, k, n) })
				benchmark(b, module, err, 2*m*k*n, most)
			})
		}
	}
}

// BenchmarkElementwise is 64Ki elements of one operation.
func BenchmarkElementwise(b *testing.B) {
	for _, operation := range []struct {
		name  string
		apply func(*graph.Node) *graph.Node
	}{
		{"square", (*graph.Node).Square}, {"exp", (*graph.Node).Exp}, {"sigmoid", (*graph.Node).Sigmoid}, {"tanh", (*graph.Node).Tanh},
		{"log", (*graph.Node).Log}, {"sin", (*graph.Node).Sin},
		{"uniform", func(x *graph.Node) *graph.Node { return x.Graph().Uniform("noise", x.Rows(), x.Cols()) }},
		{"normal", func(x *graph.Node) *graph.Node { return x.Graph().Normal("noise", x.Rows(), x.Cols()) }},
	} {
		b.Run(operation.name, func(b *testing.B) {
			module, err := run(func(g *graph.Graph) *graph.Node { return operation.apply(g.Variable("x", 512, 128)) })
			benchmark(b, module, err, 512*128, 0)
		})
	}
}

// benchmark calls "run" b.N times and reports 10⁹ operations a second; if most, the ceiling, is not 0, also the best rounds as a part of it.
func benchmark(b *testing.B, module *compile.Module, err error, operations int, most float64) {
	instance := ready(b, module, err, "run")
	b.ReportAllocs()
	for b.Loop() {
		if err := instance.Call("run"); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(operations)*float64(b.N)/b.Elapsed().Seconds()/1e9, "Gop/s")
	if most > 0 {
		b.ReportMetric(fastest(b, instance, "run", operations)/most, "of-ceiling")
	}
}
