package engine_test

import (
	"strings"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
)

// square is a program with a product of 2n³ operations.
func square(n int) *graph.Graph {
	g := graph.New()
	x := g.Variable("x", n, n)
	g.Function("small").Output("y", x.SumCols())
	g.Function("square").Output("y", x.MatMul(x))
	return g
}

func TestFallbackTakesSmallProgramsOnly(t *testing.T) {
	small := engine.Fallback{Most: 2 * 20 * 20 * 20}
	instance := start(t, small, square(20))
	x := numbers("x", 20, 20)
	write(t, instance, "x", x...)
	call(t, instance, "square")
	want := start(t, engine.Reference{}, square(20))
	write(t, want, "x", x...)
	call(t, want, "square")
	sameBits(t, "square", read(t, instance, "square.y", 400), read(t, want, "square.y", 400))

	_, err := small.Instantiate(square(21))
	if err == nil || !strings.Contains(err.Error(), `"square" takes 18,522 operations a call: want at most 16,000`) {
		t.Errorf("2·21³ = 18522 operations, with 16000 allowed: error %v", err)
	}
	if _, err := (engine.Fallback{}).Instantiate(square(200)); err == nil || !strings.Contains(err.Error(), "16,000,000 operations a call: want at most 4,000,000") {
		t.Errorf("2·200³ operations, with the default allowed: error %v", err)
	}
}

func TestEnginesOfThePageCountOperations(t *testing.T) {
	for _, e := range []engine.Engine{engine.WebAssembly{}, engine.Fallback{}} {
		counter, ok := start(t, e, square(20)).(engine.Counter)
		if !ok {
			t.Fatalf("instances of %T count nothing", e)
		}
		for function, want := range map[string]int{"square": 2 * 20 * 20 * 20, "small": 20 * 20, "absent": 0} {
			if got := counter.Operations(function); got != want {
				t.Errorf("%T: %q takes %d operations, want %d", e, function, got, want)
			}
		}
	}
}
