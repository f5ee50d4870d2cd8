package encode

import (
	"bytes"
	"context"
	"math"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// run instantiates a module, which validates it.
func run(t *testing.T, m *Module) api.Module {
	t.Helper()
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
	return instance
}

// call calls an exported function and gives its results.
func call(t *testing.T, instance api.Module, name string, args ...uint64) []uint64 {
	t.Helper()
	results, err := instance.ExportedFunction(name).Call(context.Background(), args...)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return results
}

// The numbers are examples of the WebAssembly specification's encodings and of DWARF's LEB128 tables.
func TestLEB128(t *testing.T) {
	for _, test := range []struct {
		value            int
		unsigned, signed []byte
	}{
		{0, []byte{0}, []byte{0}},
		{2, []byte{2}, []byte{2}},
		{127, []byte{0x7f}, []byte{0xff, 0}},
		{128, []byte{0x80, 1}, []byte{0x80, 1}},
		{624485, []byte{0xe5, 0x8e, 0x26}, []byte{0xe5, 0x8e, 0x26}},
		{-2, nil, []byte{0x7e}},
		{-127, nil, []byte{0x81, 0x7f}},
		{-123456, nil, []byte{0xc0, 0xbb, 0x78}},
	} {
		var u, s buffer
		s.s64(int64(test.value))
		if !bytes.Equal(s, test.signed) {
			t.Errorf("s64(%d) = %x, want %x", test.value, s, test.signed)
		}
		if test.unsigned == nil {
			continue
		}
		u.u32(test.value)
		if !bytes.Equal(u, test.unsigned) {
			t.Errorf("u32(%d) = %x, want %x", test.value, u, test.unsigned)
		}
	}
}

func TestEmptyModule(t *testing.T) {
	var m Module
	if size := run(t, &m).Memory().Size(); size != 0 {
		t.Errorf("memory of an empty module is %d bytes, want 0", size)
	}
}

func TestMemoryIsWholePagesWithData(t *testing.T) {
	var m Module
	m.Memory(PageBytes + 1)
	m.Data(PageBytes-2, []byte("across"))
	memory := run(t, &m).Memory()
	if memory.Size() != 2*PageBytes {
		t.Errorf("memory of %d bytes, want %d", memory.Size(), 2*PageBytes)
	}
	if got, ok := memory.Read(PageBytes-2, 6); !ok || string(got) != "across" {
		t.Errorf("data is %q, want %q", got, "across")
	}
	if _, grown := memory.Grow(1); grown {
		t.Error("memory grew, want it fixed")
	}
}

func TestLoopSums(t *testing.T) {
	var m Module
	f := m.Function("sum", []Type{I32}, []Type{I32})
	i, total := f.Local(I32), f.Local(I32)
	f.Count(i, 3, 3, 1, func() { f.I32(1000); f.Set(total) }) // an empty range runs nothing
	f.Count(i, 1, 10, 4, func() {                             // 1, 5, 9
		f.Get(total)
		f.Get(i)
		f.Get(f.Param(0))
		f.Op(I32Mul)
		f.Op(I32Add)
		f.Set(total)
	})
	f.Get(total)
	if got := call(t, run(t, &m), "sum", 7)[0]; got != 105 {
		t.Errorf("sum = %d, want 105", got)
	}
}

func TestBranches(t *testing.T) {
	var m Module
	f := m.Function("branch", []Type{I32}, []Type{I32, I32})
	if1, if2 := f.Local(I32), f.Local(I32)
	f.Get(f.Param(0))
	f.If(func() { f.I32(-5); f.Set(if1) })
	f.Get(f.Param(0))
	f.IfElse(func() { f.I32(1); f.Set(if2) }, func() { f.I32(2); f.Set(if2) })
	f.Get(if1)
	f.Get(if2)
	instance := run(t, &m)
	for condition, want := range [][2]int32{{0, 2}, {-5, 1}} {
		got := call(t, instance, "branch", uint64(condition))
		if int32(got[0]) != want[0] || int32(got[1]) != want[1] {
			t.Errorf("branch(%d) = (%d, %d), want %v", condition, int32(got[0]), int32(got[1]), want)
		}
	}
}

// Functions of three signatures, locals of mixed types in runs, a call with two results, and an unexported function.
func TestCallsAndConstants(t *testing.T) {
	var m Module
	swap := m.Function("", []Type{F32, I64}, []Type{I64, F32})
	swap.Get(swap.Param(1))
	swap.Get(swap.Param(0))
	f := m.Function("main", nil, []Type{F32, I64, I32})
	a, b, c, v := f.Local(I64), f.Local(I64), f.Local(F32), f.Local(V128)
	f.F32(-2.5)
	f.I64(-1 << 40)
	f.Call(swap)
	f.Set(c)
	f.Tee(b)
	f.Set(a)
	f.V128Lanes(1, 2, 3, 0xfffffffe)
	f.Set(v)
	f.Get(c)
	f.Get(a)
	f.Get(v)
	f.Lane(I32x4ExtractLane, 3)
	got := call(t, run(t, &m), "main")
	if x := math.Float32frombits(uint32(got[0])); x != -2.5 || int64(got[1]) != -1<<40 || int32(got[2]) != -2 {
		t.Errorf("main = (%v, %d, %d), want (-2.5, %d, -2)", x, int64(got[1]), int32(got[2]), -1<<40)
	}
	if swap.Index() != 0 || f.Index() != 1 {
		t.Errorf("indices are %d and %d, want 0 and 1", swap.Index(), f.Index())
	}
}

// A vector is the same whether it is written out or comes from a local, where each has one.
func TestVectorsInLocals(t *testing.T) {
	build := func(inLocals bool) (*Module, *Function) {
		m := &Module{VectorsInLocals: inLocals}
		f := m.Function("main", nil, []Type{I32})
		for range 3 { // 4+4, three times over, and 5
			for range 2 {
				f.V128Lanes(1, 2, 3, 4)
			}
			f.Op(I32x4Add)
			f.Lane(I32x4ExtractLane, 3)
		}
		f.Op(I32Add)
		f.Op(I32Add)
		f.V128(5)
		f.Lane(I32x4ExtractLane, 0)
		f.Op(I32Add)
		return m, f
	}
	for _, inLocals := range []bool{false, true} {
		m, f := build(inLocals)
		if got := call(t, run(t, m), "main"); int32(got[0]) != 3*(4+4)+5 {
			t.Errorf("in locals %t: main = %d, want 29", inLocals, int32(got[0]))
		}
		if want := map[bool]int{false: 0, true: 2}[inLocals]; len(f.locals) != want {
			t.Errorf("in locals %t: %d locals, want %d", inLocals, len(f.locals), want)
		}
	}
}
