// Package encode writes WebAssembly modules: sections, functions and the few instructions a numeric kernel needs
// (WebAssembly 2.0 with fixed-width SIMD, and relaxed madd). It knows the binary format and nothing of what is computed.
package encode

import (
	"encoding/binary"
	"slices"
)

// Type is a value type.
type Type byte

// The value types used here.
const (
	I32  Type = 0x7f
	I64  Type = 0x7e
	F32  Type = 0x7d
	V128 Type = 0x7b
)

// PageBytes is the unit of linear memory.
const PageBytes = 65536

// A Module is a WebAssembly module with one exported memory, "memory". The zero value is empty.
type Module struct {
	// VectorsInLocals makes functions set the vectors that they push to locals at their start, each once, instead of writing them out
	// wherever they are pushed.
	VectorsInLocals bool

	functions []*Function
	data      []segment
	pages     int
}

type segment struct {
	offset int
	bytes  []byte
}

// Memory sets the size of the linear memory in bytes, rounded up to whole pages; it never grows.
func (m *Module) Memory(bytes int) { m.pages = (bytes + PageBytes - 1) / PageBytes }

// Data places bytes at an offset of the memory when the module is instantiated.
func (m *Module) Data(offset int, bytes []byte) { m.data = append(m.data, segment{offset, bytes}) }

// usualSize is room for the code of a small function.
const usualSize = 256

// Function adds a function; export is its exported name, or "" for none.
func (m *Module) Function(export string, params, results []Type) *Function {
	f := &Function{module: m, index: len(m.functions), export: export, params: params, results: results, code: make(buffer, 0, usualSize)}
	m.functions = append(m.functions, f)
	return f
}

// Bytes is the module in the binary format.
func (m *Module) Bytes() []byte {
	var types, functions, exports, codes, data buffer
	size := 0
	for _, f := range m.functions {
		size += f.bound()
	}
	codes = make(buffer, 0, size)
	seen := [][]byte{}
	exported := 1
	exports.name("memory")
	exports.raw(0x02, 0)
	for _, f := range m.functions {
		signature := f.signature()
		at := slices.IndexFunc(seen, func(s []byte) bool { return slices.Equal(s, signature) })
		if at < 0 {
			at = len(seen)
			seen = append(seen, signature)
			types.raw(signature...)
		}
		functions.u32(at)
		if f.export != "" {
			exported++
			exports.name(f.export)
			exports.raw(0x00)
			exports.u32(f.index)
		}
		f.appendTo(&codes)
	}
	for _, s := range m.data {
		data.raw(0x00, 0x41)
		data.s64(int64(int32(s.offset)))
		data.raw(0x0b)
		data.sized(s.bytes)
	}
	out := make(buffer, 0, len(types)+len(functions)+len(exports)+len(codes)+len(data)+headers)
	out.raw(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00)
	out.section(1, len(seen), types)
	out.section(3, len(m.functions), functions)
	memory := buffer{0x01} // with a maximum equal to the minimum
	memory.u32(m.pages)
	memory.u32(m.pages)
	out.section(5, 1, memory)
	out.section(7, exported, exports)
	out.section(10, len(m.functions), codes)
	if len(m.data) > 0 {
		out.section(11, len(m.data), data)
	}
	return out
}

// headers is more than what sections need beside their contents.
const headers = 128

// buffer is a growing run of bytes in the binary format's encodings.
type buffer []byte

//go:noinline
func (b *buffer) raw(bytes ...byte) { *b = append(*b, bytes...) }

// vector appends v128.const.
func (b *buffer) vector(words [4]uint32) {
	b.raw(0xfd, 0x0c)
	for _, w := range words {
		*b = binary.LittleEndian.AppendUint32(*b, w)
	}
}

// prefixed appends a byte and an unsigned LEB128 number.
//
//go:noinline
func (b *buffer) prefixed(code byte, value int) {
	if uint32(value) < 0x80 {
		*b = append(*b, code, byte(value))
		return
	}
	*b = append(*b, code)
	b.u32(value)
}

// u32 appends an unsigned LEB128 number.
//
//go:noinline
func (b *buffer) u32(value int) {
	v := uint32(value)
	for v >= 0x80 {
		*b = append(*b, byte(v)|0x80)
		v >>= 7
	}
	*b = append(*b, byte(v))
}

// s64 appends a signed LEB128 number.
func (b *buffer) s64(v int64) {
	for {
		low := byte(v & 0x7f)
		v >>= 7
		if v == 0 && low&0x40 == 0 || v == -1 && low&0x40 != 0 {
			*b = append(*b, low)
			return
		}
		*b = append(*b, low|0x80)
	}
}

func (b *buffer) sized(bytes []byte) {
	b.u32(len(bytes))
	b.raw(bytes...)
}

func (b *buffer) name(s string) { b.sized([]byte(s)) }

func (b *buffer) section(id byte, count int, content buffer) {
	b.raw(id)
	b.u32(lengthU32(count) + len(content))
	b.u32(count)
	b.raw(content...)
}

// lengthU32 is how many bytes [buffer.u32] appends.
func lengthU32(value int) int {
	length := 1
	for v := uint32(value); v >= 0x80; v >>= 7 {
		length++
	}
	return length
}
