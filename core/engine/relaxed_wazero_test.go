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

func TestExactArithmeticIsAllThereIsNatively(t *testing.T) {
	for _, test := range []struct {
		engine engine.Engine
		want   string
	}{
		{engine.WebAssembly{}, "fast arithmetic: wazero has no relaxed SIMD instructions: want exact arithmetic"},
		{engine.Fallback{}, "fast arithmetic: the engine here has exact arithmetic only"},
	} {
		if _, err := engine.Relax(test.engine); err == nil || err.Error() != test.want {
			t.Errorf("error %v, want %s", err, test.want)
		}
	}
}
