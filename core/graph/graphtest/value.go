package graphtest

import (
	"math"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// A value is a node with what is known about its numbers.
type value struct {
	*graph.Node
	bound float64 // of the absolute value, whenever the inputs are within [−2, 2]
	exact bool    // the bits do not depend on the arithmetic
}

// largest is the bound that values are scaled down to.
const largest = 4

// builder is a program under construction.
type builder struct {
	r     *random.Stream
	g     *graph.Graph
	limit int // of rows and columns
	pool  []value
	used  map[*graph.Node]bool
}

// dimension is a number of rows or columns: one in four is 1.
func (b *builder) dimension() int {
	if b.r.IntN(4) == 0 {
		return 1
	}
	return 1 + b.r.IntN(b.limit)
}

// pick is a value made before.
func (b *builder) pick() value { return b.use(b.pool) }

// pickExact is an exact value made before; there always is one, an input.
func (b *builder) pickExact() value {
	var exact []value
	for _, v := range b.pool {
		if v.exact {
			exact = append(exact, v)
		}
	}
	return b.use(exact)
}

func (b *builder) use(values []value) value {
	v := values[b.r.IntN(len(values))]
	b.used[v.Node] = true
	return v
}

// partner is v cut or repeated so that it broadcasts to a rows×cols matrix.
func (b *builder) partner(v value, rows, cols int) value {
	switch b.r.IntN(6) {
	case 0:
		rows, cols = 1, 1
	case 1:
		rows = 1
	case 2:
		cols = 1
	}
	return b.fit(v, rows, cols)
}

// fit cuts or repeats v to rows×cols.
func (b *builder) fit(v value, rows, cols int) value {
	n := v.Node
	if n.Rows() < rows && n.Rows() > 1 {
		n = n.ConcatRows(repeat(n, (rows-1)/n.Rows())...)
	}
	if n.Rows() > rows {
		from := b.r.IntN(n.Rows() - rows + 1)
		n = n.SliceRows(from, from+rows)
	}
	if n.Cols() < cols && n.Cols() > 1 {
		n = n.ConcatCols(repeat(n, (cols-1)/n.Cols())...)
	}
	if n.Cols() > cols {
		from := b.r.IntN(n.Cols() - cols + 1)
		n = n.SliceCols(from, from+cols)
	}
	return value{n.Broadcast(rows, cols), v.bound, v.exact}
}

func repeat(n *graph.Node, times int) []*graph.Node {
	nodes := make([]*graph.Node, times)
	for i := range nodes {
		nodes[i] = n
	}
	return nodes
}

// tame scales v by a power of two, which keeps it exact, until its bound is at most largest.
func (b *builder) tame(v value) value {
	if v.bound <= largest {
		return v
	}
	scale := math.Exp2(-math.Ceil(math.Log2(v.bound / largest)))
	return value{v.Scale(scale), v.bound * scale, v.exact}
}
