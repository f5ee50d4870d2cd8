// Package graph holds a program as data: float32 matrices, the operations between them, and their derivatives.
//
// A [Graph] is a set of named variables (memory that lasts: parameters, optimiser state, batches, results) and of
// named functions. A [Function] is a list of simultaneous assignments: all right-hand sides are computed from
// the variables as they stood before the call, then all are stored. There is nothing else: an optimiser is an assignment
// to the parameters, a result is a variable the host reads, a training step is one call.
//
// Matrices have rows (the batch) and columns (the features). Element-wise operations broadcast 1×1, 1×n and
// m×1. [Gradient] (reverse) and [JVP] (forward) build further nodes of the same graph, so they nest.
//
// Construction never fails half-way: an impossible operation records the first error, which [Graph.Err]
// returns and every engine checks, and yields an invalid node that later operations pass along.
package graph

import (
	"fmt"
	"slices"
)

// The variables every graph has: they make random numbers and schedules functions of (seed, counter).
const (
	SeedName    = "seed"    // [1×4]: the 64-bit seed in 16-bit pieces, lowest first
	CounterName = "counter" // [1×1]: how many steps have been taken; exact up to 2²⁴
)

// A Graph is a program. The zero value is not usable; make one with [New].
type Graph struct {
	nodes     []*Node
	variables []*Node
	named     map[string]*Node // the variables
	functions []*Function
	seed      *Node
	counter   *Node
	err       error
	room      []Node // for copies
}

// New is a graph with the variables [SeedName] and [CounterName] and no function.
func New() *Graph {
	g := &Graph{named: map[string]*Node{}}
	g.seed = g.Variable(SeedName, 1, 4)
	g.counter = g.Variable(CounterName, 1, 1)
	return g
}

// Err is the first error of the construction, or nil.
func (g *Graph) Err() error { return g.err }

// Seed is the variable from which random numbers take their key [1×4].
func (g *Graph) Seed() *Node { return g.seed }

// Counter is the step counter [1×1]. A training step assigns counter+1 to it.
func (g *Graph) Counter() *Node { return g.counter }

// Variables are all variables in the order of their declaration.
func (g *Graph) Variables() []*Node { return slices.Clone(g.variables) }

// Functions are all functions in the order of their declaration.
func (g *Graph) Functions() []*Function { return slices.Clone(g.functions) }

// Size is the number of nodes; their IDs are below it.
func (g *Graph) Size() int { return len(g.nodes) }

// Lookup is the function called name, or nil.
func (g *Graph) Lookup(name string) *Function {
	for _, f := range g.functions {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Variable declares persistent memory [rows×cols] under a name of its own.
func (g *Graph) Variable(name string, rows, cols int) *Node {
	if g.named[name] != nil {
		return g.fail("variable %q is declared twice", name)
	}
	if rows < 1 || cols < 1 {
		return g.fail("variable %q of shape %d×%d: want at least 1×1", name, rows, cols)
	}
	v := g.add(&Node{op: Variable, name: name, rows: rows, cols: cols})
	g.variables = append(g.variables, v)
	g.named[name] = v
	return v
}

// Scalar is a 1×1 literal.
func (g *Graph) Scalar(value float64) *Node { return g.Constant(1, 1, float32(value)) }

// Constant is a literal matrix, values row by row.
func (g *Graph) Constant(rows, cols int, values ...float32) *Node {
	if rows < 1 || cols < 1 || len(values) != rows*cols {
		return g.fail("constant of shape %d×%d with %d values", rows, cols, len(values))
	}
	return g.add(&Node{op: Constant, rows: rows, cols: cols, values: slices.Clone(values)})
}

// Uniform is a matrix of uniform numbers on (0,1): element e of step c is the word (key(seed, stream), counter (e, c)) of
// Threefry. The same stream name in the same step means the same numbers.
func (g *Graph) Uniform(stream string, rows, cols int) *Node {
	return g.random(Uniform, stream, rows, cols)
}

// Normal is a matrix of standard normal numbers; element e of step c uses both words of Threefry's block (Box and Muller).
func (g *Graph) Normal(stream string, rows, cols int) *Node {
	return g.random(Normal, stream, rows, cols)
}

func (g *Graph) random(op Op, stream string, rows, cols int) *Node {
	if rows < 1 || cols < 1 {
		return g.fail("%v %q of shape %d×%d: want at least 1×1", op, stream, rows, cols)
	}
	return g.add(&Node{op: op, name: stream, rows: rows, cols: cols, args: []*Node{g.seed, g.counter}})
}

func (g *Graph) add(n *Node) *Node {
	for _, a := range n.args {
		if a.graph != g {
			return g.fail("%v of %v: the operand belongs to another graph", n.op, a)
		}
	}
	n.graph, n.id = g, len(g.nodes)
	g.nodes = append(g.nodes, n)
	return n
}

// invalidID is the ID of nodes that are of no graph.
const invalidID = -1

func (g *Graph) fail(format string, args ...any) *Node {
	if g.err == nil {
		g.err = fmt.Errorf("graph: "+format, args...)
	}
	return &Node{graph: g, id: invalidID, op: Invalid, rows: 1, cols: 1}
}
