// Package registers writes the loops that benchmarks take for the ceiling of a core: arithmetic that touches no memory.
package registers

import "pushforward/core/compile/encode"

const (
	chains = 12 // independent sums, to hide the latency of the operations
	rounds = 30000
)

// Operations is how many a call of a loop does: multiply and then add, four lanes, in each chain and round.
const Operations = chains * rounds * 4 * 2

// Loop is a module whose exported function "run", without parameters or results, is the loop in strict arithmetic, which rounds each
// product before it is added.
func Loop() []byte {
	return loop(func(f *encode.Function, sum, factor encode.Local) {
		f.Get(sum)
		f.Get(factor)
		f.Op(encode.F32x4Mul)
		f.Get(factor)
		f.Op(encode.F32x4Add)
	})
}

// RelaxedLoop is [Loop] with relaxed multiply-adds, for hosts that have them.
func RelaxedLoop() []byte {
	return loop(func(f *encode.Function, sum, factor encode.Local) {
		f.Get(sum)
		f.Get(factor)
		f.Get(factor)
		f.Op(encode.F32x4RelaxedMadd)
	})
}

// loop is a module that replaces each sum by what multiplyAdd pushes: sum·factor + factor.
func loop(multiplyAdd func(f *encode.Function, sum, factor encode.Local)) []byte {
	m := &encode.Module{}
	m.Memory(encode.PageBytes)
	f := m.Function("run", nil, nil)
	counter, factor := f.Local(encode.I32), f.Local(encode.V128)
	f.F32x4(0.999)
	f.Set(factor)
	var sums [chains]encode.Local
	for i := range sums {
		sums[i] = f.Local(encode.V128)
	}
	f.Count(counter, 0, rounds, 1, func() {
		for _, sum := range sums {
			multiplyAdd(f, sum, factor)
			f.Set(sum)
		}
	})
	for _, sum := range sums { // so that they are not dropped
		f.I32(0)
		f.Get(sum)
		f.Memory(encode.V128Store, 0)
	}
	return m.Bytes()
}
