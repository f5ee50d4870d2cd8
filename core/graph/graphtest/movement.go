package graphtest

import (
	"math"

	"pushforward/core/graph"
)

// reshape takes one of the shapes of the same size within the limit.
func reshape(b *builder) value {
	v := b.pick()
	var rows []int
	for m := 1; m <= b.limit; m++ {
		if v.Size()%m == 0 && v.Size()/m <= b.limit {
			rows = append(rows, m)
		}
	}
	m := rows[b.r.IntN(len(rows))]
	return value{v.Reshape(m, v.Size()/m), v.bound, v.exact}
}

func (b *builder) slice() value {
	v := b.pick()
	n := v.Node
	if from := b.r.IntN(n.Rows()); b.r.IntN(2) == 0 {
		n = n.SliceRows(from, from+1+b.r.IntN(n.Rows()-from))
	} else {
		from = b.r.IntN(n.Cols())
		n = n.SliceCols(from, from+1+b.r.IntN(n.Cols()-from))
	}
	return value{n, v.bound, v.exact}
}

// concatRows puts as much of a second value below the first as the limit allows, at least one row.
func concatRows(b *builder) value {
	x, y := b.pick(), b.pick()
	if x.Rows() == b.limit {
		return x
	}
	y = b.fit(y, 1+b.r.IntN(b.limit-x.Rows()), x.Cols())
	return value{x.ConcatRows(y.Node), max(x.bound, y.bound), x.exact && y.exact}
}

func concatCols(b *builder) value {
	x, y := b.pick(), b.pick()
	if x.Cols() == b.limit {
		return x
	}
	y = b.fit(y, x.Rows(), 1+b.r.IntN(b.limit-x.Cols()))
	return value{x.ConcatCols(y.Node), max(x.bound, y.bound), x.exact && y.exact}
}

// broadcast repeats a row, a column or a single number.
func broadcast(b *builder) value {
	v := b.pick()
	rows, cols := b.dimension(), b.dimension()
	switch b.r.IntN(3) {
	case 0:
		v = b.fit(v, 1, cols)
	case 1:
		v = b.fit(v, rows, 1)
	default:
		v = b.fit(v, 1, 1)
	}
	return value{v.Broadcast(rows, cols), v.bound, v.exact}
}

func argsort(b *builder) value {
	v := b.pickExact()
	column := b.fit(v, v.Rows(), 1)
	return value{column.Argsort(), float64(max(v.Rows()-1, 1)), true}
}

func gather(b *builder) value {
	v := b.pick()
	return value{v.Gather(b.index(b.dimension(), v.Rows())), v.bound, v.exact}
}

func scatter(b *builder) value {
	v := b.pick()
	rows := b.dimension()
	return value{v.ScatterAdd(b.index(v.Rows(), rows), rows), v.bound * float64(v.Rows()), false}
}

// index is a column of count row numbers of a matrix of that many rows; some lie outside or between two numbers, which the operations
// clamp and truncate.
func (b *builder) index(count, rows int) *graph.Node {
	switch b.r.IntN(3) {
	case 0:
		numbers := make([]float32, count)
		for i := range numbers {
			numbers[i] = float32(b.r.IntN(rows+4) - 2)
		}
		return b.g.Constant(count, 1, numbers...)
	case 1:
		return b.fit(b.pickExact(), count, 1).Argsort()
	default: // a power of two scales without rounding
		return b.fit(b.pickExact(), count, 1).Abs().Scale(math.Exp2(math.Ceil(math.Log2(float64(rows)))))
	}
}
