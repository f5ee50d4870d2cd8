package engine_test

import (
	"testing"

	"pushforward/core/engine"
)

// BenchmarkStep is a step of flow matching, all of it: 512 pairs drawn, three hidden layers of 64, Adam, an average. Gop/s counts the
// matrix products alone.
func BenchmarkStep(b *testing.B) {
	program, _ := training(512, 64, 64, 64)
	instance := start(b, engine.WebAssembly{}, program)
	if err := instance.Call("init"); err != nil {
		b.Fatal(err)
	}
	step := func() {
		if err := instance.Call("step"); err != nil {
			b.Fatal(err)
		}
	}
	for range 100 { // until the host's optimising compiler has taken it
		step()
	}
	b.ReportAllocs()
	for b.Loop() {
		step()
	}
	products := 2 * 512 * (3*(64*64+64*64+64*2) + 2*7*64) // forward, by the weights, and by the inputs but for the first layer
	b.ReportMetric(float64(products)*float64(b.N)/b.Elapsed().Seconds()/1e9, "Gop/s")
}
