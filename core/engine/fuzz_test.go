//go:build !js

package engine_test

import (
	"testing"

	"pushforward/core/graph/graphtest"
	"pushforward/core/random"
)

// FuzzCompiled looks for a program on which the engines differ.
func FuzzCompiled(f *testing.F) {
	f.Add(uint64(1), uint8(7), uint8(12), true)
	f.Add(uint64(2), uint8(1), uint8(40), true)
	f.Add(uint64(3), uint8(40), uint8(6), false)
	f.Add(uint64(4), uint8(17), uint8(60), false)
	f.Fuzz(func(t *testing.T, seed uint64, shape, nodes uint8, derivatives bool) {
		options := graphtest.Options{MaxShape: 1 + int(shape%64), Nodes: 1 + int(nodes%64), Derivatives: derivatives}
		compare(t, graphtest.Random(random.New(seed, "graph"), options), random.New(seed, "values"))
	})
}
