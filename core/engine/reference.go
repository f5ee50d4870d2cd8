package engine

import (
	"fmt"

	"pushforward/core/graph"
)

// Reference evaluates programs in float64, keeping variables as float32 as the compiled program does.
type Reference struct{}

var _ Engine = Reference{}

// Instantiate implements [Engine].
func (Reference) Instantiate(program *graph.Graph) (Instance, error) {
	if err := program.Err(); err != nil {
		return nil, err
	}
	r := &reference{program: program, variables: map[string][]float32{}}
	for _, v := range program.Variables() {
		r.variables[v.Name()] = make([]float32, v.Size())
	}
	return r, nil
}

// reference is a program under evaluation; its variables are nil once it is closed.
type reference struct {
	program   *graph.Graph
	variables map[string][]float32
}

func (r *reference) Call(function string) error {
	if r.variables == nil {
		return errClosed()
	}
	f := r.program.Lookup(function)
	if f == nil {
		return errUnknown("function", function)
	}
	values := Evaluate(f.Nodes(), r.variables)
	for _, a := range f.Assignments {
		stored := r.variables[a.Variable.Name()]
		for i, x := range values[a.Value] {
			stored[i] = float32(x)
		}
	}
	return nil
}

func (r *reference) Read(dst []float32, variable string) error {
	stored, err := r.lookup(variable, len(dst))
	copy(dst, stored)
	return err
}

func (r *reference) Write(variable string, src []float32) error {
	stored, err := r.lookup(variable, len(src))
	copy(stored, src)
	return err
}

func (r *reference) lookup(variable string, size int) ([]float32, error) {
	if r.variables == nil {
		return nil, errClosed()
	}
	stored, ok := r.variables[variable]
	if !ok {
		return nil, errUnknown("variable", variable)
	}
	if len(stored) != size {
		return nil, errSize(variable, size, len(stored))
	}
	return stored, nil
}

func (r *reference) Close() error {
	r.variables = nil
	return nil
}

// Evaluate computes nodes, operands before results, from the variables by name: each value row by row in float64.
// variables must hold, at its size, every variable among nodes.
func Evaluate(nodes []*graph.Node, variables map[string][]float32) map[*graph.Node][]float64 {
	values := make(map[*graph.Node][]float64, len(nodes))
	for _, n := range nodes {
		args := make([]matrix, len(n.Args()))
		for k, a := range n.Args() {
			args[k] = matrix{a.Rows(), a.Cols(), values[a]}
		}
		out := matrix{n.Rows(), n.Cols(), make([]float64, n.Size())}
		switch n.Op().Kind() {
		case graph.Leaf:
			evaluateLeaf(out, n, variables)
		case graph.Random:
			evaluateRandom(out, n, args)
		case graph.Elementwise:
			evaluateElementwise(out, n.Op(), args)
		case graph.Reduction:
			evaluateReduction(out, n.Op(), args[0])
		case graph.Structural:
			evaluateStructural(out, n, args)
		case graph.Product:
			evaluateProduct(out, n, args)
		case graph.Indexed:
			evaluateIndexed(out, n.Op(), args)
		default:
			panic(fmt.Sprintf("engine: operation %v has no reference", n.Op()))
		}
		values[n] = out.data
	}
	return values
}

func evaluateLeaf(out matrix, n *graph.Node, variables map[string][]float32) {
	from := n.Values()
	if n.Op() == graph.Variable {
		from = variables[n.Name()]
	}
	for i := range out.data {
		out.data[i] = float64(from[i])
	}
}
