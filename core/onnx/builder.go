// Package onnx writes maps as ONNX models, which other programs run: any number of points in, as many out.
//
// A [Builder] lowers functions of a [graph.Graph] to ONNX's operators, one method a kind of node, and can wrap them in a loop. The format is onnx.proto3 of
// ONNX 1.13: operator set 17, version 8 of the representation, which runtimes have read since 2022. Nothing here computes.
package onnx

import (
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
)

// A Value is what an operator gives, by name: a matrix of numbers of 32 bits. The zero value is none.
type Value struct {
	name string
	// points is how many rows each point has, 0 where the number of rows does not depend on that of the points.
	points int
}

// A Builder collects a model: its operators and their constants. It begins with one input z [N×columns] of N points.
type Builder struct {
	input     Value
	columns   int
	main      scope
	now       *scope // main, or the body of a loop
	constants message
	known     map[string]string // names of constants, by their content
	names     int
	variables func(name string) ([]float32, error)
	chunk     int
	count     Value // of the points, an int64 [1]
}

// scope is a list of operators, and the results of those that are known.
type scope struct {
	nodes   message
	outer   *scope
	results map[string]string // by operator, attributes and operands
}

// New is a model with an input of so many columns. Functions that are lowered have chunk rows for N points, and take the values of variables from a
// function.
func New(columns, chunk int, variables func(name string) ([]float32, error)) *Builder {
	b := &Builder{input: Value{"z", 1}, columns: columns, known: map[string]string{}, variables: variables, chunk: chunk}
	b.main.results = map[string]string{}
	b.now = &b.main
	b.count = Value{name: b.apply("Slice", nil, b.apply("Shape", nil, "z"), b.integers(0), b.integers(1))}
	return b
}

// Input is the model's input.
func (b *Builder) Input() Value { return b.input }

// name is a new one.
func (b *Builder) name(prefix string) string {
	b.names++
	return prefix + strconv.Itoa(b.names)
}

// The types of tensors and attributes that are used (TensorProto.DataType, AttributeProto.AttributeType).
const (
	typeFloat = 1
	typeInt64 = 7
	typeBool  = 9

	attributeInt   = 2
	attributeGraph = 5
	attributeInts  = 7
)

// constant is the name of a tensor of that content; the same one for the same content.
func (b *Builder) constant(kind int, raw []byte, shape ...int) string {
	var tensor message
	for _, n := range shape {
		tensor.whole(1, int64(n))
	}
	tensor.whole(2, int64(kind))
	content := tensor
	content.message(9, raw)
	if name, ok := b.known[string(content)]; ok {
		return name
	}
	name := b.name("c")
	b.known[string(content)] = name
	b.addTensor(tensor, name, raw)
	return name
}

func (b *Builder) addTensor(head message, name string, raw []byte) {
	head.text(8, name)
	head.message(9, raw)
	b.constants.message(5, head)
}

// floats is a constant matrix.
func (b *Builder) floats(values []float32, shape ...int) string {
	return b.constant(typeFloat, floatBytes(values), shape...)
}

// integers is a constant list.
func (b *Builder) integers(values ...int) string {
	return b.constant(typeInt64, intBytes(values), len(values))
}

// index is a constant number of no dimension.
func (b *Builder) index(value int) string { return b.constant(typeInt64, intBytes([]int{value})) }

func intBytes(values []int) []byte {
	var raw []byte
	for _, n := range values {
		raw = binary.LittleEndian.AppendUint64(raw, uint64(n))
	}
	return raw
}

func floatBytes(values []float32) []byte {
	raw := make([]byte, 0, 4*len(values))
	for _, x := range values {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(x))
	}
	return raw
}

// variable is a parameter by its own name.
func (b *Builder) variable(name string, rows, cols int) (string, error) {
	if _, ok := b.known["variable "+name]; ok {
		return name, nil
	}
	values, err := b.variables(name)
	if err != nil {
		return "", err
	}
	if len(values) != rows*cols {
		return "", fmt.Errorf("onnx: %d numbers for variable %q: want %d", len(values), name, rows*cols)
	}
	b.known["variable "+name] = name
	var tensor message
	tensor.whole(1, int64(rows))
	tensor.whole(1, int64(cols))
	tensor.whole(2, typeFloat)
	b.addTensor(tensor, name, floatBytes(values))
	return name, nil
}

// attributes are what an operator is told beside its operands.
type attributes []attribute

// An attribute is a whole number by name, or a list of one.
type attribute struct {
	name  string
	value int
	list  bool
}

func (a attribute) message() message {
	var m message
	m.text(1, a.name)
	if a.list {
		m.whole(8, int64(a.value))
		m.whole(20, attributeInts)
	} else {
		m.whole(3, int64(a.value))
		m.whole(20, attributeInt)
	}
	return m
}

// whole is the attribute of one whole number.
func whole(name string, value int) attributes { return attributes{{name: name, value: value}} }

// apply adds an operator with one result, unless there is the same one already, and returns the result's name. An operand "" is one that is left out.
func (b *Builder) apply(operator string, with attributes, operands ...string) string {
	key := fmt.Sprint(operator, with, operands)
	for s := b.now; s != nil; s = s.outer {
		if name, ok := s.results[key]; ok {
			return name
		}
	}
	name := b.name("v")
	b.now.results[key] = name
	node := b.node(operator, operands, name)
	for _, a := range with {
		node.message(5, a.message())
	}
	b.now.nodes.message(1, node)
	return name
}

// node is an operator before its attributes (NodeProto).
func (b *Builder) node(operator string, operands []string, result string) message {
	var m message
	for _, name := range operands {
		m.text(1, name)
	}
	m.text(2, result)
	m.text(4, operator)
	return m
}

// Affine is scale·v + shift, with one number for each column of v.
func (b *Builder) Affine(v Value, scale, shift []float32) Value {
	scaled := b.apply("Mul", nil, v.name, b.floats(scale, 1, len(scale)))
	return Value{b.apply("Add", nil, scaled, b.floats(shift, 1, len(shift))), v.points}
}

// Scale is factor·v.
func (b *Builder) Scale(v Value, factor float64) Value {
	if factor == 1 {
		return v
	}
	return Value{b.apply("Mul", nil, v.name, b.floats([]float32{float32(factor)}, 1, 1)), v.points}
}

// Add is v + other, of as many columns.
func (b *Builder) Add(v, other Value) Value {
	return Value{b.apply("Add", nil, v.name, other.name), max(v.points, other.points)}
}

// Times is factor·v, with a factor [1×1].
func (b *Builder) Times(factor, v Value) Value {
	return Value{b.apply("Mul", nil, factor.name, v.name), v.points}
}
