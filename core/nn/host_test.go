package nn_test

import (
	"math"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
)

// eachEngine runs a check on the compiled program and on the reference.
func eachEngine(t *testing.T, check func(t *testing.T, on engine.Engine)) {
	t.Run("compiled", func(t *testing.T) { check(t, engine.WebAssembly{}) })
	t.Run("reference", func(t *testing.T) { check(t, engine.Reference{}) })
}

// host is a loaded program whose failures fail the test.
type host struct {
	*testing.T
	instance engine.Instance
}

func load(t *testing.T, on engine.Engine, g *graph.Graph) host {
	t.Helper()
	instance, err := on.Instantiate(g)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := instance.Close(); err != nil {
			t.Error(err)
		}
	})
	h := host{t, instance}
	if err := engine.Seed(instance, 20250117); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h host) call(function string) {
	h.Helper()
	if err := h.instance.Call(function); err != nil {
		h.Fatal(err)
	}
}

func (h host) write(variable string, values ...float32) {
	h.Helper()
	if err := h.instance.Write(variable, values); err != nil {
		h.Fatal(err)
	}
}

func (h host) read(variable string, size int) []float32 {
	h.Helper()
	values := make([]float32, size)
	if err := h.instance.Read(values, variable); err != nil {
		h.Fatal(err)
	}
	return values
}

// near fails unless got is within a relative tolerance of want, absolute below 1.
func (h host) near(what string, got float32, want, tolerance float64) {
	h.Helper()
	if !(math.Abs(float64(got)-want) <= tolerance*max(1, math.Abs(want))) {
		h.Errorf("%s is %v, want %v", what, got, want)
	}
}
