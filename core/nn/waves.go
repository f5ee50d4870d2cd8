package nn

import (
	"math"

	"pushforward/core/graph"
)

// wavePeriod is the longest period of [Waves]: from −4 to 4, where standardised data lies.
const wavePeriod = 8

// Waves are the sines and cosines of the columns of x [m×d], by turns, [m×d] each, for periods that halve from 8 on: 2·octaves of them. A small network learns
// the coarse part of a function first and fine detail hardly ever; waves hand it the detail (Tancik et al., Fourier features let networks learn high frequency
// functions, arXiv 2006.10739).
func Waves(x *graph.Node, octaves int) []*graph.Node {
	var waves []*graph.Node
	for k := range octaves {
		angles := x.Scale(2 * math.Pi / wavePeriod * math.Exp2(float64(k)))
		waves = append(waves, angles.Sin(), angles.Cos())
	}
	return waves
}
