package onnx

import "fmt"

// Loop carries v through body, so many times, and gives the last result. Body is given the value at hand and the row of its table [times×columns] that is
// this time's, a number [1×1] each.
func (b *Builder) Loop(v Value, columns, times int, table [][]float64, body func(v Value, row []Value) (Value, error)) (Value, error) {
	if len(table) != times || times < 1 {
		return Value{}, fmt.Errorf("onnx: a table of %d rows for %d times: want one each", len(table), times)
	}
	flat := make([]float32, 0, times*len(table[0]))
	for _, row := range table {
		for _, x := range row {
			flat = append(flat, float32(x))
		}
	}
	rows := b.floats(flat, times, len(table[0]), 1, 1)
	iteration, going, carried := b.name("k"), b.name("on"), Value{b.name("x"), v.points}
	inner := scope{outer: b.now, results: map[string]string{}}
	b.now = &inner
	defer func() { b.now = inner.outer }()
	row := make([]Value, len(table[0]))
	mine := b.apply("Gather", nil, rows, iteration)
	for i := range row {
		row[i] = Value{name: b.apply("Gather", nil, mine, b.index(i))}
	}
	last, err := body(carried, row)
	if err != nil {
		return Value{}, err
	}
	on := b.apply("Identity", nil, going)
	last = Value{b.apply("Identity", nil, last.name), v.points}

	graph := inner.nodes
	graph.text(2, "step")
	graph.message(11, described(iteration, typeInt64, nil))
	graph.message(11, described(going, typeBool, nil))
	graph.message(11, described(carried.name, typeFloat, []any{"N", columns}))
	graph.message(12, described(on, typeBool, nil))
	graph.message(12, described(last.name, typeFloat, []any{"N", columns}))

	b.now = inner.outer
	result := b.name("v")
	node := b.node("Loop", []string{b.index(times), b.constant(typeBool, []byte{1}), v.name}, result)
	var attribute message
	attribute.text(1, "body")
	attribute.message(6, graph)
	attribute.whole(20, attributeGraph)
	node.message(5, attribute)
	b.now.nodes.message(1, node)
	return Value{result, v.points}, nil
}

// described is the name and type of an input or output (ValueInfoProto). A dimension is a number, or the name of one that is not known.
func described(name string, kind int, shape []any) message {
	var dimensions, tensor, whole, value message
	for _, size := range shape {
		var dimension message
		switch size := size.(type) {
		case int:
			dimension.whole(1, int64(size))
		case string:
			dimension.text(2, size)
		}
		dimensions.message(1, dimension)
	}
	tensor.whole(1, int64(kind))
	tensor.message(2, dimensions)
	whole.message(1, tensor)
	value.text(1, name)
	value.message(2, whole)
	return value
}
