package engine_test

import (
	"math"
	"testing"

	"pushforward/core/engine"
)

// A relaxed training step, from the same variables, may end in other bits than a strict one: both are within the roundoff of their operations
// from the exact step. That bound is below 10⁻⁵ on average, and no parameter moves by more than 10⁻⁶, or 10⁻⁶ of itself, from where the strict step puts it.
func TestARelaxedStepIsWithinRoundoffOfAStrictOne(t *testing.T) {
	program, parameters := training(64, 32, 32)
	strict, relaxed := start(t, engine.WebAssembly{}, program), start(t, engine.WebAssembly{Relaxed: true}, program)
	call(t, strict, "init")
	for range 50 { // until Adam's squares are of the size of the gradients
		call(t, strict, "step")
	}
	variables := map[string][]float32{}
	for _, v := range program.Variables() {
		variables[v.Name()] = read(t, strict, v.Name(), v.Size())
		write(t, relaxed, v.Name(), variables[v.Name()]...)
	}
	call(t, strict, "step")
	call(t, relaxed, "step")
	step := program.Lookup("step")
	exact := engine.Evaluate(step.Nodes(), variables)
	bounds := roundoff(step.Nodes(), exact)
	var of [2]comparison
	differ := 0
	for _, a := range step.Assignments {
		numbers := [2][]float32{read(t, strict, a.Variable.Name(), a.Variable.Size()), read(t, relaxed, a.Variable.Name(), a.Variable.Size())}
		for i, want := range exact[a.Value] {
			bound := bounds[a.Value][i]
			for k, got := range numbers {
				of[k].count(float64(got[i]), want, bound)
				if bound < unknown && !(math.Abs(float64(got[i])-want) <= bound) {
					t.Fatalf("%v element %d: %v of %v, exact %v ± %.3g", a.Variable, i, got[i], []string{"strict", "relaxed"}[k], want, bound)
				}
			}
			if numbers[0][i] != numbers[1][i] {
				differ++
			}
		}
	}
	largest := 0.0
	for _, v := range parameters.Variables() {
		one, other := read(t, strict, v.Name(), v.Size()), read(t, relaxed, v.Name(), v.Size())
		for i, x := range one {
			largest = max(largest, math.Abs(float64(x)-float64(other[i]))/max(1, math.Abs(float64(x))))
		}
	}
	t.Logf("%d of %d numbers differ, parameters by at most %.2g; strict %+v, relaxed %+v", differ, of[0].numbers, largest, of[0], of[1])
	if of[0].known < of[0].numbers*99/100 || of[0].bound > 1e-5*float64(of[0].known) {
		t.Errorf("%+v: want the error bound of 99%% of the numbers known, and 10⁻⁵ on average", of[0])
	}
	if largest > 1e-6 {
		t.Errorf("parameters differ by %v: want at most 10⁻⁶", largest)
	}
}
