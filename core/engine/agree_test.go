package engine

import (
	"fmt"
	"math"
	"testing"

	"pushforward/core/graph"
	"pushforward/core/graph/graphtest"
	"pushforward/core/random"
)

// Random programs, derivatives included, give the same on both engines. A program's functions do not feed one another rounded values: see
// [graphtest.Random].
func TestCompiledAgreesWithReference(t *testing.T) {
	for seed := range uint64(150) {
		options := graphtest.Options{MaxShape: 23, Nodes: 12 + int(seed%20), Derivatives: seed%2 == 0}
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			compare(t, graphtest.Random(random.New(seed, "graph"), options), random.New(seed, "values"))
		})
	}
}

// compare calls every function of a program on both engines and compares all variables afterwards.
func compare(t *testing.T, program *graph.Graph, values *random.Stream) {
	t.Helper()
	reference, compiled := instantiate(t, Reference{}, program), instantiate(t, WebAssembly{}, program)
	for _, f := range program.Functions() {
		for _, v := range program.Variables() {
			start := make([]float32, v.Size())
			if v.Name() == graph.SeedName {
				continue
			}
			if v.Name() != graph.CounterName {
				graphtest.Fill(values, start)
			}
			for _, instance := range []Instance{reference, compiled} {
				if err := instance.Write(v.Name(), start); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, instance := range []Instance{reference, compiled} {
			if err := instance.Call(f.Name); err != nil {
				t.Fatal(err)
			}
		}
		for _, v := range program.Variables() {
			want, got := read(t, reference, v), read(t, compiled, v)
			for i := range want {
				if !agree(got[i], want[i]) {
					t.Fatalf("after %s, %v element %d: compiled %v, reference %v\n%v", f.Name, v, i, got[i], want[i], program)
				}
			}
		}
	}
}

func instantiate(t *testing.T, e Engine, program *graph.Graph) Instance {
	t.Helper()
	instance, err := e.Instantiate(program)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { instance.Close() })
	if err := Seed(instance, 0x123456789abcdef0); err != nil {
		t.Fatal(err)
	}
	return instance
}

func read(t *testing.T, instance Instance, v *graph.Node) []float32 {
	t.Helper()
	x := make([]float32, v.Size())
	if err := instance.Read(x, v.Name()); err != nil {
		t.Fatal(err)
	}
	return x
}

// agree compares a float32 result to the float64 reference: to a relative tolerance, absolute below 1.
func agree(got, want float32) bool {
	const tolerance = 2e-4
	a, b := float64(got), float64(want)
	return a == b || a != a && b != b || math.Abs(a-b) <= tolerance*max(1, math.Abs(b))
}
