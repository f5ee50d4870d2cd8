// Package registers writes the loop that benchmarks take for the ceiling of a core: strict arithmetic that touches no memory.
package registers

import "pushforward/core/compile/encode"

const (
	chains = 12 // independent sums, to hide the latency of the operations
	rounds = 30000
)

// Operations is how many a call of the loop does: multiply and then add, four lanes, in each chain and round.
const Operations = chains * rounds * 4 * 2

// Loop is a module whose exported function "run", without parameters or results, is the loop.
func Loop() []byte {
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
			f.Get(sum)
			f.Get(factor)
			f.Op(encode.F32x4Mul)
			f.Get(factor)
			f.Op(encode.F32x4Add)
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
