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

// Random programs, derivatives of both orders included, give on the compiled engine what the reference gives, but for the rounding that
// their operations explain. A program's functions do not feed one another rounded values: see [graphtest.Random].
func TestRandomProgramsAgreeWithTheReference(t *testing.T) {
	var all comparison
	for seed := range uint64(150) {
		options := graphtest.Options{MaxShape: 23, Nodes: 12 + int(seed%20), Derivatives: seed%2 == 0}
		if seed%5 == 0 {
			options = graphtest.Options{MaxShape: 9, Nodes: 1 + int(seed%7), Nested: true}
		}
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			program := graphtest.Random(random.New(seed, "graph"), options)
			all.add(compareWithinRoundoff(t, program, random.New(seed, "values")))
		})
	}
	t.Logf("%+v", all)
	if all.numbers < 100_000 || all.known < all.numbers*99/100 || all.bound > 1e-6*float64(all.known) {
		t.Errorf("%+v: want at least 100,000 numbers compared, the error bound of 99%% of them known, and 10⁻⁶ on average", all)
	}
}

// comparison counts the numbers of which a comparison could say something. Errors and bounds are relative, absolute below 1.
type comparison struct {
	numbers int
	known   int     // whose bound is finite
	bound   float64 // the sum of those
	error   float64 // the largest
	used    float64 // the largest part of a bound that an error took
}

func (c *comparison) add(other comparison) {
	c.numbers += other.numbers
	c.known += other.known
	c.bound += other.bound
	c.error = max(c.error, other.error)
	c.used = max(c.used, other.used)
}

// compareWithinRoundoff calls every function of a program, each from the same random variables, and stops the test at the first number
// that is further from its exact value than [roundoff] explains. What a function does not assign must keep its bits, and a module whose kernels
// share functions must give the same ones.
func compareWithinRoundoff(t *testing.T, program *graph.Graph, values *random.Stream) comparison {
	t.Helper()
	var c comparison
	compiled, sharing := start(t, engine.WebAssembly{}, program), start(t, engine.Sharing{}, program)
	variables := map[string][]float32{}
	for _, v := range program.Variables() {
		variables[v.Name()] = read(t, compiled, v.Name(), v.Size())
		if v.Name() != graph.SeedName && v.Name() != graph.CounterName {
			graphtest.Fill(values, variables[v.Name()])
		}
	}
	for _, f := range program.Functions() {
		for _, v := range program.Variables() {
			write(t, compiled, v.Name(), variables[v.Name()]...)
			write(t, sharing, v.Name(), variables[v.Name()]...)
		}
		nodes := f.Nodes()
		exact := engine.Evaluate(nodes, variables)
		bounds := roundoff(nodes, exact)
		call(t, compiled, f.Name)
		call(t, sharing, f.Name)
		assigned := map[*graph.Node]*graph.Node{}
		for _, a := range f.Assignments {
			assigned[a.Variable] = a.Value
		}
		for _, v := range program.Variables() {
			got, value := read(t, compiled, v.Name(), v.Size()), assigned[v]
			sameBits(t, v.Name()+" with shared kernels", read(t, sharing, v.Name(), v.Size()), got)
			if value == nil {
				sameBits(t, v.Name(), got, variables[v.Name()])
				continue
			}
			for i, want := range exact[value] {
				bound := bounds[value][i]
				c.count(float64(got[i]), want, bound)
				if bound < unknown && !(math.Abs(float64(got[i])-want) <= bound) {
					t.Fatalf("%v element %d: compiled %v, exact %v ± %.3g, after\n%v", v, i, got[i], want, bound, f)
				}
			}
		}
	}
	return c
}

func (c *comparison) count(got, want, bound float64) {
	c.numbers++
	if !(bound < unknown) {
		return
	}
	c.known++
	c.error = max(c.error, math.Abs(got-want)/max(1, math.Abs(want)))
	c.bound += bound / max(1, math.Abs(want))
	if bound > 0 {
		c.used = max(c.used, math.Abs(got-want)/bound)
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
