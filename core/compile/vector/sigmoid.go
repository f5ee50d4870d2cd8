package vector

import "pushforward/core/compile/encode"

// Sigmoid replaces x by 1/(1+e⁻ˣ): ≤ 2.5 ulp, and 0 below −88.37, where it is less than 2⁻¹²⁷.
//
// A network asks for more of it than of anything else, so this is the short way: e⁻ˣ = 2ⁿe⁻ʳ by one multiplication, with x = r − n log 2 and
// |r| ≤ ½ log 2. It overflows where the result is to be 0.
func Sigmoid(f *encode.Function) {
	atMost(f, 87)
	atLeast(f, -89)
	x := tee(f)
	with(f, encode.F32x4Mul, -1.442695) // 1/log 2
	with(f, encode.F32x4Add, roundingShift)
	shifted := tee(f)
	with(f, encode.F32x4Sub, roundingShift)
	n := set(f)
	f.Get(x)
	lessMultiple(f, n, -log2High, -log2Low)
	r := set(f)
	f.F32x4(1) // of the quotient
	f.F32x4(1)
	quadratic(f, r, []float32{-0.49999994, 0.16666521, -0.041668255, 0.008368662, -0.0013821452})
	f.Op(encode.F32x4Sub)
	powerOfTwo(f, shifted)
	f.Op(encode.F32x4Mul)
	with(f, encode.F32x4Add, 1)
	f.Op(encode.F32x4Div)
}
