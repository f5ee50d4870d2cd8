package vector

import "pushforward/core/compile/encode"

// π, as a sum whose first two parts have 11 and 9 bits: their products with half-integers to 2¹² are exact.
const (
	piHigh   = 3.140625
	piMiddle = 1014 * 0x1p-20
	piLow    = 6.2783295e-07
)

// TrigonometricRange is the |x| up to which [Sin] and [Cos] hold their stated error.
const TrigonometricRange = 10000

// Sin replaces x by sin x: ≤ 2.1 ulp or 2⁻³², whichever is larger, for |x| ≤ [TrigonometricRange]. Beyond, the absolute
// error grows, to 10⁻⁴ at 10⁵ and 0.05 at 10⁶, until nothing is left but that the result is in [−1,1]. It is NaN at ±Inf.
func Sin(f *encode.Function) {
	x := tee(f)
	halfTurns(f, 0)
	shifted := tee(f)
	with(f, encode.F32x4Sub, roundingShift)
	n := set(f)
	f.Get(x)
	lessMultiple(f, n, piHigh, piMiddle, piLow)
	sineWithin(f)
	alternate(f, shifted)
}

// Cos replaces x by cos x, with the error and range of [Sin].
//
// With x = (n+½)π − r it is (−1)ⁿ sin r, which keeps the relative error small near the zeros too.
func Cos(f *encode.Function) {
	x := tee(f)
	halfTurns(f, -0.5)
	shifted := tee(f)
	with(f, encode.F32x4Sub, roundingShift)
	with(f, encode.F32x4Add, 0.5)
	n := set(f)
	f.Get(x)
	lessMultiple(f, n, piHigh, piMiddle, piLow)
	f.Op(encode.F32x4Neg)
	sineWithin(f)
	alternate(f, shifted)
}

// halfTurns replaces x by x/π + offset, rounded to an integer and still shifted: see [roundingShift].
func halfTurns(f *encode.Function, offset float32) {
	with(f, encode.F32x4Mul, 0.31830989)
	if offset != 0 {
		with(f, encode.F32x4Add, offset)
	}
	with(f, encode.F32x4Add, roundingShift)
}

// sineWithin replaces r by sin r after clamping it to where [sine] holds, which it leaves only if the reduction failed.
func sineWithin(f *encode.Function) {
	atMost(f, sineRange)
	atLeast(f, -sineRange)
	sine(f)
}

// sineRange is π/2 and what rounding x/π to the wrong one of two neighbours can add.
const sineRange = 1.5725

// sine replaces r in ±[sineRange] by sin r = r + r³p(r²).
func sine(f *encode.Function) {
	r := tee(f)
	square(f, r)
	z := set(f)
	polynomial(f, z, []float32{-0.1666666, 0.008333069, -0.00019809767, 2.606047e-06})
	withLocal(f, encode.F32x4Mul, z)
	with(f, encode.F32x4Add, 0) // −0 to 0, so that sin −0 is −0
	withLocal(f, encode.F32x4Mul, r)
	f.Op(encode.F32x4Add)
}

// alternate negates the top of the stack where the integer in the low bits of shifted is odd.
func alternate(f *encode.Function, shifted encode.Local) {
	f.Get(shifted)
	shift(f, encode.I32x4Shl, 31)
	f.Op(encode.V128Xor)
}

// cosineTurns replaces u in [0,1] by cos 2πu, to 2 ulp, where u is a multiple of 2⁻²⁴.
//
// It is sin 2πw with w = |u−½| − ¼ in [−¼, ¼], and w is exact: reducing turns costs neither a product nor an error.
func cosineTurns(f *encode.Function) {
	with(f, encode.F32x4Sub, 0.5)
	f.Op(encode.F32x4Abs)
	with(f, encode.F32x4Sub, 0.25)
	with(f, encode.F32x4Mul, 6.2831855)
	sine(f)
}
