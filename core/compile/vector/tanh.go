package vector

import "pushforward/core/compile/encode"

// Tanh replaces x by tanh x: ≤ 2.6 ulp, and ±1 from |x| = 9.02 on.
//
// With y = e^(−2|x|) − 1, which keeps the relative error small near 0, it is −y/(2+y), and takes the sign of x.
func Tanh(f *encode.Function) {
	x := tee(f)
	f.Op(encode.F32x4Abs)
	with(f, encode.F32x4Mul, -2)
	decayMinusOne(f)
	y := tee(f)
	f.Get(y)
	with(f, encode.F32x4Add, 2)
	f.Op(encode.F32x4Div)
	signed(f, x)
}

// signed gives the top of the stack the sign of x.
func signed(f *encode.Function, x encode.Local) {
	f.Get(x)
	f.V128(^uint32(signBit))
	f.Op(encode.V128Bitselect)
}
