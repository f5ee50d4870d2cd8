package onnx

import "pushforward/core/graph"

func (l lowering) structural(n *graph.Node) (Value, error) {
	v := l.values[n.Args()[0]]
	from, to := n.Bounds()
	switch n.Op() {
	case graph.Broadcast:
		return l.broadcast(n, v)
	case graph.Reshape:
		if v.points == 0 {
			return Value{name: l.apply("Reshape", nil, v.name, l.integers(n.Rows(), n.Cols()))}, nil
		}
		if n.Rows()%l.chunk != 0 { // some points would share a row
			return Value{}, refused(n)
		}
		return Value{l.apply("Reshape", nil, v.name, l.integers(-1, n.Cols())), n.Rows() / l.chunk}, nil
	case graph.SliceCols:
		return Value{l.slice(v.name, from, to, 1), v.points}, nil
	case graph.ConcatCols:
		return l.sideBySide(n)
	}
	for _, a := range n.Args() { // what follows mixes rows
		if l.values[a].points > 0 {
			return Value{}, refused(n)
		}
	}
	switch n.Op() {
	case graph.Transpose:
		return Value{name: l.apply("Transpose", nil, v.name)}, nil
	case graph.SliceRows:
		return Value{name: l.slice(v.name, from, to, 0)}, nil
	case graph.ConcatRows:
		return Value{name: l.apply("Concat", whole("axis", 0), l.operands(n)...)}, nil
	}
	return Value{}, refused(n)
}

func (l lowering) slice(name string, from, to, axis int) string {
	return l.apply("Slice", nil, name, l.integers(from), l.integers(to), l.integers(axis))
}

// broadcast repeats rows or columns. One row that becomes as many as a chunk has, or a multiple, becomes as many for each point.
func (l lowering) broadcast(n *graph.Node, v Value) (Value, error) {
	if v.points > 0 { // the rows are there
		return Value{l.apply("Expand", nil, v.name, l.integers(1, n.Cols())), v.points}, nil
	}
	if n.Rows()%l.chunk != 0 || n.Args()[0].Rows() != 1 {
		return Value{name: l.apply("Expand", nil, v.name, l.integers(n.Rows(), n.Cols()))}, nil
	}
	points := n.Rows() / l.chunk
	return Value{l.apply("Expand", nil, v.name, l.shape(points, n.Cols())), points}, nil
}

// shape is that of so many rows for each point.
func (l lowering) shape(points, columns int) string {
	rows := l.count.name
	if points > 1 {
		rows = l.apply("Mul", nil, rows, l.integers(points))
	}
	return l.apply("Concat", whole("axis", 0), rows, l.integers(columns))
}

func (l lowering) sideBySide(n *graph.Node) (Value, error) {
	points := l.values[n.Args()[0]].points
	for _, a := range n.Args() {
		if l.values[a].points != points {
			return Value{}, refused(n)
		}
	}
	return Value{l.apply("Concat", whole("axis", 1), l.operands(n)...), points}, nil
}
