package compile

import (
	"fmt"
	"math"

	"pushforward/core/compile/encode"
)

// argsort sorts a column by merging: each number becomes a 64-bit key, its order-preserving bits above its index, so that equal
// numbers keep their order and the sorted keys hold the answer.
type argsort struct {
	from, to view
	work     view // two lists of keys and a guard
}

func (s *argsort) reads() []view  { return []view{s.from} }
func (s *argsort) writes() []view { return []view{s.to, s.work} }
func (s *argsort) String() string { return fmt.Sprintf("argsort %v → %v", s.from, s.to) }

// sortWords is the scratch that sorting n numbers takes, in floats.
func sortWords(n int) int { return 4*n + 2 }

func (s *argsort) describe(f *form) {
	f.note("argsort")
	f.views(s.from, s.to, s.work)
}

func (s *argsort) emit(e *emitter, f body) {
	if e.sort == nil {
		e.sort = emitMergeSort(e.module)
	}
	n := s.from.shape.rows
	i, sorted := f.Local(encode.I32), f.Local(encode.I32)
	f.Count(i, 0, n, 1, func() {
		address(f, s.work, i, 2, -1, 0)
		s.pushKey(f, i)
		f.Memory(encode.I64Store, 0)
	})
	f.base(s.work)
	f.base(s.work)
	f.I32(8 * n)
	f.Op(encode.I32Add)
	f.I32(8 * n)
	f.Call(e.sort)
	f.Set(sorted)
	f.Count(i, 0, n, 1, func() {
		address(f, s.to, i, 1, -1, 0)
		f.Get(sorted)
		f.Memory(encode.I64Load, 0)
		f.Op(encode.I32WrapI64)
		f.Op(encode.F32ConvertI32S)
		f.Memory(encode.F32Store, 0)
		advance(f.Function, sorted, 8)
	})
}

// pushKey pushes the key of element i: negative numbers have their magnitude bits flipped, NaN is above all.
func (s *argsort) pushKey(f body, i encode.Local) {
	bits := f.Local(encode.I32)
	number := func() { address(f, s.from, i, s.from.rowStride, -1, 0) }
	number()
	f.Memory(encode.I32Load, 0)
	f.Tee(bits)
	f.Get(bits)
	f.I32(31)
	f.Op(encode.I32ShrS)
	f.I32(math.MaxInt32)
	f.Op(encode.I32And)
	f.Op(encode.I32Xor)
	f.Set(bits)
	f.I32(math.MaxInt32)
	f.Get(bits)
	number()
	f.Memory(encode.F32Load, 0)
	number()
	f.Memory(encode.F32Load, 0)
	f.Op(encode.F32Ne)
	f.Op(encode.SelectVal)
	f.Op(encode.I64ExtendI32S)
	f.I64(32)
	f.Op(encode.I64Shl)
	f.Get(i)
	f.Op(encode.I64ExtendI32U)
	f.Op(encode.I64Or)
}

// emitMergeSort writes the function (list, spare, bytes) → sorted list: bottom-up merging of signed 64-bit keys, from one list
// to the other and back. It may read, but not use, the 8 bytes after either list.
func emitMergeSort(m *encode.Module) *encode.Function {
	f := m.Function("", []encode.Type{encode.I32, encode.I32, encode.I32}, []encode.Type{encode.I32})
	from, to, size := f.Param(0), f.Param(1), f.Param(2)
	width, low := f.Local(encode.I32), f.Local(encode.I32)
	less := func(a, b encode.Local) {
		f.Get(a)
		f.Get(b)
		f.Op(encode.I32LtS)
	}
	f.I32(8)
	f.Set(width)
	less(width, size)
	f.If(func() {
		f.Loop(func() {
			f.I32(0)
			f.Set(low)
			f.Loop(func() {
				emitMerge(f, from, to, size, low, width)
				less(low, size)
			})
			f.Get(from)
			f.Get(to)
			f.Set(from)
			f.Set(to)
			f.Get(width)
			f.Get(width)
			f.Op(encode.I32Add)
			f.Set(width)
			less(width, size)
		})
	})
	f.Get(from)
	return f
}

// emitMerge merges the runs [low, low+width) and [low+width, low+2·width), cut off at size, and leaves low at their end.
func emitMerge(f *encode.Function, from, to, size, low, width encode.Local) {
	left, right, middle, high := f.Local(encode.I32), f.Local(encode.I32), f.Local(encode.I32), f.Local(encode.I32)
	ahead := func(start, end encode.Local) { // end = min(start+width, size)
		f.Get(start)
		f.Get(width)
		f.Op(encode.I32Add)
		f.Tee(end)
		f.Get(size)
		f.Get(end)
		f.Get(size)
		f.Op(encode.I32LtS)
		f.Op(encode.SelectVal)
		f.Set(end)
	}
	at := func(base, offset encode.Local) {
		f.Get(base)
		f.Get(offset)
		f.Op(encode.I32Add)
	}
	key := func(offset encode.Local) {
		at(from, offset)
		f.Memory(encode.I64Load, 0)
	}
	take := func(offset encode.Local) func() {
		return func() {
			at(to, low)
			key(offset)
			f.Memory(encode.I64Store, 0)
			advance(f, offset, 8)
		}
	}
	ahead(low, middle)
	ahead(middle, high)
	f.Get(low)
	f.Set(left)
	f.Get(middle)
	f.Set(right)
	f.Loop(func() {
		f.Get(left)
		f.Get(middle)
		f.Op(encode.I32LtS)
		f.Get(right)
		f.Get(high)
		f.Op(encode.I32GeS)
		key(left)
		key(right)
		f.Op(encode.I64LeS)
		f.Op(encode.I32Or)
		f.Op(encode.I32And)
		f.IfElse(take(left), take(right))
		advance(f, low, 8)
		f.Get(low)
		f.Get(high)
		f.Op(encode.I32LtS)
	})
}
