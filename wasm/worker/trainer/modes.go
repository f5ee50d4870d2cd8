package trainer

import (
	"math"

	"pushforward/core/target"
)

// A mode counts as covered when it holds a quarter of its share of the samples, within three standard deviations.
const (
	modeReach = 3
	modeShare = 0.25
)

// modes is how many modes a target of equal modes has, 0 if it is another, and how many of them the samples [n×dim] cover.
func modes(of target.Target, samples []float32) (count, covered int) {
	modal, ok := of.(target.Modal)
	if !ok {
		return 0, 0
	}
	centres, std := modal.Modes()
	dim := of.Dim()
	held := make([]int, len(centres))
	for i := 0; i < len(samples); i += dim {
		best, least := 0, math.Inf(1)
		for k, centre := range centres {
			far := 0.0
			for j, c := range centre {
				far = math.Hypot(far, float64(samples[i+j])-c)
			}
			if far < least {
				best, least = k, far
			}
		}
		if least <= modeReach*std {
			held[best]++
		}
	}
	for _, n := range held {
		if float64(n) >= modeShare*float64(len(samples)/dim)/float64(len(centres)) {
			covered++
		}
	}
	return len(centres), covered
}
