// Package nn builds networks, optimisers and schedules as graphs. Nothing here computes: every function adds nodes.
package nn

import (
	"math"

	"pushforward/core/graph"
)

// Parameters are the trainable variables of a program, in the order of their declaration. The zero value has none.
type Parameters struct{ list []parameter }

type parameter struct{ variable, initial *graph.Node }

// Add declares the variable "net.name" [rows×cols] that starts as initial makes it.
func (p *Parameters) Add(g *graph.Graph, name string, rows, cols int, initial Initializer) *graph.Node {
	name = "net." + name
	v := g.Variable(name, rows, cols)
	p.list = append(p.list, parameter{v, initial(g, "init."+name, rows, cols)})
	return v
}

// Variables are the parameters themselves.
func (p *Parameters) Variables() []*graph.Node {
	variables := make([]*graph.Node, len(p.list))
	for i, q := range p.list {
		variables[i] = q.variable
	}
	return variables
}

// Count is how many numbers there are to learn.
func (p *Parameters) Count() int {
	count := 0
	for _, q := range p.list {
		count += q.variable.Size()
	}
	return count
}

// Initialize makes a function set every parameter to its start. The numbers come from the program's seed and the parameter's name.
func (p *Parameters) Initialize(f *graph.Function) {
	for _, q := range p.list {
		f.Assign(q.variable, q.initial)
	}
}

// An Initializer makes the first value of a parameter [rows×cols]; rows is the fan-in.
type Initializer func(g *graph.Graph, stream string, rows, cols int) *graph.Node

// Zeros starts at 0.
func Zeros(g *graph.Graph, _ string, rows, cols int) *graph.Node {
	return g.Scalar(0).Broadcast(rows, cols)
}

// He draws from N(0, 2/rows), which keeps the variance through rectifier-like layers (He et al. 2015, eq. 10).
func He(g *graph.Graph, stream string, rows, cols int) *graph.Node {
	return g.Normal(stream, rows, cols).Scale(math.Sqrt(2 / float64(rows)))
}

// LeCun draws from N(0, 1/rows), which keeps the variance through linear layers (LeCun et al. 1998, §4.6).
func LeCun(g *graph.Graph, stream string, rows, cols int) *graph.Node {
	return g.Normal(stream, rows, cols).Scale(math.Sqrt(1 / float64(rows)))
}

// Quiet is a hundredth of [LeCun]: what a last layer says counts for little at first.
func Quiet(g *graph.Graph, stream string, rows, cols int) *graph.Node {
	return LeCun(g, stream, rows, cols).Scale(0.01)
}
