package metric

import (
	"math"

	"pushforward/core/random"
)

// normals is N(mean, std² I) on the line or the plane, with all that a target may know of itself.
type normals struct {
	mean []float64
	std  float64
}

func (n normals) Dim() int { return len(n.mean) }

func (n normals) Sample(dst []float32, r *random.Stream) {
	for k := range dst {
		dst[k] = float32(n.mean[k%len(n.mean)] + n.std*r.Normal())
	}
}

func (n normals) LogDensity(x []float64) float64 {
	sum := 0.0
	for k, v := range x {
		z := (v - n.mean[k]) / n.std
		sum -= 0.5*z*z + 0.5*math.Log(2*math.Pi) + math.Log(n.std)
	}
	return sum
}

func (n normals) Score(dst, x []float64) {
	for k, v := range x {
		dst[k] = (n.mean[k] - v) / (n.std * n.std)
	}
}

func (n normals) Modes() ([][]float64, float64) { return [][]float64{n.mean}, n.std }

// at is the log-density at many points.
func (n normals) at(dst, points []float32) error {
	x := make([]float64, n.Dim())
	for i := range dst {
		for k := range x {
			x[k] = float64(points[i*n.Dim()+k])
		}
		dst[i] = float32(n.LogDensity(x))
	}
	return nil
}

// draws is n points of a distribution.
func draws(of Sampler, n int, r *random.Stream) []float32 {
	x := make([]float32, n*of.Dim())
	of.Sample(x, r)
	return x
}
