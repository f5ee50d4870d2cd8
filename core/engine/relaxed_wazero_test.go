//go:build !js

package engine_test

import (
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
)

func TestRelaxedProductsAreRefusedWhereTheHostHasNone(t *testing.T) {
	_, err := engine.WebAssembly{Relaxed: true}.Instantiate(graph.New())
	if want := "engine: relaxed products: wazero has no relaxed SIMD instructions: want WebAssembly.Relaxed false"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}
