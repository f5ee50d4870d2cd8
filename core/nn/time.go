package nn

import (
	"math"

	"pushforward/core/graph"
)

// TimeFeatures is t [m×1] in [0,1] beside the sines and cosines of π·t, 2π·t, …, 2^(octaves−1)·π·t: [m×(1+2·octaves)]. The lowest
// has half a turn over the unit interval, so that 0 and 1 are told apart.
func TimeFeatures(t *graph.Node, octaves int) *graph.Node {
	if octaves == 0 {
		return t
	}
	frequencies := make([]float32, octaves)
	for i := range frequencies {
		frequencies[i] = float32(math.Pi * math.Exp2(float64(i)))
	}
	angles := t.Mul(t.Graph().Constant(1, octaves, frequencies...))
	return t.ConcatCols(angles.Sin(), angles.Cos())
}
