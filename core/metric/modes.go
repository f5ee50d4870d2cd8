package metric

import (
	"fmt"
	"math"
)

// modeReach is how many standard deviations from its centre a mode ends, in the protocol of VEEGAN.
const modeReach = 3

// Modes tells how samples spread over the modes of a mixture of equal Gaussians.
type Modes struct {
	Captured    int     // modes with a sample within 3σ
	HighQuality float64 // share of the samples within 3σ of the nearest mode: 1 − e^{−9/2} = 0.989 for the mixture itself in two dimensions
	ReverseKL   float64 // KL(generated | uniform) over the modes, in nats: 0 if the samples within 3σ are spread evenly, log(modes) if all are in one
}

// NewModes counts x [n×dim] by the nearest of centres [modes][dim] with the common standard deviation std > 0, in natural units: captured modes and share of high quality
// as in Srivastava et al., "VEEGAN: reducing mode collapse in GANs using implicit variational learning", arXiv 1705.07761, section 4.1, for 2500 samples; the divergence of
// the histogram of high-quality samples as in Lin et al., "PacGAN: the power of two samples in generative adversarial networks", arXiv 1712.04086, section 4.1. Without
// a sample within 3σ the divergence is +∞. No mode, wrong lengths and values that are not finite are errors.
func NewModes(x []float32, dim int, centres [][]float64, std float64) (Modes, error) {
	n, err := countPoints("x", x, dim)
	if err != nil {
		return Modes{}, err
	}
	if !(std > 0) || math.IsInf(std, 1) {
		return Modes{}, fmt.Errorf("metric: modes: standard deviation %v: want > 0", std)
	}
	if len(centres) == 0 {
		return Modes{}, fmt.Errorf("metric: modes: no centre: want at least 1")
	}
	for k, c := range centres {
		if len(c) != dim {
			return Modes{}, fmt.Errorf("metric: modes: centre %d has %d coordinates: want %d", k, len(c), dim)
		}
	}
	counts, good := make([]int, len(centres)), 0
	for i := range n {
		mode, squared := nearestCentre(x[i*dim:(i+1)*dim], centres)
		if math.Sqrt(squared) <= modeReach*std {
			counts[mode]++
			good++
		}
	}
	m := Modes{HighQuality: float64(good) / float64(n)}
	if good == 0 {
		m.ReverseKL = math.Inf(1)
		return m, nil
	}
	for _, count := range counts {
		if count > 0 {
			m.Captured++
			share := float64(count) / float64(good)
			m.ReverseKL += float64(share * math.Log(share*float64(len(centres))))
		}
	}
	m.ReverseKL = max(m.ReverseKL, 0)
	return m, nil
}

// nearestCentre is the index of the centre nearest to a point, the first among equals, and the squared distance to it.
func nearestCentre(point []float32, centres [][]float64) (nearest int, squared float64) {
	squared = math.Inf(1)
	for k, centre := range centres {
		sum := 0.0
		for l, v := range point {
			d := float64(v) - centre[l]
			sum += float64(d * d)
		}
		if sum < squared {
			nearest, squared = k, sum
		}
	}
	return nearest, squared
}
