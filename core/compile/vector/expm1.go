package vector

import "pushforward/core/compile/encode"

// decayMinusOne replaces y ≤ 0 by e^y − 1: ≤ 1.1 ulp, and −1 from −20 down. With y = n log 2 + r it is 2ⁿ(eʳ−1) + (2ⁿ−1), whose
// second term is exact, and 0 where y is small.
func decayMinusOne(f *encode.Function) {
	atLeast(f, -20)
	y := tee(f)
	with(f, encode.F32x4Mul, 1.442695) // 1/log 2
	with(f, encode.F32x4Add, roundingShift)
	shifted := tee(f)
	with(f, encode.F32x4Sub, roundingShift)
	n := set(f)
	f.Get(y)
	lessMultiple(f, n, log2High, log2Low)
	r := set(f)
	quadratic(f, r, []float32{0.49999997, 0.16666546, 0.041667443, 0.008366253, 0.0013869958})
	powerOfTwo(f, shifted)
	scale := tee(f)
	f.Op(encode.F32x4Mul)
	f.Get(scale)
	with(f, encode.F32x4Sub, 1)
	f.Op(encode.F32x4Add)
}
