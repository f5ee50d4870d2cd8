package engine

import (
	"testing"
	"time"

	"pushforward/core/compile"
	"pushforward/core/compile/encode/registers"
	"pushforward/core/graph"
)

// ready loads a compiled program and calls its function often enough for the host's optimising compiler to have taken it.
func ready(t testing.TB, module *compile.Module, err error, function string) Instance {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	instance, err := newCompiled(module)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { instance.Close() })
	for began := time.Now(); time.Since(began) < 50*time.Millisecond; {
		calls(t, instance, function, 5)
	}
	return instance
}

func calls(t testing.TB, instance Instance, function string, count int) {
	t.Helper()
	for range count {
		if err := instance.Call(function); err != nil {
			t.Fatal(err)
		}
	}
}

// ceiling is 10⁹ operations a second of [registers.Loop]: the best of short rounds, so that whatever else the machine does matters little.
func ceiling(t testing.TB) float64 {
	t.Helper()
	return fastest(t, ready(t, &compile.Module{Bytes: registers.Loop()}, nil, "run"), "run", registers.Operations)
}

// fastest is 10⁹ operations a second of a function, likewise.
func fastest(t testing.TB, instance Instance, function string, operations int) float64 {
	t.Helper()
	count := 1 + 2e8/operations // some milliseconds, because a browser's clock is coarse
	best := 0.0
	for range 20 {
		began := time.Now()
		calls(t, instance, function, count)
		best = max(best, float64(operations*count)/time.Since(began).Seconds()/1e9)
	}
	return best
}

// forms are the products of a layer that takes m×k to m×n: forward, and backward to its input and to its weights.
var forms = []struct {
	name  string
	build func(g *graph.Graph, m, k, n int) *graph.Node
}{
	{"NN", func(g *graph.Graph, m, k, n int) *graph.Node {
		return g.Variable("a", m, k).MatMul(g.Variable("b", k, n))
	}},
	{"NT", func(g *graph.Graph, m, k, n int) *graph.Node {
		return g.Variable("a", m, n).MatMulNT(g.Variable("b", k, n))
	}},
	{"TN", func(g *graph.Graph, m, k, n int) *graph.Node {
		return g.Variable("a", m, k).MatMulTN(g.Variable("b", m, n))
	}},
}

// run is a program with the function "run" that computes one value.
func run(build func(g *graph.Graph) *graph.Node) (*compile.Module, error) {
	g := graph.New()
	g.Function("run").Output("y", build(g))
	return options().Compile(g)
}
