package vector

import "pushforward/core/compile/encode"

// RelaxedSigmoid is [Sigmoid] by relaxed multiply-adds, in 16 instructions where that takes 26. Its error is no larger, whether the processor rounds a
// multiply-add once or twice; its bits depend on which.
func RelaxedSigmoid(f *encode.Function) { sigmoidBy(f, relaxedMultiplyAdd) }

// RelaxedSigmoidTimes replaces a and x, which is on top, by a·sigmoid(x) as the quotient a/(1+e⁻ˣ): a multiplication, its wait and its rounding less than
// by [RelaxedSigmoid]. Its error is that of the sigmoid.
func RelaxedSigmoidTimes(f *encode.Function) { sigmoidTimesBy(f, relaxedMultiplyAdd) }

func relaxedMultiplyAdd(f *encode.Function) { f.Op(encode.F32x4RelaxedMadd) }

// sigmoidBy writes the sigmoid with multiplyAdd, which replaces a, b and c on the stack by ab + c.
func sigmoidBy(f *encode.Function, multiplyAdd func(*encode.Function)) {
	x := set(f)
	f.F32x4(1)
	f.Get(x)
	sigmoidTimesBy(f, multiplyAdd)
}

// sigmoidTimesBy is [RelaxedSigmoidTimes] with multiplyAdd.
func sigmoidTimesBy(f *encode.Function, multiplyAdd func(*encode.Function)) {
	atMost(f, 87)
	atLeast(f, -89)
	x := tee(f)
	f.F32x4(-1.442695) // 1/log 2
	f.F32x4(roundingShift)
	multiplyAdd(f)
	shifted := tee(f)
	with(f, encode.F32x4Sub, roundingShift)
	n := set(f)
	r := x
	for _, part := range []float32{log2High, log2Low} {
		f.Get(n)
		f.F32x4(part)
		f.Get(r)
		multiplyAdd(f)
		r = set(f)
	}
	f.F32x4(0.0013821452)
	for _, c := range []float32{-0.008368662, 0.041668255, -0.16666521, 0.49999994, -1, 1} {
		f.Get(r)
		f.F32x4(c)
		multiplyAdd(f)
	}
	powerOfTwo(f, shifted)
	f.F32x4(1)
	multiplyAdd(f)
	f.Op(encode.F32x4Div)
}
