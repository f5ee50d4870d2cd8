package formula

import "math"

// Log is the logarithm of the formula, taken apart where parts of it are positive whatever the point: that of a bell is its exponent, which
// is a number even where the bell is too small for one.
func (f *Formula) Log() *Formula { return &Formula{f.root.log()} }

// Neg is minus the formula.
func (f *Formula) Neg() *Formula { return &Formula{&node{op: negate, args: []*node{f.root}}} }

func (n *node) log() *node {
	two := func(kind op, a, b *node) *node { return &node{op: kind, args: []*node{a, b}} }
	value, constant := n.constant()
	switch {
	case constant && value > 0:
		return &node{op: number, value: math.Log(value)}
	case n.op == exponential:
		return n.args[0]
	case n.op == multiply && (n.args[0].positive() || n.args[1].positive()):
		return two(add, n.args[0].log(), n.args[1].log())
	case n.op == divide && n.args[1].positive():
		return two(subtract, n.args[0].log(), n.args[1].log())
	case n.op == add && n.positive():
		return two(logSum, n.args[0].log(), n.args[1].log())
	case n.op == squareRoot:
		return two(multiply, &node{op: number, value: 0.5}, n.args[0].log())
	case n.op == power && n.args[0].positive():
		return two(multiply, n.args[1], n.args[0].log())
	case n.op == power:
		if exponent, ok := n.args[1].constant(); ok && exponent != 0 && math.Mod(exponent, 2) == 0 {
			return two(multiply, n.args[1], (&node{op: absolute, args: n.args[:1]}).log())
		}
	}
	return &node{op: logarithm, args: []*node{n}}
}

// positive reports whether the node is known to be above 0 wherever it is defined, numbers too small for a machine aside.
func (n *node) positive() bool {
	if value, ok := n.constant(); ok {
		return value > 0
	}
	switch n.op {
	case exponential, sigmoid:
		return true
	case add, multiply, divide:
		return n.args[0].positive() && n.args[1].positive()
	case squareRoot, power:
		return n.args[0].positive()
	}
	return false
}

// constant is the node's value if that does not depend on the point.
func (n *node) constant() (value float64, ok bool) {
	if n.varies() {
		return 0, false
	}
	value = n.at(0, 0).F
	return value, !math.IsNaN(value)
}

func (n *node) varies() bool {
	switch n.op {
	case coordinateX, coordinateY, radius, angle:
		return true
	}
	for _, a := range n.args {
		if a.varies() {
			return true
		}
	}
	return false
}
