package compile

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"pushforward/core/graph"
)

// buffer is a stretch of linear memory: a variable, a constant, or scratch that is free outside [first, last], the kernels that use it.
type buffer struct {
	size        int // floats
	offset      int // bytes
	scratch     bool
	result      bool    // it is scratch that goes to a variable
	home        *buffer // the variable whose memory this buffer uses, or nil
	first, last int
	of          *plan // the last one that was looked through for uses of the buffer
	reads       []use // in it, of a variable
	writes      []int // in it, of a result
}

// view reads or writes a buffer as a matrix: element (i, j) is float offset + i·rowStride + j·colStride. A stride of 0 broadcasts.
type view struct {
	buffer               *buffer
	shape                shape
	offset               int
	rowStride, colStride int
}

func wholeView(b *buffer, s shape) view {
	return view{buffer: b, shape: s, rowStride: s.cols, colStride: 1}
}

// contiguous tells whether the view's numbers follow one another row by row.
func (v view) contiguous() bool {
	return (v.colStride == 1 || v.shape.cols == 1) && (v.rowStride == v.shape.cols || v.shape.rows == 1)
}

// scalar tells whether every element is the same number of memory.
func (v view) scalar() bool {
	return (v.rowStride == 0 || v.shape.rows == 1) && (v.colStride == 0 || v.shape.cols == 1)
}

// to repeats the view over a larger domain.
func (v view) to(domain shape) view {
	if v.shape.rows == 1 {
		v.rowStride = 0
	}
	if v.shape.cols == 1 {
		v.colStride = 0
	}
	v.shape = domain
	return v
}

// address is the byte address of element (0, 0).
func (v view) address() int { return v.buffer.resolved().offset + 4*v.offset }

// String is the address and shape, with the strides (in floats) of a view that is not contiguous.
func (v view) String() string {
	text := fmt.Sprintf("@%d[%d×%d]", v.address(), v.shape.rows, v.shape.cols)
	if !v.contiguous() {
		text += fmt.Sprintf("/%d,%d", v.rowStride, v.colStride)
	}
	return text
}

// resolved is the buffer whose memory b uses: its home, if a result was placed in its variable.
func (b *buffer) resolved() *buffer {
	if b.home != nil {
		return b.home
	}
	return b
}

// memory is the linear memory of a module: variables and constants first, then scratch that all functions share.
type memory struct {
	variables map[string]*buffer
	order     []*buffer
	constants []constant
}

type constant struct {
	buffer *buffer
	values []float32
}

func newMemory(variables []*graph.Node) *memory {
	m := &memory{variables: map[string]*buffer{}}
	for _, v := range variables {
		b := &buffer{size: v.Size()}
		m.variables[v.Name()] = b
		m.order = append(m.order, b)
	}
	return m
}

// constant is the buffer of a literal.
func (m *memory) constant(values []float32) *buffer {
	for _, c := range m.constants {
		if slices.EqualFunc(c.values, values, sameBits) {
			return c.buffer
		}
	}
	b := &buffer{size: len(values)}
	m.constants = append(m.constants, constant{b, values})
	m.order = append(m.order, b)
	return b
}

func (m *memory) tensors(variables []*graph.Node) map[string]Tensor {
	tensors := map[string]Tensor{}
	for _, v := range variables {
		tensors[v.Name()] = Tensor{m.variables[v.Name()].offset, v.Rows(), v.Cols()}
	}
	return tensors
}

const (
	alignment = 64      // bytes: a cache line
	guard     = 64      // bytes at address 0 left unused
	limit     = 1 << 30 // bytes: beyond this a tab cannot be trusted to have the memory
)

// place gives every buffer an address and returns the size of the memory in bytes.
func (m *memory) place(plans []*plan) (int, error) {
	top := guard
	for _, b := range m.order {
		b.offset = top
		top += aligned(b.size)
	}
	size := top
	for _, p := range plans {
		size = max(size, p.placeScratch(top))
	}
	if size > limit {
		return 0, fmt.Errorf("compile: the program needs %d MiB of memory: want at most %d", (size+1<<20-1)>>20, limit>>20)
	}
	return size, nil
}

// placeScratch puts each scratch buffer at the lowest address, from bottom, that no buffer alive at the same time covers.
func (p *plan) placeScratch(bottom int) (top int) {
	buffers := p.lifetimes()
	slices.SortStableFunc(buffers, func(a, b *buffer) int { return b.size - a.size }) // largest first
	top = bottom
	placed := make([]placement, 0, len(buffers)) // by address, so that the first gap that fits is found first
	for _, b := range buffers {
		it := placement{first: b.first, last: b.last, from: bottom, to: bottom + aligned(b.size)}
		for i := range placed {
			other := &placed[i]
			if other.from >= it.to {
				break
			}
			if other.first <= it.last && it.first <= other.last && other.to > it.from {
				it.from, it.to = other.to, other.to+aligned(b.size)
			}
		}
		at, _ := slices.BinarySearchFunc(placed, it.from, func(other placement, from int) int { return other.from - from })
		placed = slices.Insert(placed, at, it)
		b.offset = it.from
		top = max(top, it.to)
	}
	return top
}

// placement is the memory [from, to) in bytes that a buffer has from one kernel to another.
type placement struct{ first, last, from, to int }

// lifetimes finds the first and last kernel that uses each scratch buffer.
func (p *plan) lifetimes() []*buffer {
	var buffers []*buffer
	for i, k := range p.kernels {
		use := func(v view) {
			b := v.buffer.resolved()
			if !b.scratch {
				return
			}
			if b.first < 0 {
				b.first = i
				buffers = append(buffers, b)
			}
			b.last = i
		}
		for _, v := range k.writes() {
			use(v)
		}
		for _, v := range k.reads() {
			use(v)
		}
	}
	return buffers
}

func aligned(floats int) int { return (4*floats + alignment - 1) / alignment * alignment }

func sameBits(x, y float32) bool { return math.Float32bits(x) == math.Float32bits(y) }

func floatBytes(values []float32) []byte {
	bytes := make([]byte, 0, 4*len(values))
	for _, v := range values {
		bytes = binary.LittleEndian.AppendUint32(bytes, math.Float32bits(v))
	}
	return bytes
}
