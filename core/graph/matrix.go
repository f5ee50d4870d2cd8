package graph

// MatMul is the product a·b.
func (n *Node) MatMul(b *Node) *Node { return n.product(b, false, false) }

// MatMulNT is a·bᵀ.
func (n *Node) MatMulNT(b *Node) *Node { return n.product(b, false, true) }

// MatMulTN is aᵀ·b.
func (n *Node) MatMulTN(b *Node) *Node { return n.product(b, true, false) }

func (n *Node) product(b *Node, ta, tb bool) *Node {
	if n.op == Invalid {
		return n
	}
	if b.op == Invalid {
		return b
	}
	rows, inner := n.rows, n.cols
	if ta {
		rows, inner = inner, rows
	}
	other, cols := b.rows, b.cols
	if tb {
		other, cols = cols, other
	}
	if inner != other {
		return n.graph.fail("matmul of %v%s and %v%s: inner dimensions %d and %d differ", n, mark(ta), b, mark(tb), inner, other)
	}
	return n.graph.add(&Node{op: MatMul, args: []*Node{n, b}, rows: rows, cols: cols, ta: ta, tb: tb})
}

func mark(transposed bool) string {
	if transposed {
		return "ᵀ"
	}
	return ""
}

// Transpose is aᵀ.
func (n *Node) Transpose() *Node { return n.shaped(Transpose, n.cols, n.rows) }

// SumRows is the sum over rows, 1×cols.
func (n *Node) SumRows() *Node { return n.shaped(SumRows, 1, n.cols) }

// SumCols is the sum over columns, rows×1.
func (n *Node) SumCols() *Node { return n.shaped(SumCols, n.rows, 1) }

// MaxRows is the largest of each column, 1×cols.
func (n *Node) MaxRows() *Node { return n.shaped(MaxRows, 1, n.cols) }

// MaxCols is the largest of each row, rows×1.
func (n *Node) MaxCols() *Node { return n.shaped(MaxCols, n.rows, 1) }

// Sum is the sum of all elements, 1×1.
func (n *Node) Sum() *Node { return n.SumCols().SumRows() }

// Mean is the mean of all elements, 1×1.
func (n *Node) Mean() *Node { return n.Sum().Scale(1 / float64(n.Size())) }

// LogSumExpCols is log Σⱼ exp aᵢⱼ, rows×1, without overflow.
func (n *Node) LogSumExpCols() *Node {
	top := n.MaxCols().StopGradient()
	return n.Sub(top).Exp().SumCols().Log().Add(top)
}

// Broadcast repeats a 1×1, 1×cols or rows×1 matrix to rows×cols.
func (n *Node) Broadcast(rows, cols int) *Node {
	if n.rows != rows && n.rows != 1 || n.cols != cols && n.cols != 1 {
		return n.refuse("broadcast of %v to %d×%d", n, rows, cols)
	}
	if n.rows == rows && n.cols == cols {
		return n
	}
	return n.shaped(Broadcast, rows, cols)
}

// Reshape reads the same numbers, row by row, as another shape.
func (n *Node) Reshape(rows, cols int) *Node {
	if rows*cols != n.Size() || rows < 1 {
		return n.refuse("reshape of %v to %d×%d: sizes differ", n, rows, cols)
	}
	return n.shaped(Reshape, rows, cols)
}

// SliceRows is the rows [from, to).
func (n *Node) SliceRows(from, to int) *Node {
	if from < 0 || to > n.rows || from >= to {
		return n.refuse("rows [%d,%d) of %v: want a range within [0,%d)", from, to, n, n.rows)
	}
	return n.slice(SliceRows, to-from, n.cols, from, to)
}

// SliceCols is the columns [from, to).
func (n *Node) SliceCols(from, to int) *Node {
	if from < 0 || to > n.cols || from >= to {
		return n.refuse("columns [%d,%d) of %v: want a range within [0,%d)", from, to, n, n.cols)
	}
	return n.slice(SliceCols, n.rows, to-from, from, to)
}

func (n *Node) slice(op Op, rows, cols, from, to int) *Node {
	s := n.shaped(op, rows, cols)
	s.from, s.to = from, to
	return s
}

// ConcatRows puts n and matrices of equal width one above the other.
func (n *Node) ConcatRows(below ...*Node) *Node { return n.concat(ConcatRows, below) }

// ConcatCols puts n and matrices of equal height side by side.
func (n *Node) ConcatCols(right ...*Node) *Node { return n.concat(ConcatCols, right) }

func (n *Node) concat(op Op, others []*Node) *Node {
	parts := append([]*Node{n}, others...)
	rows, cols := 0, 0
	for _, p := range parts {
		switch {
		case p.op == Invalid:
			return p
		case op == ConcatRows && p.cols == n.cols:
			rows, cols = rows+p.rows, n.cols
		case op == ConcatCols && p.rows == n.rows:
			rows, cols = n.rows, cols+p.cols
		default:
			return n.graph.fail("%v of %v and %v: shapes do not fit", op, n, p)
		}
	}
	if len(parts) == 1 {
		return n
	}
	return n.graph.add(&Node{op: op, args: parts, rows: rows, cols: cols})
}

// Gather takes the rows of n at index [m×1]: m×cols. An index outside the rows is clamped to them.
func (n *Node) Gather(index *Node) *Node {
	if n.op == Invalid || index.op == Invalid {
		return n.refuse("")
	}
	if index.cols != 1 {
		return n.graph.fail("gather from %v at %v: want an index column", n, index)
	}
	return n.graph.add(&Node{op: Gather, args: []*Node{n, index}, rows: index.rows, cols: n.cols})
}

// ScatterAdd makes rows×cols zeros and adds row i of n to row index[i], in the order of i; an index outside the rows is clamped to them.
func (n *Node) ScatterAdd(index *Node, rows int) *Node {
	if n.op == Invalid || index.op == Invalid {
		return n.refuse("")
	}
	if index.cols != 1 || index.rows != n.rows || rows < 1 {
		return n.graph.fail("scatter of %v at %v into %d rows: want one index a row", n, index, rows)
	}
	return n.graph.add(&Node{op: ScatterAdd, args: []*Node{n, index}, rows: rows, cols: n.cols})
}

// Argsort is the indices [m×1] that sort a column upwards; equal numbers keep their order, −0 comes before 0, and NaN last. Its derivative is 0.
func (n *Node) Argsort() *Node {
	if n.cols != 1 {
		return n.refuse("argsort of %v: want a column", n)
	}
	return n.shaped(Argsort, n.rows, 1)
}

func (n *Node) shaped(op Op, rows, cols int) *Node {
	if n.op == Invalid {
		return n
	}
	return n.graph.add(&Node{op: op, args: []*Node{n}, rows: rows, cols: cols})
}

// refuse passes an invalid operand along, or records what is wrong with a valid one.
func (n *Node) refuse(format string, args ...any) *Node {
	if n.op == Invalid || format == "" {
		return &Node{graph: n.graph, op: Invalid, rows: 1, cols: 1}
	}
	return n.graph.fail(format, args...)
}
