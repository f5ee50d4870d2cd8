package vector

import (
	"encoding/binary"
	"math"
	"runtime"
	"testing"

	"pushforward/core/compile/encode"
	"pushforward/core/engine/enginetest"
)

// chunk is how many numbers a kernel takes at a time: 256 KiB of them.
const chunk = 1 << 16

// A kernel is a module whose function "map" applies something to the numbers in its memory in place.
type kernel struct{ enginetest.Kernel }

// newKernel compiles a loop over memory around emit, which replaces the vector on the stack; i is its address. Constants are held as the engine has it
// on the host.
func newKernel(t testing.TB, emit func(f *encode.Function, i encode.Local)) kernel {
	m := encode.Module{VectorsInLocals: runtime.GOOS == "js"}
	return instantiate(t, &m, emit)
}

// instantiate is [newKernel] for a module that has functions already.
func instantiate(t testing.TB, m *encode.Module, emit func(f *encode.Function, i encode.Local)) kernel {
	t.Helper()
	m.Memory(4 * chunk)
	f := m.Function("map", nil, nil)
	i := f.Local(encode.I32)
	f.Count(i, 0, 4*chunk, 16, func() {
		f.Get(i)
		f.Get(i)
		f.Memory(encode.V128Load, 0)
		emit(f, i)
		f.Memory(encode.V128Store, 0)
	})
	return kernel{enginetest.Load(t, m.Bytes(), "map")}
}

// unary is a kernel of a function that needs nothing but its operand.
func unary(t testing.TB, emit func(*encode.Function)) kernel {
	return newKernel(t, func(f *encode.Function, _ encode.Local) { emit(f) })
}

// apply replaces words, of which there are at most chunk, by the function of them.
func (k kernel) apply(t testing.TB, words []uint32) {
	t.Helper()
	bytes := make([]byte, 4*len(words))
	for i, w := range words {
		binary.LittleEndian.PutUint32(bytes[4*i:], w)
	}
	k.Write(bytes)
	if err := k.Run(); err != nil {
		t.Fatal(err)
	}
	k.Read(bytes)
	for i := range words {
		words[i] = binary.LittleEndian.Uint32(bytes[4*i:])
	}
}

// at is the function of one number.
func (k kernel) at(t testing.TB, x float32) float32 {
	t.Helper()
	words := []uint32{math.Float32bits(x)}
	k.apply(t, words)
	return math.Float32frombits(words[0])
}
