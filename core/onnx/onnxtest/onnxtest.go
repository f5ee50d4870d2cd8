// Package onnxtest reads ONNX models back, by the published description of the format, and checks that they are well formed.
package onnxtest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// A Model is what a test wants to know of a model.
type Model struct {
	Producer, About string
	OperatorSet     int
	Metadata        map[string]string
	Inputs, Outputs []string       // with their dimensions: z[N,2]
	Operators       map[string]int // how many of each, those of loops' bodies once
}

// fields are a message's fields by number: bytes, or numbers of 64 bits as eight bytes.
type fields map[int][][]byte

// parse reads a message of protocol buffers.
func parse(message []byte) (fields, error) {
	f := fields{}
	for len(message) > 0 {
		key, n := binary.Uvarint(message)
		value, more := binary.Uvarint(message[max(n, 0):])
		if n <= 0 || more <= 0 {
			return nil, errors.New("a number breaks off")
		}
		message = message[n+more:]
		number := int(key >> 3)
		switch key & 7 {
		case 0:
			f[number] = append(f[number], binary.LittleEndian.AppendUint64(nil, value))
		case 2:
			if value > uint64(len(message)) {
				return nil, fmt.Errorf("field %d has %d bytes of %d", number, value, len(message))
			}
			f[number] = append(f[number], message[:value])
			message = message[value:]
		default:
			return nil, fmt.Errorf("field %d is of kind %d", number, key&7)
		}
	}
	return f, nil
}

func (f fields) text(number int) string {
	if len(f[number]) == 0 {
		return ""
	}
	return string(f[number][0])
}

func (f fields) whole(number int) int {
	if len(f[number]) == 0 {
		return 0
	}
	return int(binary.LittleEndian.Uint64(f[number][0]))
}

// each parses all messages of a field.
func (f fields) each(number int, visit func(fields) error) error {
	for _, message := range f[number] {
		inner, err := parse(message)
		if err == nil {
			err = visit(inner)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Read reads a model and checks that each name is given once, before it is used, and that each constant has as many numbers as its shape.
func Read(content []byte) (*Model, error) {
	top, err := parse(content)
	if err != nil {
		return nil, err
	}
	m := &Model{Producer: top.text(2), About: top.text(6), Metadata: map[string]string{}, Operators: map[string]int{}}
	if version := top.whole(1); version != 8 {
		return nil, fmt.Errorf("version %d of the representation: want 8", version)
	}
	if err := top.each(8, func(set fields) error { m.OperatorSet = set.whole(2); return nil }); err != nil {
		return nil, err
	}
	if err := top.each(14, func(p fields) error { m.Metadata[p.text(1)] = p.text(2); return nil }); err != nil {
		return nil, err
	}
	return m, top.each(7, func(graph fields) error { return m.graph(graph, nil, true) })
}

// graph checks a graph within which the names of an outer one are known.
func (m *Model) graph(graph fields, known []string, outermost bool) error {
	known = slices.Clone(known)
	give := func(name string) error {
		if name == "" || slices.Contains(known, name) {
			return fmt.Errorf("the name %q is given twice, or none", name)
		}
		known = append(known, name)
		return nil
	}
	err := graph.each(11, func(v fields) error {
		if outermost {
			m.Inputs = append(m.Inputs, described(v))
		}
		return give(v.text(1))
	})
	if err == nil {
		err = graph.each(5, func(t fields) error { return errors.Join(tensor(t), give(t.text(8))) })
	}
	if err == nil {
		err = graph.each(1, func(node fields) error {
			m.Operators[node.text(4)]++
			for _, operand := range node[1] {
				if !slices.Contains(known, string(operand)) {
					return fmt.Errorf("%s uses %q before it is given", node.text(4), operand)
				}
			}
			if err := node.each(5, func(a fields) error {
				return a.each(6, func(body fields) error { return m.graph(body, known, false) })
			}); err != nil {
				return err
			}
			return give(node.text(2))
		})
	}
	if err != nil {
		return err
	}
	return graph.each(12, func(v fields) error {
		if outermost {
			m.Outputs = append(m.Outputs, described(v))
		}
		if !slices.Contains(known, v.text(1)) {
			return fmt.Errorf("the output %q is not given", v.text(1))
		}
		return nil
	})
}

// tensor checks the size of a constant.
func tensor(t fields) error {
	size := map[int]int{1: 4, 7: 8, 9: 1}[t.whole(2)]
	for _, n := range t[1] {
		size *= int(binary.LittleEndian.Uint64(n))
	}
	if size != len(t.text(9)) || size == 0 {
		return fmt.Errorf("the constant %q has %d bytes: want %d", t.text(8), len(t.text(9)), size)
	}
	return nil
}

// described is a name and its dimensions.
func described(v fields) string {
	text := v.text(1) + "["
	_ = v.each(2, func(kind fields) error {
		return kind.each(1, func(tensor fields) error {
			return tensor.each(2, func(shape fields) error {
				return shape.each(1, func(dimension fields) error {
					if name := dimension.text(2); name != "" {
						text += name + ","
					} else {
						text += fmt.Sprintf("%d]", dimension.whole(1))
					}
					return nil
				})
			})
		})
	})
	return text
}
