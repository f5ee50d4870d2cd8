package vector

import "pushforward/core/compile/encode"

// Softplus replaces x by log(1+eˣ) = max(x,0) + log(1+e⁻|x|): ≤ 3.1 ulp in both tails, denormal below −87.34.
func Softplus(f *encode.Function) {
	x := tee(f)
	decay(f)
	logarithmOnePlus(f)
	f.Get(x)
	atLeast(f, 0)
	f.Op(encode.F32x4Add)
}

// logarithmOnePlus replaces y in [0,1] by log(1+y) = 2 artanh(s/2) = s + s³p(s²) with s = y/(1+y/2) in [0,2/3], whose
// relative error stays small as y goes to 0.
func logarithmOnePlus(f *encode.Function) {
	y := tee(f)
	f.Get(y)
	with(f, encode.F32x4Mul, 0.5)
	with(f, encode.F32x4Add, 1)
	f.Op(encode.F32x4Div)
	s := tee(f)
	square(f, s)
	z := set(f)
	polynomial(f, z, []float32{0.08333302, 0.012506699, 0.0021877366, 0.00054700684})
	withLocal(f, encode.F32x4Mul, z)
	withLocal(f, encode.F32x4Mul, s)
	f.Op(encode.F32x4Add)
}

// decay replaces x by e⁻|x|, which cannot overflow.
func decay(f *encode.Function) {
	withBits(f, encode.V128Or, signBit)
	atLeast(f, -104)
	exponential(f)
}
