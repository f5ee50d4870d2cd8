package graph

// JVP is the derivative of each output along a direction (forward mode): tangents[i] has the shape of wrt[i], the results have the
// shapes of the outputs.
func JVP(outputs, wrt, tangents []*Node) []*Node {
	results := make([]*Node, len(outputs))
	if len(outputs) == 0 {
		return results
	}
	g := outputs[0].graph
	if len(wrt) != len(tangents) {
		invalid := g.fail("jvp: %d variables with %d tangents", len(wrt), len(tangents))
		for i := range results {
			results[i] = invalid
		}
		return results
	}
	tangent := map[*Node]*Node{}
	for i, w := range wrt {
		if w.rows != tangents[i].rows || w.cols != tangents[i].cols {
			tangent[w] = g.fail("jvp: tangent %v of %v: shapes differ", tangents[i], w)
			continue
		}
		tangent[w] = tangents[i]
	}
	for _, n := range Reachable(outputs...) {
		if tangent[n] == nil {
			tangent[n] = pushforward(n, tangent)
		}
	}
	for i, y := range outputs {
		if results[i] = tangent[y]; results[i] == nil {
			results[i] = g.Scalar(0).Broadcast(y.rows, y.cols)
		}
	}
	return results
}

// pushforward is the tangent of n, given those of its operands; nil is zero.
func pushforward(n *Node, tangent map[*Node]*Node) *Node {
	moving := false
	for _, a := range n.args {
		moving = moving || tangent[a] != nil
	}
	if !moving || n.op == StopGradient {
		return nil
	}
	dense := func(k int) *Node {
		if t := tangent[n.args[k]]; t != nil {
			return t
		}
		return n.graph.Scalar(0).Broadcast(n.args[k].rows, n.args[k].cols)
	}
	switch n.op {
	case MatMul:
		return pushforwardProduct(n, tangent)
	case MaxRows, MaxCols:
		return pushforwardMax(n, dense(0))
	case Gather, ScatterAdd:
		return n.With(n.graph, []*Node{dense(0), n.args[1]})
	case Argsort, Uniform, Normal:
		return nil
	}
	if n.op.Kind() == Elementwise {
		return pushforwardElementwise(n, tangent)
	}
	args := make([]*Node, len(n.args)) // the rest is linear in all operands
	for k := range args {
		args[k] = dense(k)
	}
	return n.With(n.graph, args)
}

func pushforwardElementwise(n *Node, tangent map[*Node]*Node) *Node {
	var sum *Node
	for k, d := range partials(n) {
		t := tangent[n.args[k]]
		if d == nil || t == nil {
			continue
		}
		if term := d.Mul(t); sum == nil {
			sum = term
		} else {
			sum = sum.Add(term)
		}
	}
	if sum == nil {
		return nil
	}
	return sum.Broadcast(n.rows, n.cols)
}

func pushforwardProduct(n *Node, tangent map[*Node]*Node) *Node {
	a, b := n.args[0], n.args[1]
	da, db := tangent[a], tangent[b]
	switch {
	case da == nil:
		return a.product(db, n.ta, n.tb)
	case db == nil:
		return da.product(b, n.ta, n.tb)
	default:
		return da.product(b, n.ta, n.tb).Add(a.product(db, n.ta, n.tb))
	}
}

// pushforwardMax is the mean tangent of the elements that attain the maximum.
func pushforwardMax(n, t *Node) *Node {
	moving := attained(n).Mul(t)
	if n.op == MaxRows {
		return moving.SumRows()
	}
	return moving.SumCols()
}
