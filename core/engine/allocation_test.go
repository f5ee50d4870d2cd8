//go:build !js

package engine_test

import (
	"testing"

	"pushforward/core/engine"
)

// The training loop of the host makes no garbage.
func TestAStepAllocatesNothing(t *testing.T) {
	program, parameters := training(32, 16, 16)
	instance := start(t, engine.WebAssembly{}, program)
	call(t, instance, "init")
	call(t, instance, "step")
	weights := parameters.Variables()[0]
	numbers := make([]float32, weights.Size())
	for name, f := range map[string]func() error{
		"Call":  func() error { return instance.Call("step") },
		"Read":  func() error { return instance.Read(numbers, weights.Name()) },
		"Write": func() error { return instance.Write(weights.Name(), numbers) },
	} {
		var failed error
		if allocations := testing.AllocsPerRun(20, func() {
			if err := f(); err != nil {
				failed = err
			}
		}); allocations != 0 || failed != nil {
			t.Errorf("%s: %v allocations, error %v; want none", name, allocations, failed)
		}
	}
}
