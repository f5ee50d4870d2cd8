package compile

import (
	"fmt"

	"pushforward/core/compile/encode"
)

// product is a matrix product c = a·b. The rows of b and c lie side by side; a may have any strides, so that aᵀ costs
// nothing. A block of c is kept in registers while k runs; each sum is taken in the order of k, whatever the block.
type product struct{ a, b, to view }

func (p *product) reads() []view  { return []view{p.a, p.b} }
func (p *product) writes() []view { return []view{p.to} }

func (p *product) String() string {
	return fmt.Sprintf("product %d×%d×%d: [%v %v] → [%v]", p.a.shape.rows, p.a.shape.cols, p.b.shape.cols, p.a, p.b, p.to)
}

// widest is the number of columns of a whole block: four vectors.
const widest = 16

// tallest is the number of rows of a block of some columns (at most [widest]): as many as make eight vectors of sums, or six.
//
// Eight additions at a time hide their latency, and with up to four vectors of b, one element of a and a product they fit
// the sixteen registers of x86-64. In Chromium a 5×8 block is as fast; under wazero, whose broadcasts wait for one another, 2×16 with its
// fewer broadcasts reached 32 GFLOP/s and 5×8 24 (1024×128×128, where registers alone allow 55).
func tallest(cols int) int { return 8 / vectors(cols) }

// vectors is how many vectors of four columns it takes to hold some columns.
func vectors(cols int) int { return (cols + 3) / 4 }

// emit writes a function that calls that of a block for every block of c: first the whole ones, then those left over below and to the right.
func (p *product) emit(e *emitter) *encode.Function {
	f := e.module.Function("", nil, nil)
	call := func(rows, cols int, i, j encode.Local) {
		address(f, p.a, i, p.a.rowStride, -1, 0)
		address(f, p.b, -1, 0, j, 1)
		address(f, p.to, i, p.to.rowStride, j, 1)
		f.Call(e.block(p.block(rows, cols)))
	}
	i, j := f.Local(encode.I32), f.Local(encode.I32)
	column := func(cols int) {
		rows, height := p.to.shape.rows, tallest(cols)
		f.Count(i, 0, rows/height*height, height, func() { call(height, cols, i, j) })
		if rest := rows % height; rest > 0 {
			f.I32(rows - rest)
			f.Set(i)
			call(rest, cols, i, j)
		}
	}
	cols := p.to.shape.cols
	f.Count(j, 0, cols/widest*widest, widest, func() { column(widest) })
	if rest := cols % widest; rest > 0 {
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
