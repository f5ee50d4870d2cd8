package vector

import (
	"math"
	"testing"
)

func TestRelaxedSigmoidIsAsExactHere(t *testing.T) { relaxedSigmoidIsAsExact(t, RelaxedSigmoid) }

func TestRelaxedSigmoidTimesIsAsExactHere(t *testing.T) {
	relaxedSigmoidTimesIsAsExact(t, RelaxedSigmoidTimes)
}

// BenchmarkRelaxedSigmoid is to be compared with BenchmarkFunctions/Sigmoid.
func BenchmarkRelaxedSigmoid(b *testing.B) {
	x := make([]uint32, chunk)
	for i := range x {
		x[i] = math.Float32bits(8*float32(i)/chunk - 4)
	}
	benchmark(b, unary(b, RelaxedSigmoid), x)
}
