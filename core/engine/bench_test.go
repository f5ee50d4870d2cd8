package engine

import (
	"fmt"
	"testing"

	"pushforward/core/compile"
	"pushforward/core/compile/encode"
	"pushforward/core/graph"
)

// BenchmarkCeiling is the most that strict arithmetic can reach on one core of this host: multiply, then add, in registers only.
func BenchmarkCeiling(b *testing.B) {
	const chains, rounds = 12, 1000
	m := &encode.Module{}
	f := m.Function("run", nil, nil)
	counter, factor := f.Local(encode.I32), f.Local(encode.V128)
	f.F32x4(0.999)
	f.Set(factor)
	var sums [chains]encode.Local
	for i := range sums {
		sums[i] = f.Local(encode.V128)
	}
	f.Count(counter, 0, rounds, 1, func() {
		for _, sum := range sums {
			f.Get(sum)
			f.Get(factor)
			f.Op(encode.F32x4Mul)
			f.Get(factor)
			f.Op(encode.F32x4Add)
			f.Set(sum)
		}
	})
	m.Memory(encode.PageBytes)
	for _, sum := range sums {
		f.I32(0)
		f.Get(sum)
		f.Memory(encode.V128Store, 0)
	}
	instance, err := load(&compile.Module{Bytes: m.Bytes()})
	if err != nil {
		b.Fatal(err)
	}
	defer instance.Close()
	run(b, instance, "run", chains*rounds*4*2)
}

// BenchmarkProduct is one matrix product, plain and in the two forms of the backward pass.
func BenchmarkProduct(b *testing.B) {
	for _, size := range [][3]int{{1024, 128, 128}, {512, 64, 64}, {1024, 3, 128}, {1024, 128, 2}} {
		m, k, n := size[0], size[1], size[2]
		for name, form := range map[string]func(g *graph.Graph) *graph.Node{
			"NN": func(g *graph.Graph) *graph.Node { return g.Variable("a", m, k).MatMul(g.Variable("b", k, n)) },
			"NT": func(g *graph.Graph) *graph.Node { return g.Variable("a", m, n).MatMulNT(g.Variable("b", k, n)) },
			"TN": func(g *graph.Graph) *graph.Node { return g.Variable("a", m, k).MatMulTN(g.Variable("b", m, n)) },
		} {
			b.Run(fmt.Sprintf("%s/%dx%dx%d", name, m, k, n), func(b *testing.B) {
				g := graph.New()
				g.Function("run").Output("c", form(g))
				benchmark(b, g, "run", 2*m*k*n)
			})
		}
	}
}

// BenchmarkElementwise is 64Ki elements of one operation.
func BenchmarkElementwise(b *testing.B) {
	for name, apply := range map[string]func(*graph.Node) *graph.Node{
		"square": (*graph.Node).Square, "exp": (*graph.Node).Exp, "sigmoid": (*graph.Node).Sigmoid, "tanh": (*graph.Node).Tanh,
		"log": (*graph.Node).Log, "sin": (*graph.Node).Sin,
		"normal": func(x *graph.Node) *graph.Node { return x.Graph().Normal("noise", x.Rows(), x.Cols()) },
	} {
		b.Run(name, func(b *testing.B) {
			g := graph.New()
			g.Function("run").Output("y", apply(g.Variable("x", 512, 128)))
			benchmark(b, g, "run", 512*128)
		})
	}
}

func benchmark(b *testing.B, g *graph.Graph, function string, operations int) {
	instance, err := WebAssembly{}.Instantiate(g)
	if err != nil {
		b.Fatal(err)
	}
	defer instance.Close()
	run(b, instance, function, operations)
}

// run calls a function b.N times, after enough calls for the host's optimising compiler to have taken it, and reports 10⁹ operations a second.
func run(b *testing.B, instance Instance, function string, operations int) {
	for range 50 {
		if err := instance.Call(function); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := instance.Call(function); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(operations)*float64(b.N)/b.Elapsed().Seconds()/1e9, "Gop/s")
}
