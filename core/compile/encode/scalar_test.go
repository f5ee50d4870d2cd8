package encode

import (
	"math"
	"testing"
)

// Operations on one number, run with two parameters of one type.
func TestScalarOperations(t *testing.T) {
	number := func(x float32) uint64 { return uint64(math.Float32bits(x)) }
	const minus7 = 0xfffffff9
	for _, test := range []struct {
		name            string
		op              Op
		operand, result Type
		args            []uint64
		want            uint64
	}{
		{"i32.eqz", I32Eqz, I32, I32, []uint64{0}, 1},
		{"i32.eq", I32Eq, I32, I32, []uint64{3, 3}, 1},
		{"i32.ne", I32Ne, I32, I32, []uint64{3, 3}, 0},
		{"i32.lt_s", I32LtS, I32, I32, []uint64{minus7, 3}, 1},
		{"i32.lt_u", I32LtU, I32, I32, []uint64{minus7, 3}, 0},
		{"i32.gt_s", I32GtS, I32, I32, []uint64{3, minus7}, 1},
		{"i32.ge_s", I32GeS, I32, I32, []uint64{minus7, minus7}, 1},
		{"i32.add", I32Add, I32, I32, []uint64{minus7, 3}, 0xfffffffc},
		{"i32.sub", I32Sub, I32, I32, []uint64{minus7, 3}, 0xfffffff6},
		{"i32.mul", I32Mul, I32, I32, []uint64{minus7, 3}, 0xffffffeb},
		{"i32.and", I32And, I32, I32, []uint64{12, 10}, 8},
		{"i32.or", I32Or, I32, I32, []uint64{12, 10}, 14},
		{"i32.xor", I32Xor, I32, I32, []uint64{12, 10}, 6},
		{"i32.shl", I32Shl, I32, I32, []uint64{3, 4}, 48},
		{"i32.shr_s", I32ShrS, I32, I32, []uint64{minus7, 1}, 0xfffffffc},
		{"i32.shr_u", I32ShrU, I32, I32, []uint64{minus7, 1}, 0x7ffffffc},
		{"i64.lt_s", I64LtS, I64, I32, []uint64{math.MaxUint64, 1}, 1},
		{"i64.le_s", I64LeS, I64, I32, []uint64{1 << 40, 1 << 40}, 1},
		{"i64.or", I64Or, I64, I64, []uint64{1 << 40, 3}, 1<<40 | 3},
		{"i64.shl", I64Shl, I64, I64, []uint64{3, 40}, 3 << 40},
		{"i32.wrap_i64", I32WrapI64, I64, I32, []uint64{1<<40 | 5}, 5},
		{"i64.extend_i32_s", I64ExtendI32S, I32, I64, []uint64{minus7}, math.MaxUint64 - 6},
		{"i64.extend_i32_u", I64ExtendI32U, I32, I64, []uint64{minus7}, minus7},
		{"f32.ne", F32Ne, F32, I32, []uint64{number(2), number(2)}, 0},
		{"f32.add", F32Add, F32, F32, []uint64{number(2), number(-0.5)}, number(1.5)},
		{"f32.min", F32Min, F32, F32, []uint64{number(2), number(-0.5)}, number(-0.5)},
		{"f32.max", F32Max, F32, F32, []uint64{number(2), number(-0.5)}, number(2)},
		{"f32.convert_i32_s", F32ConvertI32S, I32, F32, []uint64{minus7}, number(-7)},
		{"i32.reinterpret_f32", I32ReinterpretF32, F32, I32, []uint64{number(1)}, 0x3f800000},
		{"i32.trunc_sat_f32_s", I32TruncSatF32S, F32, I32, []uint64{number(-1e20)}, 0x80000000},
	} {
		var m Module
		params := make([]Type, len(test.args))
		for i := range params {
			params[i] = test.operand
		}
		f := m.Function("run", params, []Type{test.result})
		for i := range params {
			f.Get(f.Param(i))
		}
		f.Op(test.op)
		got := call(t, run(t, &m), "run", test.args...)[0]
		if test.result != I64 {
			got = uint64(uint32(got)) // the host leaves the upper half of a 32-bit result open
		}
		if got != test.want {
			t.Errorf("%s(%x) = %x, want %x", test.name, test.args, got, test.want)
		}
	}
}

// Each scalar store writes what the load of its type reads back, at a static offset; select picks by its condition.
func TestScalarMemoryAndSelect(t *testing.T) {
	var m Module
	m.Memory(PageBytes)
	f := m.Function("run", []Type{I32}, []Type{F32, I32, I64})
	f.I32(0)
	f.F32(1.25)
	f.Memory(F32Store, 4)
	f.I32(0)
	f.I32(-9)
	f.Memory(I32Store, 8)
	f.I32(0)
	f.I64(1 << 50)
	f.Memory(I64Store, 16)
	f.I32(1)
	f.Memory(F32Load, 3)
	f.I32(0)
	f.Memory(I32Load, 8)
	f.I32(77)
	f.Get(f.Param(0))
	f.Op(SelectVal)
	f.I32(0)
	f.Memory(I64Load, 16)
	instance := run(t, &m)
	for condition, chosen := range []int32{77, -9} {
		got := call(t, instance, "run", uint64(condition))
		if x := math.Float32frombits(uint32(got[0])); x != 1.25 || int32(got[1]) != chosen || got[2] != 1<<50 {
			t.Errorf("run(%d) = (%v, %d, %d), want (1.25, %d, %d)", condition, x, int32(got[1]), got[2], chosen, 1<<50)
		}
	}
}
