package encode

import (
	"math"
	"testing"
)

// numbers are float32 lanes as words.
func numbers(x ...float32) [4]uint32 {
	var w [4]uint32
	for i, v := range x {
		w[i] = math.Float32bits(v)
	}
	return w
}

// lanes runs code that leaves a vector and gives its words.
func lanes(t *testing.T, code func(f *Function)) (w [4]uint32) {
	t.Helper()
	var m Module
	m.Memory(PageBytes)
	f := m.Function("run", nil, nil)
	f.I32(0)
	code(f)
	f.Memory(V128Store, 32)
	instance := run(t, &m)
	call(t, instance, "run")
	for i := range w {
		w[i], _ = instance.Memory().ReadUint32Le(uint32(32 + 4*i))
	}
	return w
}

// An opcode that is off by one is a different instruction: each gives here what the specification says of its name.
func TestVectorOperations(t *testing.T) {
	a, b := numbers(1.5, -2.5, 0.25, 9), numbers(2, -2.5, -1, 4)
	i, j := [4]uint32{1, 0xfffffffe, 7, 0x80000000}, [4]uint32{3, 5, 0xffffffff, 1}
	const yes = math.MaxUint32
	for name, test := range map[string]struct {
		op       Op
		operands [][4]uint32
		want     [4]uint32
	}{
		"f32x4.add":       {F32x4Add, [][4]uint32{a, b}, numbers(3.5, -5, -0.75, 13)},
		"f32x4.sub":       {F32x4Sub, [][4]uint32{a, b}, numbers(-0.5, 0, 1.25, 5)},
		"f32x4.mul":       {F32x4Mul, [][4]uint32{a, b}, numbers(3, 6.25, -0.25, 36)},
		"f32x4.div":       {F32x4Div, [][4]uint32{a, b}, numbers(0.75, 1, -0.25, 2.25)},
		"f32x4.min":       {F32x4Min, [][4]uint32{a, b}, numbers(1.5, -2.5, -1, 4)},
		"f32x4.max":       {F32x4Max, [][4]uint32{a, b}, numbers(2, -2.5, 0.25, 9)},
		"f32x4.pmin":      {F32x4PMin, [][4]uint32{a, b}, numbers(1.5, -2.5, -1, 4)},
		"f32x4.pmax":      {F32x4PMax, [][4]uint32{a, b}, numbers(2, -2.5, 0.25, 9)},
		"f32x4.abs":       {F32x4Abs, [][4]uint32{a}, numbers(1.5, 2.5, 0.25, 9)},
		"f32x4.neg":       {F32x4Neg, [][4]uint32{a}, numbers(-1.5, 2.5, -0.25, -9)},
		"f32x4.sqrt":      {F32x4Sqrt, [][4]uint32{numbers(4, 0.25, 9, 0)}, numbers(2, 0.5, 3, 0)},
		"f32x4.floor":     {F32x4Floor, [][4]uint32{a}, numbers(1, -3, 0, 9)},
		"f32x4.nearest":   {F32x4Nearest, [][4]uint32{a}, numbers(2, -2, 0, 9)},
		"f32x4.eq":        {F32x4Eq, [][4]uint32{a, b}, [4]uint32{0, yes, 0, 0}},
		"f32x4.ne":        {F32x4Ne, [][4]uint32{a, b}, [4]uint32{yes, 0, yes, yes}},
		"f32x4.lt":        {F32x4Lt, [][4]uint32{a, b}, [4]uint32{yes, 0, 0, 0}},
		"f32x4.gt":        {F32x4Gt, [][4]uint32{a, b}, [4]uint32{0, 0, yes, yes}},
		"f32x4.le":        {F32x4Le, [][4]uint32{a, b}, [4]uint32{yes, yes, 0, 0}},
		"f32x4.ge":        {F32x4Ge, [][4]uint32{a, b}, [4]uint32{0, yes, yes, yes}},
		"i32x4.eq":        {I32x4Eq, [][4]uint32{i, {1, 2, 7, 4}}, [4]uint32{yes, 0, yes, 0}},
		"i32x4.add":       {I32x4Add, [][4]uint32{i, j}, [4]uint32{4, 3, 6, 0x80000001}},
		"i32x4.sub":       {I32x4Sub, [][4]uint32{i, j}, [4]uint32{0xfffffffe, 0xfffffff9, 8, 0x7fffffff}},
		"i32x4.mul":       {I32x4Mul, [][4]uint32{i, j}, [4]uint32{3, 0xfffffff6, 0xfffffff9, 0x80000000}},
		"i32x4.min_s":     {I32x4MinS, [][4]uint32{i, j}, [4]uint32{1, 0xfffffffe, 0xffffffff, 0x80000000}},
		"i32x4.max_s":     {I32x4MaxS, [][4]uint32{i, j}, [4]uint32{3, 5, 7, 1}},
		"v128.and":        {V128And, [][4]uint32{i, j}, [4]uint32{1, 4, 7, 0}},
		"v128.andnot":     {V128AndNot, [][4]uint32{i, j}, [4]uint32{0, 0xfffffffa, 0, 0x80000000}},
		"v128.or":         {V128Or, [][4]uint32{i, j}, [4]uint32{3, yes, yes, 0x80000001}},
		"v128.xor":        {V128Xor, [][4]uint32{i, j}, [4]uint32{2, 0xfffffffb, 0xfffffff8, 0x80000001}},
		"v128.not":        {V128Not, [][4]uint32{i}, [4]uint32{0xfffffffe, 1, 0xfffffff8, 0x7fffffff}},
		"v128.bitselect":  {V128Bitselect, [][4]uint32{i, j, {yes, 0, 0xf0, 0xf}}, [4]uint32{1, 5, 0xffffff0f, 0}},
		"trunc_sat_s":     {I32x4TruncSatF32x4S, [][4]uint32{numbers(-1.9, 1e10, -1e10, 3.9)}, [4]uint32{yes, 0x7fffffff, 0x80000000, 3}},
		"trunc_sat_u":     {I32x4TruncSatF32x4U, [][4]uint32{numbers(-1.9, 1e10, 3e9, 3.9)}, [4]uint32{0, yes, 3000000000, 3}},
		"convert_i32x4_s": {F32x4ConvertI32x4S, [][4]uint32{i}, numbers(1, -2, 7, -0x1p31)},
		"convert_i32x4_u": {F32x4ConvertI32x4U, [][4]uint32{i}, numbers(1, 0x1p32, 7, 0x1p31)},
	} {
		got := lanes(t, func(f *Function) {
			for _, w := range test.operands {
				f.V128Lanes(w[:]...)
			}
			f.Op(test.op)
		})
		if got != test.want {
			t.Errorf("%s = %x, want %x", name, got, test.want)
		}
	}
}

func TestShiftsAndLanes(t *testing.T) {
	vector := []uint32{1, 2, 0x80000000, 0xfffffff0}
	for name, test := range map[string]struct {
		code func(f *Function)
		want [4]uint32
	}{
		"i32x4.shl":          {func(f *Function) { f.V128Lanes(vector...); f.I32(3); f.Op(I32x4Shl) }, [4]uint32{8, 16, 0, 0xffffff80}},
		"i32x4.shr_s":        {func(f *Function) { f.V128Lanes(vector...); f.I32(4); f.Op(I32x4ShrS) }, [4]uint32{0, 0, 0xf8000000, 0xffffffff}},
		"i32x4.shr_u":        {func(f *Function) { f.V128Lanes(vector...); f.I32(4); f.Op(I32x4ShrU) }, [4]uint32{0, 0, 0x08000000, 0x0fffffff}},
		"i32x4.splat":        {func(f *Function) { f.I32(-3); f.Op(I32x4Splat) }, [4]uint32{0xfffffffd, 0xfffffffd, 0xfffffffd, 0xfffffffd}},
		"f32x4.splat":        {func(f *Function) { f.F32(0.5); f.Op(F32x4Splat) }, numbers(0.5, 0.5, 0.5, 0.5)},
		"f32x4.replace_lane": {func(f *Function) { f.F32x4(1); f.F32(2); f.Lane(F32x4ReplaceLane, 2) }, numbers(1, 1, 2, 1)},
		"f32x4.extract_lane": {func(f *Function) {
			f.V128Lanes(vector...)
			f.Lane(F32x4ExtractLane, 3)
			f.Op(F32x4Splat)
		}, [4]uint32{0xfffffff0, 0xfffffff0, 0xfffffff0, 0xfffffff0}},
		"shuffle": {func(f *Function) {
			f.V128Lanes(vector...)
			f.V128Lanes(10, 11, 12, 13)
			f.Shuffle(3, 4, 1, 7)
		}, [4]uint32{0xfffffff0, 10, 2, 13}},
	} {
		if got := lanes(t, test.code); got != test.want {
			t.Errorf("%s = %x, want %x", name, got, test.want)
		}
	}
}

// What the loads and stores of one, two and four lanes read and write, at an unaligned address.
func TestVectorMemory(t *testing.T) {
	words := [4]uint32{11, 22, 33, 44}
	fill := func(f *Function) { f.I32(66); f.V128Lanes(words[:]...); f.Memory(V128Store, 0) }
	load := func(op Op) func(f *Function) {
		return func(f *Function) { fill(f); f.I32(60); f.Memory(op, 6) }
	}
	loadLane := func(op Op, lane int) func(f *Function) {
		return func(f *Function) { fill(f); f.I32(66); f.V128(9); f.MemoryLane(op, 4, lane) }
	}
	storeLane := func(op Op, lane int) func(f *Function) {
		return func(f *Function) {
			fill(f)
			f.I32(66)
			f.V128Lanes(5, 6, 7, 8)
			f.MemoryLane(op, 4, lane)
			f.I32(66)
			f.Memory(V128Load, 0)
		}
	}
	for name, test := range map[string]struct {
		code func(f *Function)
		want [4]uint32
	}{
		"v128.load":         {load(V128Load), words},
		"v128.load32_splat": {load(V128Load32Splat), [4]uint32{11, 11, 11, 11}},
		"v128.load32_zero":  {load(V128Load32Zero), [4]uint32{11}},
		"v128.load64_zero":  {load(V128Load64Zero), [4]uint32{11, 22}},
		"v128.load32_lane":  {loadLane(V128Load32Lane, 3), [4]uint32{9, 9, 9, 22}},
		"v128.load64_lane":  {loadLane(V128Load64Lane, 1), [4]uint32{9, 9, 22, 33}},
		"v128.store32_lane": {storeLane(V128Store32Lane, 2), [4]uint32{11, 7, 33, 44}},
		"v128.store64_lane": {storeLane(V128Store64Lane, 1), [4]uint32{11, 7, 8, 44}},
	} {
		if got := lanes(t, test.code); got != test.want {
			t.Errorf("%s = %d, want %d", name, got, test.want)
		}
	}
}
