package vector

import "pushforward/core/compile/encode"

// Threefry adds to m the function random.Threefry2x32 for four counters at a time, equal to it bit for bit.
//
// Its parameters are four element counters (v128), the step counter and the two words of the key (i32 each); the block
// function is applied to the counters (element, step). Its results are the first and the second words (v128 each).
func Threefry(m *encode.Module) *encode.Function {
	f := m.Function("", []encode.Type{encode.V128, encode.I32, encode.I32, encode.I32}, []encode.Type{encode.V128, encode.V128})
	schedule := keySchedule(f, f.Param(2), f.Param(3))
	f.Get(f.Param(0))
	withLocal(f, encode.I32x4Add, schedule[0])
	x0 := set(f)
	f.Get(f.Param(1))
	f.Op(encode.I32x4Splat)
	withLocal(f, encode.I32x4Add, schedule[1])
	x1 := set(f)
	rotations := [8]int{13, 15, 26, 6, 17, 29, 16, 24}
	for round := range 20 {
		mix(f, x0, x1, rotations[round%8])
		if round%4 == 3 {
			inject(f, x0, x1, schedule, round/4+1)
		}
	}
	f.Get(x0)
	f.Get(x1)
	return f
}

// keySchedule is the key's two words and their parity, in all lanes.
func keySchedule(f *encode.Function, key0, key1 encode.Local) [3]encode.Local {
	const parity = 0x1BD11BDA // SKEIN_KS_PARITY32, as in random.Threefry2x32
	f.Get(key0)
	f.Op(encode.I32x4Splat)
	first := set(f)
	f.Get(key1)
	f.Op(encode.I32x4Splat)
	second := tee(f)
	withLocal(f, encode.V128Xor, first)
	withBits(f, encode.V128Xor, parity)
	return [3]encode.Local{first, second, set(f)}
}

// mix is one round: add, rotate left, exclusive or.
func mix(f *encode.Function, x0, x1 encode.Local, rotation int) {
	f.Get(x0)
	withLocal(f, encode.I32x4Add, x1)
	f.Tee(x0)
	f.Get(x1)
	shift(f, encode.I32x4Shl, rotation)
	f.Get(x1)
	shift(f, encode.I32x4ShrU, 32-rotation)
	f.Op(encode.V128Or)
	f.Op(encode.V128Xor)
	f.Set(x1)
}

// inject adds the n-th part of the key schedule.
func inject(f *encode.Function, x0, x1 encode.Local, schedule [3]encode.Local, n int) {
	f.Get(x0)
	withLocal(f, encode.I32x4Add, schedule[n%3])
	f.Set(x0)
	f.Get(x1)
	withLocal(f, encode.I32x4Add, schedule[(n+1)%3])
	withBits(f, encode.I32x4Add, uint32(n))
	f.Set(x1)
}

// Unit replaces random words by numbers on (0,1), equal to random.Unit bit for bit.
//
// The 23 high bits become the mantissa of a number on [1,2), from which 1 − 2⁻²⁴ is subtracted exactly.
func Unit(f *encode.Function) {
	shift(f, encode.I32x4ShrU, 32-mantissaBits)
	withBits(f, encode.V128Or, one)
	with(f, encode.F32x4Sub, 1-0x1p-24)
}

// Normal replaces two vectors of random words by standard normal numbers, √(−2 log u₁) · cos 2πu₂ (Box and Muller 1958),
// with u = [Unit] of a word; the word of u₂ is on top. The error is ≤ 3.7 ulp; magnitudes go up to 5.77.
func Normal(f *encode.Function) {
	Unit(f)
	cosineTurns(f)
	angle := set(f)
	Unit(f)
	m, e := split(f)
	logarithm(f, m, e)
	with(f, encode.F32x4Mul, -2)
	f.Op(encode.F32x4Sqrt)
	withLocal(f, encode.F32x4Mul, angle)
}
