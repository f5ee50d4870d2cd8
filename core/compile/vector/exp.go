package vector

import "pushforward/core/compile/encode"

// 2 log 2, as a sum whose first part has 15 bits, so that its products with |m| ≤ 75 are exact.
const (
	twoLog2High = 0x1.62e8p0
	twoLog2Low  = -5.8177942e-05
)

// Exp replaces x by eˣ: ≤ 1.6 ulp. It is +Inf above log(2¹²⁸) ≈ 88.72, denormal below −87.34, and 0 below −103.97.
func Exp(f *encode.Function) {
	atMost(f, 89)
	atLeast(f, -104)
	exponential(f)
}

// exponential is [Exp] on [−104, 89] and NaN: eˣ = eʳ·4ᵐ with integer m and |r| ≤ log 2. 4ᵐ itself may leave the range of
// float32 where the result is denormal or overflows, so eʳ is multiplied twice by 2ᵐ; only the second product can round.
// The factors are floats, and not added to the exponent's bits, so that NaN stays NaN.
func exponential(f *encode.Function) {
	x := tee(f)
	with(f, encode.F32x4Mul, 0.72134752) // 1/(2 log 2)
	with(f, encode.F32x4Add, roundingShift)
	shifted := tee(f)
	with(f, encode.F32x4Sub, roundingShift)
	m := set(f)
	f.Get(x)
	lessMultiple(f, m, twoLog2High, twoLog2Low)
	r := set(f)
	quadratic(f, r, []float32{0.50000036, 0.16666618, 0.04166123, 0.00833593, 0.0014104753, 0.00019630577})
	with(f, encode.F32x4Add, 1)
	powerOfTwo(f, shifted)
	scale := tee(f)
	f.Op(encode.F32x4Mul)
	withLocal(f, encode.F32x4Mul, scale)
}

// powerOfTwo pushes 2ⁿ for the integer n in the low bits of shifted, −126 ≤ n ≤ 127: see [roundingShift].
func powerOfTwo(f *encode.Function, shifted encode.Local) {
	f.Get(shifted)
	shift(f, encode.I32x4Shl, mantissaBits)
	withBits(f, encode.I32x4Add, one)
}
