package target

import (
	"math"

	"pushforward/core/random"
)

// frameDraws is how many draws stand in for the moments of a target that does not know them.
const frameDraws = 20_000

// Frame is where a target lies and how wide it is, column by column: the mean and the standard deviation, exact where the target is
// [Momented] and otherwise those of 20,000 draws from r. A column that does not vary has scale 1. Both are [Dim].
func Frame(t Target, r *random.Stream) (center, scale []float64) {
	dim := t.Dim()
	var covariance []float64
	if exact, ok := t.(Momented); ok {
		center, covariance = exact.Moments()
	} else {
		points := make([]float32, frameDraws*dim)
		t.Sample(points, r)
		center, covariance = sampleMoments(points, dim)
	}
	scale = make([]float64, dim)
	for j := range scale {
		scale[j] = math.Sqrt(covariance[j*dim+j])
		if scale[j] == 0 {
			scale[j] = 1
		}
	}
	return center, scale
}

// A Standard changes between natural units and the standardised ones that networks see, in which a target has mean 0 and
// standard deviation 1 in every column.
type Standard struct {
	Mean, Scale []float32 // [Dim]; every scale > 0
}

// NewStandard takes what [Frame] gives: NewStandard(Frame(t, r)).
func NewStandard(center, scale []float64) Standard {
	s := Standard{make([]float32, len(center)), make([]float32, len(scale))}
	for j := range center {
		s.Mean[j], s.Scale[j] = float32(center[j]), float32(scale[j])
	}
	return s
}

// Natural is the frame that changes nothing: networks see natural units, as in the published tables that start from N(0, I) there.
func Natural(dim int) Standard {
	s := Standard{make([]float32, dim), make([]float32, dim)}
	for j := range s.Scale {
		s.Scale[j] = 1
	}
	return s
}

// Forward sets dst to the standardised points of src, both [n×Dim]; they may be the same slice.
func (s Standard) Forward(dst, src []float32) {
	for i, x := range src {
		j := i % len(s.Mean)
		dst[i] = (x - s.Mean[j]) / s.Scale[j]
	}
}

// Inverse sets dst to the points of src in natural units, both [n×Dim]; they may be the same slice.
func (s Standard) Inverse(dst, src []float32) {
	for i, x := range src {
		j := i % len(s.Mean)
		dst[i] = s.Mean[j] + s.Scale[j]*x
	}
}
