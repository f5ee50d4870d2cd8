package compile

import "pushforward/core/compile/encode"

// block is a part of a product's result that one function computes, and how far apart (in floats) the numbers lie that it
// works on. Products of the same strides share the functions of their blocks.
type block struct {
	rows, cols              int // of the part
	inner                   int // the columns of a, which are the rows of b
	aRow, aCol, bRow, toRow int // strides
	relaxed                 bool
}

func (p *product) block(rows, cols int) block {
	b := block{rows, cols, p.a.shape.cols, p.a.rowStride, p.a.colStride, p.b.rowStride, p.to.rowStride, p.relaxed}
	if p.aPacked {
		b.aRow, b.aCol = 1, rows
	}
	if p.bPacked {
		b.bRow = cols
	}
	return b
}

// block is the function of a block, written when it is first asked for.
func (e *emitter) block(b block) *encode.Function {
	if e.blocks[b] == nil {
		e.blocks[b] = b.emit(e.module, e.split)
	}
	return e.blocks[b]
}

// unroll is how many columns of a an iteration takes.
const unroll = 4

// emit writes the function (a, b, c) that computes a block from the addresses of its first row of a, column of b and element of c.
func (b block) emit(m *encode.Module, split bool) *encode.Function {
	f := m.Function("", []encode.Type{encode.I32, encode.I32, encode.I32}, nil)
	w := blockWriter{block: b, split: split, f: f, a: f.Param(0), b: f.Param(1), to: f.Param(2), element: f.Local(encode.V128)}
	for range b.rows * vectors(b.cols) {
		w.sums = append(w.sums, f.Local(encode.V128))
	}
	for range vectors(b.cols) {
		w.columns = append(w.columns, f.Local(encode.V128))
	}
	if whole := b.inner / unroll; whole > 0 {
		f.Count(f.Local(encode.I32), 0, whole, 1, func() { w.steps(unroll) })
	}
	w.steps(b.inner % unroll)
	w.touch(w.to, (b.rows-1)*b.toRow+b.cols-1)
	for r := range b.rows {
		for v := range w.columns {
			w.storeVector(w.sums[r*len(w.columns)+v], 4*(r*b.toRow+4*v), min(4, b.cols-4*v))
		}
	}
	return f
}

// blockWriter writes the inner loop of a block.
type blockWriter struct {
	block
	split         bool // see [Options]
	f             *encode.Function
	a, b, to      encode.Local // addresses
	element       encode.Local // of a, in all lanes
	sums, columns []encode.Local
}

// steps multiplies count columns of a with as many rows of b and moves the pointers on.
func (w *blockWriter) steps(count int) {
	if count == 0 {
		return
	}
	w.touch(w.a, (w.rows-1)*w.aRow+(count-1)*w.aCol)
	w.touch(w.b, (count-1)*w.bRow+w.cols-1)
	for k := range count {
		w.step(k)
	}
	advance(w.f, w.a, 4*count*w.aCol)
	advance(w.f, w.b, 4*count*w.bRow)
}

// step adds the products of column k of a and row k of b, counted from the pointers. The sum is the second operand of its addition
// because wazero, for x86-64, copies the first.
func (w *blockWriter) step(k int) {
	f, accumulate := w.f, encode.F32x4Add
	if w.relaxed {
		accumulate = encode.F32x4RelaxedMadd
	}
	for v, column := range w.columns {
		w.loadVector(4*(k*w.bRow+4*v), min(4, w.cols-4*v))
		f.Set(column)
	}
	for r := range w.rows {
		w.broadcast(4 * (r*w.aRow + k*w.aCol))
		f.Set(w.element)
		for v, column := range w.columns {
			sum := w.sums[r*len(w.columns)+v]
			f.Get(w.element)
			f.Get(column)
			if !w.relaxed {
				f.Op(encode.F32x4Mul)
			}
			f.Get(sum)
			f.Op(accumulate)
			f.Set(sum)
		}
	}
}

// broadcast pushes the element of a at an offset in all lanes.
func (w *blockWriter) broadcast(offset int) {
	w.f.Get(w.a)
	if !w.split {
		w.f.Memory(encode.V128Load32Splat, offset)
		return
	}
	w.f.Memory(encode.F32Load, offset)
	w.f.Op(encode.F32x4Splat)
}

// touch reads the float of the highest offset that the following code uses with a pointer. wazero, which has no guard pages, then checks the
// bounds of the others no more; in a browser it is one load.
func (w *blockWriter) touch(pointer encode.Local, offset int) {
	w.f.Get(pointer)
	w.f.Memory(encode.I32Load, 4*offset)
	w.f.Op(encode.Drop)
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
	f.Get(w.to)
	f.Get(vector)
	switch lanes {
	case 4:
		f.Memory(encode.V128Store, offset)
	case 3:
		f.MemoryLane(encode.V128Store64Lane, offset, 0)
		f.Get(w.to)
		f.Get(vector)
		f.MemoryLane(encode.V128Store32Lane, offset+8, 2)
	case 2:
		f.MemoryLane(encode.V128Store64Lane, offset, 0)
	case 1:
		f.MemoryLane(encode.V128Store32Lane, offset, 0)
	}
}
