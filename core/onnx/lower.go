package onnx

import (
	"fmt"

	"pushforward/core/graph"
)

// Lower adds the operators that a node depends on. Variables named in bound have those values; the others are constants of the model, with the values that
// they have now. It is an error if points would depend on one another, as they do in sums over rows, or on random numbers: the model has any number of
// points, and no source of them.
func (b *Builder) Lower(root *graph.Node, bound map[string]Value) (Value, error) {
	l := lowering{b, map[*graph.Node]Value{}}
	for _, n := range graph.Reachable(root) {
		v, err := l.node(n, bound)
		if err != nil {
			return Value{}, err
		}
		l.values[n] = v
	}
	return l.values[root], nil
}

// lowering is the values of one function's nodes.
type lowering struct {
	*Builder
	values map[*graph.Node]Value
}

// simple are the element-wise operations that ONNX has, operand by operand, under a name of its own.
var simple = [...]string{
	graph.Neg: "Neg", graph.Abs: "Abs", graph.Sqrt: "Sqrt", graph.Exp: "Exp", graph.Log: "Log", graph.Sin: "Sin", graph.Cos: "Cos", graph.Tanh: "Tanh",
	graph.Sigmoid: "Sigmoid", graph.Softplus: "Softplus", graph.Erf: "Erf", graph.Floor: "Floor", graph.Add: "Add", graph.Sub: "Sub", graph.Mul: "Mul",
	graph.Div: "Div", graph.Min: "Min", graph.Max: "Max",
}

func (l lowering) node(n *graph.Node, bound map[string]Value) (Value, error) {
	switch n.Op().Kind() {
	case graph.Leaf:
		return l.leaf(n, bound)
	case graph.Elementwise:
		return l.elementwise(n)
	case graph.Reduction:
		return l.reduction(n)
	case graph.Product:
		return l.product(n)
	case graph.Structural:
		return l.structural(n)
	case graph.Indexed:
		return l.indexed(n)
	case graph.Random:
		return Value{}, fmt.Errorf("onnx: %v %q: a model draws no random numbers", n.Op(), n.Name())
	}
	return Value{}, refused(n)
}

// refused says that an operation has no counterpart for any number of points.
func refused(n *graph.Node) error {
	return fmt.Errorf("onnx: %v makes %v: a model takes each point for itself", n.Op(), n)
}

func (l lowering) leaf(n *graph.Node, bound map[string]Value) (Value, error) {
	if n.Op() == graph.Constant {
		return Value{name: l.floats(n.Values(), n.Rows(), n.Cols())}, nil
	}
	if v, ok := bound[n.Name()]; ok {
		return v, nil
	}
	name, err := l.variable(n.Name(), n.Rows(), n.Cols())
	return Value{name: name}, err
}

// operands are the names of the operands' values.
func (l lowering) operands(n *graph.Node) []string {
	names := make([]string, len(n.Args()))
	for i, a := range n.Args() {
		names[i] = l.values[a].name
	}
	return names
}

func (l lowering) elementwise(n *graph.Node) (Value, error) {
	points := 0
	for _, a := range n.Args() {
		points = max(points, l.values[a].points)
	}
	for _, a := range n.Args() {
		if points > 0 && a.Rows() > 1 && l.values[a].points != points {
			return Value{}, refused(n)
		}
	}
	at := l.operands(n)
	switch n.Op() {
	case graph.StopGradient:
		return l.values[n.Args()[0]], nil
	case graph.Less, graph.Equal:
		operator := "Less"
		if n.Op() == graph.Equal {
			operator = "Equal"
		}
		return Value{l.cast(l.apply(operator, nil, at...), typeFloat), points}, nil
	case graph.Select:
		return Value{l.apply("Where", nil, l.cast(at[0], typeBool), at[1], at[2]), points}, nil
	}
	if int(n.Op()) >= len(simple) || simple[n.Op()] == "" {
		return Value{}, refused(n)
	}
	return Value{l.apply(simple[n.Op()], nil, at...), points}, nil
}

func (l lowering) cast(name string, kind int) string {
	return l.apply("Cast", whole("to", kind), name)
}

// reduction lowers sums and maxima along an axis. The sum's axes are an operand, the maximum's, before operator set 18, an attribute.
func (l lowering) reduction(n *graph.Node) (Value, error) {
	v, axis := l.values[n.Args()[0]], 1
	if n.Op() == graph.SumRows || n.Op() == graph.MaxRows {
		if axis = 0; v.points > 0 {
			return Value{}, refused(n)
		}
	}
	if n.Op() == graph.SumRows || n.Op() == graph.SumCols {
		return Value{l.apply("ReduceSum", nil, v.name, l.integers(axis)), v.points}, nil
	}
	return Value{l.apply("ReduceMax", attributes{{name: "axes", value: axis, list: true}}, v.name), v.points}, nil
}

func (l lowering) product(n *graph.Node) (Value, error) {
	a, b := l.values[n.Args()[0]], l.values[n.Args()[1]]
	ta, tb := n.Transposed()
	if b.points > 0 || a.points > 0 && ta {
		return Value{}, refused(n)
	}
	if !ta && !tb {
		return Value{l.apply("MatMul", nil, a.name, b.name), a.points}, nil
	}
	with := append(whole("transA", flag(ta)), whole("transB", flag(tb))...)
	return Value{l.apply("Gemm", with, a.name, b.name), a.points}, nil
}

func flag(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// indexed lowers a look-up in a table that no point changes. An index is brought within the rows, as the engine does.
func (l lowering) indexed(n *graph.Node) (Value, error) {
	table := n.Args()[0]
	if n.Op() != graph.Gather || l.values[table].points > 0 {
		return Value{}, refused(n)
	}
	index := l.values[n.Args()[1]]
	within := l.apply("Min", nil, index.name, l.floats([]float32{float32(table.Rows() - 1)}, 1, 1))
	within = l.apply("Max", nil, within, l.floats([]float32{0}, 1, 1))
	column := l.apply("Squeeze", nil, l.cast(within, typeInt64), l.integers(1))
	return Value{l.apply("Gather", nil, l.values[table].name, column), index.points}, nil
}
