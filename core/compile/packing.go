package compile

import (
	"fmt"

	"pushforward/core/compile/encode"
)

// packing copies a matrix to panels: width columns of it lie there row by row without gaps, and the panels one after another. A
// product then walks through memory number by number, where the rows of the matrix itself, a power of two apart, would
// keep driving one another out of the cache. The matrix has a multiple of [packedColumns] columns, width is 2, 8 or 16.
type packing struct {
	from, to view // to is the memory of all panels
	width    int
}

// packedColumns are copied at a time, so that a line of the cache is read once.
const packedColumns = 16

func (p *packing) reads() []view   { return []view{p.from} }
func (p *packing) writes() []view  { return []view{p.to} }
func (p *packing) String() string  { return fmt.Sprintf("pack %v by %d → %v", p.from, p.width, p.to) }
func (p *packing) operations() int { return 0 }

func (p *packing) describe(f *form) {
	f.note("pack", p.width)
	f.views(p.from, p.to)
}

func (p *packing) emit(_ *emitter, f body) {
	group, row := f.Local(encode.I32), f.Local(encode.I32)
	source, at, vector := f.Local(encode.I32), f.Local(encode.I32), f.Local(encode.V128)
	rows, cols := p.from.shape.rows, p.from.shape.cols
	f.Count(group, 0, cols, packedColumns, func() {
		address(f, p.from, -1, 0, group, p.from.colStride)
		f.Set(source)
		address(f, p.to, -1, 0, group, rows)
		f.Set(at)
		f.Count(row, 0, rows, 1, func() {
			for column := 0; column < packedColumns; column += 4 {
				p.loadVector(f.Function, source, column)
				f.Set(vector)
				p.storeVector(f.Function, at, column, vector)
			}
			advance(f.Function, source, 4*p.from.rowStride)
			advance(f.Function, at, 4*p.width)
		})
	})
}

// loadVector pushes four numbers of a row, from a column on.
func (p *packing) loadVector(f *encode.Function, source encode.Local, column int) {
	stride := 4 * p.from.colStride
	f.Get(source)
	if stride == 4 {
		f.Memory(encode.V128Load, column*stride)
		return
	}
	vector := f.Local(encode.V128)
	f.Memory(encode.V128Load32Zero, column*stride)
	for lane := 1; lane < 4; lane++ {
		f.Set(vector)
		f.Get(source)
		f.Get(vector)
		f.MemoryLane(encode.V128Load32Lane, (column+lane)*stride, lane)
	}
}

// storeVector stores four numbers of a row to the panel that holds them, or to two panels.
func (p *packing) storeVector(f *encode.Function, at encode.Local, column int, vector encode.Local) {
	offset := func(column int) int { return 4 * (column/p.width*p.width*p.from.shape.rows + column%p.width) }
	f.Get(at)
	f.Get(vector)
	if p.width > 2 {
		f.Memory(encode.V128Store, offset(column))
		return
	}
	f.MemoryLane(encode.V128Store64Lane, offset(column), 0)
	f.Get(at)
	f.Get(vector)
	f.MemoryLane(encode.V128Store64Lane, offset(column+2), 1)
}
