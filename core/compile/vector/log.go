package vector

import (
	"math"

	"pushforward/core/compile/encode"
)

// log 2, as a sum whose first part has 9 bits, so that its products with exponents are exact.
const (
	log2High = 0x1.63p-1
	log2Low  = -2.12194440e-4
)

// Log replaces x by its natural logarithm: ≤ 0.9 ulp, denormals included. It is −Inf at ±0, NaN below, +Inf at +Inf.
func Log(f *encode.Function) {
	x := set(f)
	const digits = 23 // by which a denormal is scaled up
	f.Get(x)
	with(f, encode.F32x4Lt, 0x1p-126)
	tiny := set(f)
	f.Get(x)
	with(f, encode.F32x4Mul, 1<<digits)
	f.Get(x)
	withLocal(f, encode.V128Bitselect, tiny)
	mantissa, exponent := split(f)
	f.Get(exponent)
	f.Get(tiny)
	withBits(f, encode.V128And, digits)
	f.Op(encode.I32x4Sub)
	f.Set(exponent)
	logarithm(f, mantissa, exponent)
	logarithmLimits(f, x)
}

// split takes a positive normal number from the stack apart: 2ᵉ(1+m) with 1+m in [2/3, 4/3). It gives the float m and
// the integer e. The interval is where |m| is least; below 1, e = 0 and m = x−1 is exact, as a small logarithm needs.
func split(f *encode.Function) (m, e encode.Local) {
	lowest := math.Float32bits(2.0 / 3)
	x := tee(f)
	withBits(f, encode.I32x4Sub, lowest)
	shift(f, encode.I32x4ShrS, mantissaBits)
	e = set(f)
	f.Get(x)
	f.Get(e)
	shift(f, encode.I32x4Shl, mantissaBits)
	f.Op(encode.I32x4Sub)
	with(f, encode.F32x4Sub, 1)
	f.Set(x)
	return x, e
}

// logarithm pushes log(2ᵉ(1+m)) = e log 2 + m − m²/2 + m³p(m), the small terms first.
func logarithm(f *encode.Function, m, e encode.Local) {
	f.Get(e)
	f.Op(encode.F32x4ConvertI32x4S)
	f.Set(e)
	square(f, m)
	z := set(f)
	polynomial(f, m, []float32{0.33333215, -0.24999805, 0.20010439, -0.16680208, 0.14005476, -0.12187749, 0.1398596, -0.128777})
	withLocal(f, encode.F32x4Mul, m)
	withLocal(f, encode.F32x4Mul, z)
	f.Get(e)
	with(f, encode.F32x4Mul, log2Low)
	f.Op(encode.F32x4Add)
	f.Get(z)
	with(f, encode.F32x4Mul, 0.5)
	f.Op(encode.F32x4Sub)
	withLocal(f, encode.F32x4Add, m)
	f.Get(e)
	with(f, encode.F32x4Mul, log2High)
	f.Op(encode.F32x4Add)
}

// logarithmLimits corrects the logarithm on the stack where x is not a positive finite number.
func logarithmLimits(f *encode.Function, x encode.Local) {
	infinity := float32(math.Inf(1))
	f.Get(x)
	f.Get(x)
	with(f, encode.F32x4Lt, infinity)
	f.Op(encode.V128Bitselect) // +Inf and NaN are their own logarithms
	f.F32x4(-infinity)
	f.Get(x)
	with(f, encode.F32x4Ne, 0)
	f.Op(encode.V128Bitselect)
	f.Get(x)
	with(f, encode.F32x4Lt, 0)
	f.Op(encode.V128Or) // all bits set is a NaN
}
