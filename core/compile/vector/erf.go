package vector

import "pushforward/core/compile/encode"

// Erf replaces x by the error function 2/√π ∫₀ˣ exp(−t²) dt: ≤ 3.4 ulp, and ±1 from |x| = 3.93 on.
//
// It is 1 − e^(−|x|p(|x|)) with the sign of x, where |x|p(|x|) = −log erfc|x| is so smooth that one polynomial serves.
func Erf(f *encode.Function) {
	x := tee(f)
	f.Op(encode.F32x4Abs)
	atMost(f, 3.93)
	size := set(f)
	polynomial(f, size, []float32{-1.1283792, -0.63661504, -0.10283242, 0.019402856, -0.00037811464, -0.0010601646,
		0.00026709924, -6.572518e-06, -4.0319305e-06})
	withLocal(f, encode.F32x4Mul, size)
	decayMinusOne(f)
	signed(f, x)
}
