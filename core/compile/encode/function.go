package encode

import (
	"encoding/binary"
	"math"
)

// A Function is a function body under construction. Instructions are appended in order: operands are pushed, then
// the operation; see [Function.Op].
type Function struct {
	module          *Module
	index           int
	export          string
	params, results []Type
	locals          []Type
	vectors         []constant
	prologue        buffer // sets them
	code            buffer
}

// constant is a vector that is pushed, and the local that holds it.
type constant struct {
	lanes [4]uint32
	local Local
}

// A Local is a parameter or local variable of a function.
type Local int

// The methods that append an instruction are kept out of line: inlined, the append of a byte takes a hundred, and a compiler that runs
// in the page is part of what a visitor downloads.

// Index is the function's place in its module, for [Function.Call].
func (f *Function) Index() int { return f.index }

// Size is the length of the body so far, in bytes.
func (f *Function) Size() int { return len(f.prologue) + len(f.code) }

// Param is the i-th parameter.
func (f *Function) Param(i int) Local { return Local(i) }

// Local declares a local variable, 0 at the start of a call.
func (f *Function) Local(t Type) Local {
	f.locals = append(f.locals, t)
	return Local(len(f.params) + len(f.locals) - 1)
}

// Get pushes a local.
//
//go:noinline
func (f *Function) Get(l Local) { f.code.prefixed(0x20, int(l)) }

// Set pops into a local.
//
//go:noinline
func (f *Function) Set(l Local) { f.code.prefixed(0x21, int(l)) }

// Tee stores the top of the stack to a local and leaves it there.
//
//go:noinline
func (f *Function) Tee(l Local) { f.code.prefixed(0x22, int(l)) }

// I32 pushes a constant.
//
//go:noinline
func (f *Function) I32(v int) { f.code = append(f.code, 0x41); f.code.s64(int64(int32(v))) }

// I64 pushes a constant.
func (f *Function) I64(v int64) { f.code.raw(0x42); f.code.s64(v) }

// F32 pushes a constant.
//
//go:noinline
func (f *Function) F32(v float32) {
	f.code.raw(0x43)
	f.code = binary.LittleEndian.AppendUint32(f.code, math.Float32bits(v))
}

// V128 pushes a vector of four equal 32-bit words.
//
//go:noinline
func (f *Function) V128(word uint32) { f.vector([4]uint32{word, word, word, word}) }

// V128Lanes pushes a vector of four words, lane 0 first.
func (f *Function) V128Lanes(words ...uint32) { f.vector([4]uint32(words)) }

func (f *Function) vector(lanes [4]uint32) {
	if !f.module.VectorsInLocals {
		f.code.vector(lanes)
		return
	}
	for i := range f.vectors {
		if v := &f.vectors[i]; v.lanes[0] == lanes[0] && v.lanes == lanes {
			f.Get(v.local)
			return
		}
	}
	local := f.Local(V128)
	f.vectors = append(f.vectors, constant{lanes, local})
	f.prologue.vector(lanes)
	f.prologue.prefixed(0x21, int(local))
	f.Get(local)
}

// F32x4 pushes a vector of four equal numbers.
//
//go:noinline
func (f *Function) F32x4(v float32) { f.V128(math.Float32bits(v)) }

// Op appends an operation without immediates.
//
//go:noinline
func (f *Function) Op(op Op) {
	switch {
	case op >= simd:
		f.code.prefixed(0xfd, int(op-simd))
	case op >= saturating:
		f.code.prefixed(0xfc, int(op-saturating))
	default:
		f.code = append(f.code, byte(op))
	}
}

// Lane appends a lane operation, which takes the lane as an immediate.
func (f *Function) Lane(op Op, lane int) { f.Op(op); f.code.raw(byte(lane)) }

// Shuffle appends i8x16.shuffle by 32-bit lanes: 0–3 are of the first operand, 4–7 of the second.
func (f *Function) Shuffle(lanes ...int) {
	f.code.prefixed(0xfd, 0x0d)
	for _, l := range lanes {
		f.code.raw(byte(4*l), byte(4*l+1), byte(4*l+2), byte(4*l+3))
	}
}

// Memory appends a load or store at a static offset from the address on the stack.
//
//go:noinline
func (f *Function) Memory(op Op, offset int) {
	f.Op(op)
	f.code.prefixed(0x00, offset) // alignment 1: an offset of a view is a multiple of 4, which engines need not be told
}

// MemoryLane appends a load or store of one lane.
func (f *Function) MemoryLane(op Op, offset, lane int) {
	f.Memory(op, offset)
	f.code.raw(byte(lane))
}

// Call calls another function of the module.
//
//go:noinline
func (f *Function) Call(callee *Function) { f.code.raw(0x10); f.code.u32(callee.index) }

// Loop repeats body as long as it leaves a non-zero i32 on the stack: body runs at least once.
func (f *Function) Loop(body func()) {
	f.code.raw(0x03, 0x40)
	body()
	f.code.raw(0x0d, 0x00, 0x0b)
}

// If runs body when the i32 on the stack is not zero.
func (f *Function) If(body func()) {
	f.code.raw(0x04, 0x40)
	body()
	f.code.raw(0x0b)
}

// IfElse runs one of two bodies by the i32 on the stack.
func (f *Function) IfElse(yes, no func()) {
	f.code.raw(0x04, 0x40)
	yes()
	f.code.raw(0x05)
	no()
	f.code.raw(0x0b)
}

// Count runs body for i = from, from+step, …, below limit (compile-time bounds; nothing if the range is empty).
func (f *Function) Count(i Local, from, limit, step int, body func()) {
	if from >= limit {
		return
	}
	f.I32(from)
	f.Set(i)
	f.Loop(func() {
		body()
		f.Get(i)
		f.I32(step)
		f.Op(I32Add)
		f.Tee(i)
		f.I32(limit)
		f.Op(I32LtS)
	})
}

// signature is the function's type in the binary format.
func (f *Function) signature() []byte {
	b := buffer{0x60}
	for _, types := range [][]Type{f.params, f.results} {
		b.u32(len(types))
		for _, t := range types {
			b.raw(byte(t))
		}
	}
	return b
}

// bound is no less than the length of the body in the binary format.
func (f *Function) bound() int { return 6*(len(f.locals)+2) + f.Size() + 1 }

// appendTo appends the body in the binary format: its length, locals in runs of equal type, then the code that sets constants, and the rest.
func (f *Function) appendTo(b *buffer) {
	var runs buffer
	count := 0
	for i := 0; i < len(f.locals); {
		j := i
		for j < len(f.locals) && f.locals[j] == f.locals[i] {
			j++
		}
		runs.u32(j - i)
		runs.raw(byte(f.locals[i]))
		count++
		i = j
	}
	b.u32(lengthU32(count) + len(runs) + f.Size() + 1)
	b.u32(count)
	b.raw(runs...)
	b.raw(f.prologue...)
	b.raw(f.code...)
	b.raw(0x0b)
}
