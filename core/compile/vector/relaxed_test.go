package vector

import (
	"math"
	"testing"

	"pushforward/core/compile/encode"
)

// relaxedError is the largest error of [RelaxedSigmoid] and of [RelaxedSigmoidTimes] in ulp: that of [Sigmoid].
const relaxedError = 2.5

// roundingTwice is a multiply-add as processors have it that cannot round once.
func roundingTwice(f *encode.Function) {
	c := set(f)
	f.Op(encode.F32x4Mul)
	withLocal(f, encode.F32x4Add, c)
}

func TestRelaxedSigmoidIsAsExactRoundingTwice(t *testing.T) {
	relaxedSigmoidIsAsExact(t, func(f *encode.Function) { sigmoidBy(f, roundingTwice) })
}

func TestRelaxedSigmoidTimesIsAsExactRoundingTwice(t *testing.T) {
	relaxedSigmoidTimesIsAsExact(t, func(f *encode.Function) { sigmoidTimesBy(f, roundingTwice) })
}

// relaxedSigmoidTimesIsAsExact sweeps x·sigmoid(x) over all exponents; between −89 and −88.37, where the sigmoid may be 0, the product may be too.
func relaxedSigmoidTimesIsAsExact(t *testing.T, emit func(*encode.Function)) {
	swish := func(f *encode.Function) {
		x := tee(f)
		f.Get(x)
		emit(f)
	}
	fn := function{"RelaxedSigmoidTimes", swish, func(x float64) float64 { return x * sigmoid(x) }, relaxedError, 89 * 0x1p-127, math.MaxFloat32}
	worst, at := fn.sweep(t)
	t.Logf("largest error %.3f ulp at %v", worst, at)
	if !(worst <= fn.ulp) {
		t.Errorf("error %.3f ulp at %v, want ≤ %v", worst, at, fn.ulp)
	}
}

// relaxedSigmoidIsAsExact sweeps all exponents, and looks at what is no number.
func relaxedSigmoidIsAsExact(t *testing.T, emit func(*encode.Function)) {
	fn := function{"RelaxedSigmoid", emit, sigmoid, relaxedError, 0x1p-127, math.Inf(1)}
	worst, at := fn.sweep(t)
	t.Logf("largest error %.3f ulp at %v", worst, at)
	if !(worst <= fn.ulp) {
		t.Errorf("error %.3f ulp at %v, want ≤ %v", worst, at, fn.ulp)
	}
	k := unary(t, emit)
	for _, c := range []struct{ x, want float64 }{{math.Inf(1), 1}, {math.Inf(-1), 0}, {0, 0.5}} {
		if got := k.at(t, float32(c.x)); float64(got) != c.want {
			t.Errorf("of %v: %v, want %v", c.x, got, c.want)
		}
	}
	if got := k.at(t, float32(math.NaN())); got == got {
		t.Errorf("of no number: %v", got)
	}
}
