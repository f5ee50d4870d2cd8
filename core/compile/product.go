package compile

import (
	"fmt"

	"pushforward/core/compile/encode"
)

// product is a matrix product c = a·b. The rows of b and c lie side by side; a may have any strides, so that aᵀ costs
// nothing. A block of c is kept in registers while k runs; each sum is taken in the order of k, whatever the block.
type product struct {
	a, b, to         view
	aPacked, bPacked bool // see [packing]
	relaxed          bool // see [Options]
}

func (p *product) reads() []view  { return []view{p.a, p.b} }
func (p *product) writes() []view { return []view{p.to} }

func (p *product) String() string {
	return fmt.Sprintf("product %d×%d×%d: [%v %v] → [%v]", p.a.shape.rows, p.a.shape.cols, p.b.shape.cols, p.a, p.b, p.to)
}

// widest is the number of columns of a whole block, and of a panel of b.
func (p *product) widest() int {
	if p.relaxed {
		return 8
	}
	return 16
}

// tallest is the number of rows of a block of some columns, at most [product.widest]: as many as the vectors of sums that fit the sixteen
// registers of x86-64 beside vectors of b, one element of a and a product.
//
// Eight additions at a time hide their latency. In Chromium a 5×8 block is as fast as 2×16; under wazero, whose broadcasts wait for one
// another, 2×16 with its fewer broadcasts reached 32 GFLOP/s and 5×8 24 (1024×128×128, where registers alone allow 55). Relaxed
// products, which need no register for the product, are fastest in blocks of 6×8: 58 to 63 GFLOP/s in Chromium, and 50 in those of 2×16, where registers alone allow 63.
func (p *product) tallest(cols int) int {
	if p.relaxed {
		return 12 / vectors(cols)
	}
	return 8 / vectors(cols)
}

// vectors is how many vectors of four columns it takes to hold some columns.
func vectors(cols int) int { return (cols + 3) / 4 }

func (p *product) describe(f *form) {
	packed := 0
	if p.aPacked {
		packed++
	}
	if p.bPacked {
		packed += 2
	}
	f.note("product", packed)
	f.views(p.a, p.b, p.to)
}

// emit calls the function of a block for every block of c: first the whole ones, then those left over below and to the right.
func (p *product) emit(e *emitter, f body) {
	call := func(rows, cols int, i, j encode.Local) {
		address(f, p.a, i, p.rowDistance(), -1, 0)
		address(f, p.b, -1, 0, j, p.columnDistance())
		address(f, p.to, i, p.to.rowStride, j, 1)
		f.Call(e.block(p.block(rows, cols)))
	}
	i, j := f.Local(encode.I32), f.Local(encode.I32)
	column := func(cols int) {
		rows, height := p.to.shape.rows, p.tallest(cols)
		f.Count(i, 0, rows/height*height, height, func() { call(height, cols, i, j) })
		if rest := rows % height; rest > 0 {
			f.I32(rows - rest)
			f.Set(i)
			call(rest, cols, i, j)
		}
	}
	cols := p.to.shape.cols
	widest := p.widest()
	f.Count(j, 0, cols/widest*widest, widest, func() { column(widest) })
	if rest := cols % widest; rest > 0 {
		f.I32(cols - rest)
		f.Set(j)
		column(rest)
	}
}

// A matrix is packed for a product when every panel is used by at least so many rows or columns of the other. With both packed, all
// forms of 1024×256×256 and 256×64×64 in Chromium come within 5% of the ceiling; aᵀb without was at 0.81 and 0.90 of it. With 3 rows, packing takes longer than the product.
const (
	enoughUses  = 64
	enoughInner = 16 // rows of b: a few lie close enough as they are
)

// packsB tells whether b is to be packed. If it is transposed it has to be copied anyway.
func (p *product) packsB() bool {
	pays := p.a.shape.rows >= enoughUses && p.b.shape.rows >= enoughInner
	return p.b.shape.cols%packedColumns == 0 && (pays || p.b.colStride != 1)
}

// packsA tells whether a is to be packed: only if its rows are far apart, and b is packed, so that all blocks are of one height. The six rows of
// relaxed blocks make no panels.
func (p *product) packsA() bool {
	return p.bPacked && !p.relaxed && p.a.colStride != 1 && p.a.shape.rows%packedColumns == 0 && p.b.shape.cols >= enoughUses
}

// rowDistance is how far apart (in floats) the rows of a begin; a packed one begins with its panel.
func (p *product) rowDistance() int {
	if p.aPacked {
		return p.a.shape.cols
	}
	return p.a.rowStride
}

// columnDistance is how far apart the columns of b begin; likewise.
func (p *product) columnDistance() int {
	if p.bPacked {
		return p.b.shape.rows
	}
	return 1
}

// address pushes the byte address of element (i, j) of a view; a negative local stands for 0.
func address(f body, v view, i encode.Local, rowStride int, j encode.Local, colStride int) {
	f.base(v)
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
