package vector

import "pushforward/core/compile/encode"

// The helpers below emit what every function here is made of: arithmetic between the top of the stack and a constant,
// or a local.

// set pops the top of the stack into a new local.
func set(f *encode.Function) encode.Local {
	l := f.Local(encode.V128)
	f.Set(l)
	return l
}

// tee copies the top of the stack to a new local and leaves it there.
func tee(f *encode.Function) encode.Local {
	l := f.Local(encode.V128)
	f.Tee(l)
	return l
}

// with applies op to the top of the stack and a constant in all lanes.
func with(f *encode.Function, op encode.Op, c float32) {
	f.F32x4(c)
	f.Op(op)
}

// withBits is [with] for a constant given as a word.
func withBits(f *encode.Function, op encode.Op, word uint32) {
	f.V128(word)
	f.Op(op)
}

// withLocal applies op to the top of the stack and a local.
func withLocal(f *encode.Function, op encode.Op, l encode.Local) {
	f.Get(l)
	f.Op(op)
}

// shift shifts the lanes of the top of the stack by a constant.
func shift(f *encode.Function, op encode.Op, bits int) {
	f.I32(bits)
	f.Op(op)
}

// atMost leaves the smaller of the top of the stack and a bound; NaN stays NaN, as it would not with the operands swapped.
func atMost(f *encode.Function, bound float32) { with(f, encode.F32x4PMin, bound) }

// atLeast leaves the larger of the top of the stack and a bound; NaN stays NaN.
func atLeast(f *encode.Function, bound float32) { with(f, encode.F32x4PMax, bound) }

// polynomial pushes c₀ + x(c₁ + x(c₂ + …)), by Horner's rule.
func polynomial(f *encode.Function, x encode.Local, c []float32) {
	last := len(c) - 1
	f.F32x4(c[last])
	for i := last - 1; i >= 0; i-- {
		withLocal(f, encode.F32x4Mul, x)
		with(f, encode.F32x4Add, c[i])
	}
}

// square pushes x².
func square(f *encode.Function, x encode.Local) {
	f.Get(x)
	f.Get(x)
	f.Op(encode.F32x4Mul)
}

// quadratic pushes x + x²(c₀ + c₁x + …), in which x itself is not rounded before the last sum.
func quadratic(f *encode.Function, x encode.Local, c []float32) {
	polynomial(f, x, c)
	square(f, x)
	f.Op(encode.F32x4Mul)
	withLocal(f, encode.F32x4Add, x)
}

// lessMultiple subtracts n·(parts₀ + parts₁ + …) from the top of the stack, part by part (Cody and Waite 1980): the
// first parts have so few bits that their products with n, and the differences, are exact.
func lessMultiple(f *encode.Function, n encode.Local, parts ...float32) {
	for _, part := range parts {
		f.Get(n)
		with(f, encode.F32x4Mul, part)
		f.Op(encode.F32x4Sub)
	}
}

// roundingShift is 1.5·2²³. Adding it to a number below 2²² in magnitude rounds to an integer, ties to even, which then
// also stands in the low bits of the sum; subtracting it again gives that integer as a float.
const roundingShift = 0x1.8p23

// The words of float32 numbers that are taken apart here.
const (
	signBit      = 0x80000000
	mantissaBits = 23
	one          = 127 << mantissaBits // 1.0
)
