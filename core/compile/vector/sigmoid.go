package vector

import "pushforward/core/compile/encode"

// Sigmoid replaces x by 1/(1+e⁻ˣ): ≤ 2.9 ulp in both tails, denormal below −87.34.
func Sigmoid(f *encode.Function) {
	x := tee(f)
	decay(f)
	e := set(f)
	f.Get(e) // numerator: e⁻|x| where x is negative, else 1
	f.F32x4(1)
	f.Get(x)
	with(f, encode.F32x4Lt, 0)
	f.Op(encode.V128Bitselect)
	f.Get(e)
	with(f, encode.F32x4Add, 1)
	f.Op(encode.F32x4Div)
}

// decay replaces x by e⁻|x|, which cannot overflow.
func decay(f *encode.Function) {
	withBits(f, encode.V128Or, signBit)
	atLeast(f, -104)
	exponential(f)
}
