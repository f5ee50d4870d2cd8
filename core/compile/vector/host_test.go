package vector

import (
	"context"
	"encoding/binary"
	"math"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"pushforward/core/compile/encode"
)

// chunk is how many numbers a kernel takes at a time: 256 KiB of them.
const chunk = 1 << 16

// A kernel is an instantiated module that applies a function to its memory in place.
type kernel struct {
	run    api.Function
	memory api.Memory
}

// newKernel compiles a loop over memory around emit, which replaces the vector on the stack; i is its address.
func newKernel(t testing.TB, emit func(f *encode.Function, i encode.Local)) kernel {
	var m encode.Module
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
	ctx := context.Background()
	host := wazero.NewRuntime(ctx)
	t.Cleanup(func() {
		if err := host.Close(ctx); err != nil {
			t.Error(err)
		}
	})
	instance, err := host.Instantiate(ctx, m.Bytes())
	if err != nil {
		t.Fatalf("instantiate: %v", err)
	}
	return kernel{instance.ExportedFunction("map"), instance.Memory()}
}

// unary is a kernel of a function that needs nothing but its operand.
func unary(t testing.TB, emit func(*encode.Function)) kernel {
	return newKernel(t, func(f *encode.Function, _ encode.Local) { emit(f) })
}

// apply replaces words, of which there are at most chunk, by the function of them.
func (k kernel) apply(t testing.TB, words []uint32) {
	t.Helper()
	view, ok := k.memory.Read(0, 4*chunk)
	if !ok {
		t.Fatal("memory: out of range")
	}
	for i, w := range words {
		binary.LittleEndian.PutUint32(view[4*i:], w)
	}
	if _, err := k.run.Call(context.Background()); err != nil {
		t.Fatalf("call: %v", err)
	}
	for i := range words {
		words[i] = binary.LittleEndian.Uint32(view[4*i:])
	}
}

// at is the function of one number.
func (k kernel) at(t testing.TB, x float32) float32 {
	t.Helper()
	words := []uint32{math.Float32bits(x)}
	k.apply(t, words)
	return math.Float32frombits(words[0])
}
