package engine_test

import (
	"fmt"
	"math"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/graph/graphtest"
	"pushforward/core/random"
)

// Random programs, derivatives included, give the same on both engines. A program's functions do not feed one another rounded values: see
// [graphtest.Random].
func TestRandomProgramsAgreeWithTheReference(t *testing.T) {
	for seed := range uint64(150) {
		options := graphtest.Options{MaxShape: 23, Nodes: 12 + int(seed%20), Derivatives: seed%2 == 0}
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			compare(t, graphtest.Random(random.New(seed, "graph"), options), random.New(seed, "values"))
		})
	}
}

// start loads a program and sets its seed.
func start(t testing.TB, e engine.Engine, program *graph.Graph) engine.Instance {
	t.Helper()
	instance, err := e.Instantiate(program)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := instance.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := engine.Seed(instance, 0x123456789abcdef0); err != nil {
		t.Fatal(err)
	}
	return instance
}

// compare calls every function of a program on both engines, from the same random variables, and compares all variables afterwards.
func compare(t *testing.T, program *graph.Graph, values *random.Stream) {
	t.Helper()
	reference, compiled := start(t, engine.Reference{}, program), start(t, engine.WebAssembly{}, program)
	for _, f := range program.Functions() {
		for _, v := range program.Variables() {
			numbers := make([]float32, v.Size())
			if v.Name() == graph.SeedName {
				continue
			}
			if v.Name() != graph.CounterName {
				graphtest.Fill(values, numbers)
			}
			write(t, reference, v.Name(), numbers...)
			write(t, compiled, v.Name(), numbers...)
		}
		call(t, reference, f.Name)
		call(t, compiled, f.Name)
		compareVariables(t, f, program.Variables(), compiled, reference)
	}
}

// compareVariables stops the test at the first number that differs after a function was called.
func compareVariables(t *testing.T, f *graph.Function, variables []*graph.Node, compiled, reference engine.Instance) {
	t.Helper()
	for _, v := range variables {
		want, got := read(t, reference, v.Name(), v.Size()), read(t, compiled, v.Name(), v.Size())
		for i := range want {
			if !agree(got[i], want[i]) {
				t.Fatalf("%v element %d: compiled %v, reference %v, after\n%v", v, i, got[i], want[i], f)
			}
		}
	}
}

// agree compares a float32 result to the float64 reference: to a relative tolerance, absolute below 1.
func agree(got, want float32) bool {
	const tolerance = 2e-4
	a, b := float64(got), float64(want)
	return a == b || a != a && b != b || math.Abs(a-b) <= tolerance*max(1, math.Abs(b))
}
