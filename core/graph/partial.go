package graph

import "math"

// partials are the derivatives of an element-wise node with respect to its operands, element by element; nil where
// the derivative is 0. Reverse and forward mode both use them.
func partials(n *Node) []*Node {
	g, x := n.graph, n.args[0]
	one := func(d *Node) []*Node { return []*Node{d} }
	switch n.op {
	case Neg:
		return one(g.Scalar(-1))
	case Abs:
		zero := g.Scalar(0)
		return one(zero.Less(x).Sub(x.Less(zero)))
	case Sqrt:
		return one(g.Scalar(0.5).Div(n))
	case Exp:
		return one(n)
	case Log:
		return one(g.Scalar(1).Div(x))
	case Sin:
		return one(x.Cos())
	case Cos:
		return one(x.Sin().Neg())
	case Tanh:
		return one(g.Scalar(1).Sub(n.Square()))
	case Sigmoid:
		return one(n.Mul(g.Scalar(1).Sub(n)))
	case Softplus:
		return one(x.Sigmoid())
	case Erf:
		return one(x.Square().Neg().Exp().Scale(2 / math.Sqrt(math.Pi)))
	case Add:
		return []*Node{g.Scalar(1), g.Scalar(1)}
	case Sub:
		return []*Node{g.Scalar(1), g.Scalar(-1)}
	case Mul:
		return []*Node{n.args[1], x}
	case Div:
		inverse := g.Scalar(1).Div(n.args[1])
		return []*Node{inverse, n.Neg().Mul(inverse)}
	case Min: // at a tie the second operand has the derivative
		first := x.Less(n.args[1])
		return []*Node{first, g.Scalar(1).Sub(first)}
	case Max:
		first := n.args[1].Less(x)
		return []*Node{first, g.Scalar(1).Sub(first)}
	case Select:
		return []*Node{nil, x.Select(g.Scalar(1), g.Scalar(0)), x.Select(g.Scalar(0), g.Scalar(1))}
	default: // Floor, Less, Equal, StopGradient: constant almost everywhere, or declared so
		return make([]*Node, len(n.args))
	}
}

// attained are the derivatives of a maximum with respect to its operand's elements: those that attain it share 1 evenly, so that a
// row that occurs twice moves the maximum as much as a row that occurs once.
func attained(n *Node) *Node {
	equal := n.args[0].Equal(n)
	if n.op == MaxRows {
		return equal.Div(equal.SumRows())
	}
	return equal.Div(equal.SumCols())
}
