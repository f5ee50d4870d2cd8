package compile

import (
	"fmt"

	"pushforward/core/compile/encode"
)

// copying moves the numbers of a view, of any strides, to another of the same shape.
type copying struct{ from, to view }

func (c *copying) reads() []view  { return []view{c.from} }
func (c *copying) writes() []view { return []view{c.to} }
func (c *copying) String() string { return fmt.Sprintf("copy %v → %v", c.from, c.to) }

func (c *copying) describe(f *form) {
	f.note("copy")
	f.views(c.from, c.to)
}

func (c *copying) emit(_ *emitter, f body) {
	from, to := c.from, c.to
	if from.contiguous() && to.contiguous() {
		flat := shape{1, from.shape.size()}
		from, to = from.flattened(flat), to.flattened(flat)
	}
	row := newCursor(f, from, to)
	f.Count(row.row, 0, from.shape.rows, 1, func() {
		row.start()
		row.span(4, from.colStride == 1)
		row.span(1, true)
	})
}

// cursor walks along a row of two views at once.
type cursor struct {
	f               body
	from, to        view
	row, source, at encode.Local
	column          encode.Local
}

func newCursor(f body, from, to view) *cursor {
	return &cursor{f, from, to, f.Local(encode.I32), f.Local(encode.I32), f.Local(encode.I32), f.Local(encode.I32)}
}

// start puts the cursor at the beginning of the row.
func (c *cursor) start() {
	address(c.f, c.from, c.row, c.from.rowStride, -1, 0)
	c.f.Set(c.source)
	address(c.f, c.to, c.row, c.to.rowStride, -1, 0)
	c.f.Set(c.at)
	c.f.I32(0)
	c.f.Set(c.column)
}

// span copies what is left of the row, lanes numbers at a time, as far as whole groups of lanes go.
func (c *cursor) span(lanes int, possible bool) {
	f := c.f
	cols := c.from.shape.cols
	if !possible || cols < lanes || lanes == 1 && cols%4 == 0 && c.from.colStride == 1 {
		return
	}
	load, store := encode.V128Load, encode.V128Store
	if lanes == 1 {
		load, store = encode.F32Load, encode.F32Store
	}
	f.Loop(func() {
		f.Get(c.at)
		f.Get(c.source)
		f.Memory(load, 0)
		f.Memory(store, 0)
		advance(f.Function, c.source, 4*lanes*c.from.colStride)
		advance(f.Function, c.at, 4*lanes)
		advance(f.Function, c.column, lanes)
		f.Get(c.column)
		f.I32(cols / lanes * lanes)
		f.Op(encode.I32LtS)
	})
}

// gather copies the rows of a matrix that an index column names.
type gather struct{ from, index, to view }

func (g *gather) reads() []view  { return []view{g.from, g.index} }
func (g *gather) writes() []view { return []view{g.to} }
func (g *gather) String() string { return fmt.Sprintf("gather %v at %v → %v", g.from, g.index, g.to) }

func (g *gather) describe(f *form) {
	f.note("gather")
	f.views(g.from, g.index, g.to)
}

func (g *gather) emit(_ *emitter, f body) {
	c := newCursor(f, g.from, g.to)
	f.Count(c.row, 0, g.to.shape.rows, 1, func() {
		c.start()
		pushIndexed(f, g.from, g.index, c.row)
		f.Set(c.source)
		c.span(4, true)
		c.span(1, true)
	})
}

// pushIndexed pushes the address of the row of v that index[row] names, clamped to the rows there are.
func pushIndexed(f body, v, index view, row encode.Local) {
	f.base(v)
	address(f, index, row, index.rowStride, -1, 0)
	f.Memory(encode.F32Load, 0)
	f.F32(0)
	f.Op(encode.F32Max)
	f.F32(float32(v.shape.rows - 1))
	f.Op(encode.F32Min)
	f.Op(encode.I32TruncSatF32S)
	f.I32(4 * v.rowStride)
	f.Op(encode.I32Mul)
	f.Op(encode.I32Add)
}

// scatter adds rows to the rows of a matrix of zeros that an index column names, in order.
type scatter struct{ from, index, to view }

func (s *scatter) reads() []view  { return []view{s.from, s.index} }
func (s *scatter) writes() []view { return []view{s.to} }
func (s *scatter) String() string {
	return fmt.Sprintf("scatter %v at %v → %v", s.from, s.index, s.to)
}

func (s *scatter) describe(f *form) {
	f.note("scatter")
	f.views(s.from, s.index, s.to)
}

func (s *scatter) emit(_ *emitter, f body) {
	c := newCursor(f, s.from, s.to)
	fill(f, c.row, s.to, s.to.shape.size(), 0)
	f.Count(c.row, 0, s.from.shape.rows, 1, func() {
		c.start()
		pushIndexed(f, s.to, s.index, c.row)
		f.Set(c.at)
		f.Loop(func() {
			f.Get(c.at)
			f.Get(c.at)
			f.Memory(encode.F32Load, 0)
			f.Get(c.source)
			f.Memory(encode.F32Load, 0)
			f.Op(encode.F32Add)
			f.Memory(encode.F32Store, 0)
			advance(f.Function, c.source, 4)
			advance(f.Function, c.at, 4)
			advance(f.Function, c.column, 1)
			f.Get(c.column)
			f.I32(s.from.shape.cols)
			f.Op(encode.I32LtS)
		})
	})
}
