package compile

import (
	"fmt"

	"pushforward/core/compile/encode"
)

// product is a matrix product c = a·b. The rows of b and c lie side by side; a may have any strides, so that aᵀ costs
// nothing. A block of c is kept in registers while k runs; each sum is taken in the order of k.
type product struct{ a, b, to view }

func (p *product) reads() []view  { return []view{p.a, p.b} }
func (p *product) writes() []view { return []view{p.to} }

func (p *product) String() string {
	return fmt.Sprintf("product %d×%d×%d: [%v %v] → [%v]", p.a.shape.rows, p.a.shape.cols, p.b.shape.cols, p.a, p.b, p.to)
}

// block is the part of c that one call of a block function computes: rows × vectors of four columns, of which the last may be partial.
type block struct{ rows, cols int }

func (b block) vectors() int { return (b.cols + 3) / 4 }

// blockFor is the block that filled the registers best when tried by hand in Chromium on x86-64 (16 vector registers, one taken by the broadcast
// element of a): 5×8 for wide results; for results of at most four columns more rows, to hide the latency of the additions.
func blockFor(rows, cols int) block {
	switch {
	case cols <= 4:
		return block{min(rows, 8), cols}
	case rows < 5:
		return block{rows, min(cols, 16)}
	default:
		return block{5, min(cols, 8)}
	}
}

// emit writes one function for each size of block (whole, and left over to the right and below) and the function that calls them.
func (p *product) emit(e *emitter) *encode.Function {
	whole := blockFor(p.to.shape.rows, p.to.shape.cols)
	micro := map[block]*encode.Function{}
	call := func(f *encode.Function, b block, i, j encode.Local) {
		if micro[b] == nil {
			micro[b] = p.emitBlock(e.module, b)
		}
		address(f, p.a, i, p.a.rowStride, -1, 0)
		address(f, p.b, -1, 0, j, 1)
		address(f, p.to, i, p.to.rowStride, j, 1)
		f.Call(micro[b])
	}
	f := e.module.Function("", nil, nil)
	i, j := f.Local(encode.I32), f.Local(encode.I32)
	column := func(cols int) {
		rows := p.to.shape.rows
		f.Count(i, 0, rows/whole.rows*whole.rows, whole.rows, func() { call(f, block{whole.rows, cols}, i, j) })
		if rest := rows % whole.rows; rest > 0 {
			f.I32(rows - rest)
			f.Set(i)
			call(f, block{rest, cols}, i, j)
		}
	}
	cols := p.to.shape.cols
	f.Count(j, 0, cols/whole.cols*whole.cols, whole.cols, func() { column(whole.cols) })
	if rest := cols % whole.cols; rest > 0 {
		f.I32(cols - rest)
		f.Set(j)
		column(rest)
	}
	return f
}

// address pushes the byte address of element (i, j) of a view; a negative local stands for 0.
func address(f *encode.Function, v view, i encode.Local, rowStride int, j encode.Local, colStride int) {
	f.I32(v.address())
	for _, term := range []struct {
		index  encode.Local
		stride int
	}{{i, rowStride}, {j, colStride}} {
		if term.index >= 0 && term.stride > 0 {
			f.Get(term.index)
			f.I32(4 * term.stride)
			f.Op(encode.I32Mul)
			f.Op(encode.I32Add)
		}
	}
}

// emitBlock writes the function (a, b, c) that computes one block of c from the addresses of its first row of a, column of b and element of c.
func (p *product) emitBlock(m *encode.Module, b block) *encode.Function {
	f := m.Function("", []encode.Type{encode.I32, encode.I32, encode.I32}, nil)
	w := blockWriter{p: p, f: f, block: b, a: f.Param(0), b: f.Param(1), element: f.Local(encode.V128)}
	for range b.rows * b.vectors() {
		w.sums = append(w.sums, f.Local(encode.V128))
	}
	for range b.vectors() {
		w.columns = append(w.columns, f.Local(encode.V128))
	}
	inner := p.a.shape.cols
	const unroll = 4
	if whole := inner / unroll; whole > 0 {
		counter := f.Local(encode.I32)
		f.Count(counter, 0, whole, 1, func() { w.steps(unroll) })
	}
	w.steps(inner % unroll)
	for r := range b.rows {
		for v := range b.vectors() {
			at := 4 * (r*p.to.rowStride + 4*v)
			w.storeVector(w.sums[r*b.vectors()+v], at, min(4, b.cols-4*v))
		}
	}
	return f
}

// blockWriter writes the inner loop of a block.
type blockWriter struct {
	p             *product
	f             *encode.Function
	block         block
	a, b          encode.Local
	element       encode.Local
	sums, columns []encode.Local
}

// steps multiplies count columns of a with as many rows of b and moves the pointers on.
func (w *blockWriter) steps(count int) {
	f, p := w.f, w.p
	if count == 0 {
		return
	}
	for k := range count {
		for v, column := range w.columns {
			w.loadVector(4*(k*p.b.rowStride+4*v), min(4, w.block.cols-4*v))
			f.Set(column)
		}
		for r := range w.block.rows {
			f.Get(w.a)
			f.Memory(encode.V128Load32Splat, 4*(r*p.a.rowStride+k*p.a.colStride))
			f.Set(w.element)
			for v, column := range w.columns {
				sum := w.sums[r*len(w.columns)+v]
				f.Get(sum)
				f.Get(w.element)
				f.Get(column)
				f.Op(encode.F32x4Mul)
				f.Op(encode.F32x4Add)
				f.Set(sum)
			}
		}
	}
	advance(f, w.a, 4*count*p.a.colStride)
	advance(f, w.b, 4*count*p.b.rowStride)
}

func advance(f *encode.Function, pointer encode.Local, bytes int) {
	f.Get(pointer)
	f.I32(bytes)
	f.Op(encode.I32Add)
	f.Set(pointer)
}

// loadVector pushes lanes numbers from b at an offset, the other lanes 0.
func (w *blockWriter) loadVector(offset, lanes int) {
	f := w.f
	f.Get(w.b)
	switch lanes {
	case 4:
		f.Memory(encode.V128Load, offset)
	case 3:
		f.Memory(encode.V128Load64Zero, offset)
		f.Set(w.element)
		f.Get(w.b)
		f.Get(w.element)
		f.MemoryLane(encode.V128Load32Lane, offset+8, 2)
	case 2:
		f.Memory(encode.V128Load64Zero, offset)
	case 1:
		f.Memory(encode.V128Load32Zero, offset)
	}
}

// storeVector stores the first lanes numbers of a vector to c at an offset.
func (w *blockWriter) storeVector(vector encode.Local, offset, lanes int) {
	f := w.f
	to := f.Param(2)
	f.Get(to)
	f.Get(vector)
	switch lanes {
	case 4:
		f.Memory(encode.V128Store, offset)
	case 3:
		f.MemoryLane(encode.V128Store64Lane, offset, 0)
		f.Get(to)
		f.Get(vector)
		f.MemoryLane(encode.V128Store32Lane, offset+8, 2)
	case 2:
		f.MemoryLane(encode.V128Store64Lane, offset, 0)
	case 1:
		f.MemoryLane(encode.V128Store32Lane, offset, 0)
	}
}
