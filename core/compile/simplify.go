package compile

import (
	"math"
	"math/bits"
	"slices"

	"pushforward/core/graph"
)

// result is an assignment of a simplified function.
type result struct {
	variable string
	value    *graph.Node
}

// simplify rebuilds a function in a graph of its own: dead code and repeated subexpressions disappear, exact constant
// arithmetic is done, and operations that change nothing are dropped. It never changes a finite result (a zero may lose its sign).
func simplify(f *graph.Function) []result {
	nodes := f.Nodes()
	s := &simplifier{graph: graph.New(), known: make([]*graph.Node, 1<<bits.Len(uint(3*len(nodes))))}
	if len(nodes) > 0 {
		s.rebuilt = make([]*graph.Node, nodes[0].Graph().Size())
	}
	for _, n := range nodes {
		args := s.operands(len(n.Args()))
		for k, a := range n.Args() {
			args[k] = s.rebuilt[a.ID()]
		}
		s.rebuilt[n.ID()] = s.unique(s.rewrite(n, args))
	}
	results := make([]result, len(f.Assignments))
	for i, a := range f.Assignments {
		results[i] = result{a.Variable.Name(), s.rebuilt[a.Value.ID()]}
	}
	return results
}

type simplifier struct {
	graph   *graph.Graph
	known   []*graph.Node // by hash, or at the next free place; of three places for each of the function's nodes two are taken at most
	rebuilt []*graph.Node // by the ID of what it was
	room    []*graph.Node // for operands
}

// operands is a list for so many.
func (s *simplifier) operands(n int) []*graph.Node {
	if len(s.room) < n {
		s.room = make([]*graph.Node, max(n, 512))
	}
	list := s.room[:n:n]
	s.room = s.room[n:]
	return list
}

// unique is an earlier node that computes the same as n, or n. Rewriting may have made operands of n that were not yet known.
func (s *simplifier) unique(n *graph.Node) *graph.Node {
	for h := hash(n); ; h++ {
		at := h & uint64(len(s.known)-1)
		switch earlier := s.known[at]; {
		case earlier == nil:
			s.known[at] = n
			return n
		case same(earlier, n):
			return earlier
		}
	}
}

// same tells whether two nodes compute the same of the same operands.
func same(a, b *graph.Node) bool {
	aFrom, aTo := a.Bounds()
	bFrom, bTo := b.Bounds()
	ata, atb := a.Transposed()
	bta, btb := b.Transposed()
	return a.Op() == b.Op() && shapeOf(a) == shapeOf(b) && a.Name() == b.Name() && aFrom == bFrom && aTo == bTo && ata == bta && atb == btb &&
		slices.Equal(a.Args(), b.Args()) && slices.EqualFunc(a.Values(), b.Values(), sameBits)
}

// hash mixes what tells a node from most others (Fowler, Noll and Vo's FNV-1a, a word at a time).
func hash(n *graph.Node) uint64 {
	h := uint64(14695981039346656037)
	mix := func(word uint64) { h = (h ^ word) * 1099511628211 }
	from, to := n.Bounds()
	mix(uint64(n.Op()))
	mix(uint64(n.Rows())<<32 | uint64(n.Cols()))
	mix(uint64(from)<<32 | uint64(to))
	for _, a := range n.Args() {
		mix(uint64(a.ID()))
	}
	for _, v := range n.Values() {
		mix(uint64(math.Float32bits(v)))
	}
	for _, c := range []byte(n.Name()) {
		mix(uint64(c))
	}
	return h
}

// rewrite is n on new operands, or something simpler of the same shape and value.
func (s *simplifier) rewrite(n *graph.Node, args []*graph.Node) *graph.Node {
	switch n.Op().Kind() {
	case graph.Elementwise:
		if simpler := s.rewriteElementwise(n, args); simpler != nil {
			return s.fit(simpler, n)
		}
	case graph.Structural, graph.Reduction:
		if simpler := s.rewriteShape(n, args[0]); simpler != nil {
			return simpler
		}
	}
	return n.With(s.graph, args)
}

func (s *simplifier) fit(simpler, n *graph.Node) *graph.Node {
	return s.unique(simpler).Broadcast(n.Rows(), n.Cols())
}

func (s *simplifier) rewriteElementwise(n *graph.Node, args []*graph.Node) *graph.Node {
	a := args[0]
	if n.Op() == graph.StopGradient {
		return a
	}
	x, known := literal(a)
	if len(args) == 1 {
		if folded, ok := foldUnary(n.Op(), x); ok && known {
			return s.graph.Scalar(float64(folded))
		}
		return nil
	}
	b := args[1]
	y, alsoKnown := literal(b)
	if known && alsoKnown {
		if folded, ok := foldBinary(n.Op(), x, y); ok {
			return s.graph.Scalar(float64(folded))
		}
	}
	switch n.Op() {
	case graph.Add:
		switch {
		case known && x == 0:
			return b
		case alsoKnown && y == 0:
			return a
		}
	case graph.Sub:
		if alsoKnown && y == 0 {
			return a
		}
	case graph.Mul:
		switch {
		case known && x == 0, alsoKnown && y == 0:
			return s.graph.Scalar(0)
		case known && x == 1:
			return b
		case alsoKnown && y == 1:
			return a
		case known && x == -1:
			return b.Neg()
		case alsoKnown && y == -1:
			return a.Neg()
		}
	case graph.Div:
		if alsoKnown && y == 1 {
			return a
		}
	}
	return nil
}

// literal is the number that a node holds in every element, if it is a constant.
func literal(n *graph.Node) (float32, bool) {
	if n.Op() == graph.Broadcast {
		n = n.Args()[0]
	}
	if n.Op() != graph.Constant || n.Size() != 1 {
		return 0, false
	}
	return n.Values()[0], true
}

// foldUnary and foldBinary do the operations that IEEE 754 rounds correctly, so that the bits do not depend on who computes
// them; transcendentals of constants are left to the module.
func foldUnary(op graph.Op, x float32) (float32, bool) {
	switch op {
	case graph.Neg:
		return -x, true
	case graph.Abs:
		return float32(math.Abs(float64(x))), true
	case graph.Sqrt:
		return float32(math.Sqrt(float64(x))), true
	default:
		return 0, false
	}
}

func foldBinary(op graph.Op, x, y float32) (float32, bool) {
	switch op {
	case graph.Add:
		return x + y, true
	case graph.Sub:
		return x - y, true
	case graph.Mul:
		return x * y, true
	case graph.Div:
		return x / y, true
	default:
		return 0, false
	}
}

// rewriteShape drops operations that move or reduce nothing, and turns columns into rows, which are reduced faster.
func (s *simplifier) rewriteShape(n, a *graph.Node) *graph.Node {
	same := shapeOf(n) == shapeOf(a)
	if x, known := literal(a); known && n.Op().Kind() == graph.Structural && len(n.Args()) == 1 {
		return s.fit(s.graph.Scalar(float64(x)), n)
	}
	switch n.Op() {
	case graph.SumRows, graph.MaxRows:
		switch {
		case same:
			return a
		case a.Cols() == 1 && n.Op() == graph.SumRows:
			return s.unique(a.Reshape(1, a.Rows())).SumCols()
		case a.Cols() == 1:
			return s.unique(a.Reshape(1, a.Rows())).MaxCols()
		}
	case graph.SumCols, graph.MaxCols, graph.Reshape, graph.SliceRows, graph.SliceCols, graph.Broadcast:
		if same {
			return a
		}
	case graph.Transpose:
		switch {
		case a.Op() == graph.Transpose:
			return a.Args()[0]
		case a.Rows() == 1 || a.Cols() == 1:
			return a.Reshape(n.Rows(), n.Cols())
		}
	}
	if n.Op() != a.Op() {
		return nil
	}
	switch n.Op() { // the second of two alike says it all
	case graph.Reshape:
		if first := a.Args()[0]; shapeOf(first) == shapeOf(n) {
			return first
		}
		return a.Args()[0].Reshape(n.Rows(), n.Cols())
	case graph.Broadcast:
		return a.Args()[0].Broadcast(n.Rows(), n.Cols())
	default:
		return nil
	}
}
