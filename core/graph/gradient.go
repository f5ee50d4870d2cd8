package graph

// Gradient is the derivative of a 1×1 loss with respect to each of wrt (reverse mode): nodes of the same shapes, zeros where
// the loss does not depend on them. Nodes between wrt and the loss are used, not built again, so a Gradient of a Gradient is a
// second derivative.
func Gradient(loss *Node, wrt ...*Node) []*Node {
	g := loss.graph
	if loss.op != Invalid && loss.Size() != 1 {
		g.fail("gradient of %v: want a 1×1 loss", loss)
	}
	return Pullback(loss, g.Scalar(1), wrt...)
}

// Pullback carries a cotangent of output (same shape) back to each of wrt: cotangentᵀ·∂output/∂wrt.
func Pullback(output, cotangent *Node, wrt ...*Node) []*Node {
	if output.rows != cotangent.rows || output.cols != cotangent.cols {
		cotangent = output.graph.fail("pullback of %v from %v: shapes differ", cotangent, output)
	}
	order := Reachable(output)
	active := dependents(order, wrt)
	adjoint := map[*Node]*Node{}
	if active[output] {
		adjoint[output] = cotangent
	}
	for i := len(order) - 1; i >= 0; i-- {
		n := order[i]
		dy := adjoint[n]
		if dy == nil || n.op.Kind() == Leaf {
			continue
		}
		for k, da := range transpose(n, dy, func(k int) bool { return active[n.args[k]] }) {
			a := n.args[k]
			if da == nil || !active[a] {
				continue
			}
			if adjoint[a] == nil {
				adjoint[a] = da
			} else {
				adjoint[a] = adjoint[a].Add(da)
			}
		}
	}
	gradients := make([]*Node, len(wrt))
	for i, w := range wrt {
		if gradients[i] = adjoint[w]; gradients[i] == nil {
			gradients[i] = w.graph.Scalar(0).Broadcast(w.rows, w.cols)
		}
	}
	return gradients
}

// dependents marks the nodes of order (operands first) that depend on any of roots.
func dependents(order, roots []*Node) map[*Node]bool {
	marked := map[*Node]bool{}
	for _, r := range roots {
		marked[r] = true
	}
	for _, n := range order {
		for _, a := range n.args {
			if marked[a] && n.op != StopGradient {
				marked[n] = true
			}
		}
	}
	return marked
}

// transpose applies the transposed derivative of n to the cotangent dy: one cotangent for each operand that is wanted.
func transpose(n, dy *Node, wanted func(k int) bool) []*Node {
	if n.op.Kind() == Elementwise {
		return transposeElementwise(n, dy, wanted)
	}
	if n.op == MatMul {
		return transposeProduct(n, dy, wanted)
	}
	a := n.args[0]
	switch n.op {
	case Broadcast:
		return []*Node{reduceTo(dy, a)}
	case SumRows, SumCols:
		return []*Node{dy.Broadcast(a.rows, a.cols)}
	case MaxRows, MaxCols:
		return []*Node{attained(n).Mul(dy)}
	case Transpose:
		return []*Node{dy.Transpose()}
	case Reshape:
		return []*Node{dy.Reshape(a.rows, a.cols)}
	case SliceRows:
		return []*Node{pad(dy, n.from, a.rows-n.to, true)}
	case SliceCols:
		return []*Node{pad(dy, n.from, a.cols-n.to, false)}
	case ConcatRows, ConcatCols:
		return transposeConcat(n, dy)
	case Gather:
		return []*Node{dy.ScatterAdd(n.args[1], a.rows), nil}
	case ScatterAdd:
		return []*Node{dy.Gather(n.args[1]), nil}
	default: // Argsort, random numbers
		return nil
	}
}

func transposeElementwise(n, dy *Node, wanted func(k int) bool) []*Node {
	cotangents := make([]*Node, len(n.args))
	for k, d := range partials(n) {
		if d != nil && wanted(k) {
			cotangents[k] = reduceTo(dy.Mul(d), n.args[k])
		}
	}
	return cotangents
}

// transposeProduct: for y = a·b, da = dy·bᵀ and db = aᵀ·dy; a transposed operand transposes its cotangent.
func transposeProduct(n, dy *Node, wanted func(k int) bool) []*Node {
	a, b := n.args[0], n.args[1]
	cotangents := make([]*Node, 2)
	if wanted(0) {
		if n.ta {
			cotangents[0] = b.product(dy, n.tb, true)
		} else {
			cotangents[0] = dy.product(b, false, !n.tb)
		}
	}
	if wanted(1) {
		if n.tb {
			cotangents[1] = dy.product(a, true, n.ta)
		} else {
			cotangents[1] = a.product(dy, !n.ta, false)
		}
	}
	return cotangents
}

func transposeConcat(n, dy *Node) []*Node {
	cotangents := make([]*Node, len(n.args))
	at := 0
	for k, a := range n.args {
		if n.op == ConcatRows {
			cotangents[k] = dy.SliceRows(at, at+a.rows)
			at += a.rows
		} else {
			cotangents[k] = dy.SliceCols(at, at+a.cols)
			at += a.cols
		}
	}
	return cotangents
}

// reduceTo sums y over the directions in which a was broadcast.
func reduceTo(y, a *Node) *Node {
	if a.cols == 1 && y.cols > 1 {
		y = y.SumCols()
	}
	if a.rows == 1 && y.rows > 1 {
		y = y.SumRows()
	}
	return y.Broadcast(a.rows, a.cols)
}

// pad puts zeros before and after the rows (or columns) of y.
func pad(y *Node, before, after int, rows bool) *Node {
	var parts []*Node
	zeros := func(count int) {
		if count > 0 && rows {
			parts = append(parts, y.graph.Scalar(0).Broadcast(count, y.cols))
		} else if count > 0 {
			parts = append(parts, y.graph.Scalar(0).Broadcast(y.rows, count))
		}
	}
	zeros(before)
	parts = append(parts, y)
	zeros(after)
	if rows {
		return parts[0].ConcatRows(parts[1:]...)
	}
	return parts[0].ConcatCols(parts[1:]...)
}
