// Package graphtest makes random programs, for comparing whatever compiles, rewrites or differentiates a graph with the reference.
//
// The programs are well conditioned, so that float32 and float64 arithmetic agree to a tolerance:
//
//   - every value has a known bound and is scaled down when that bound exceeds 4; exponentials, logarithms, roots and quotients
//     get operands that are far from overflow and from poles;
//   - what has a jump or a kink (comparisons, floor, extrema, absolute value, argsort, indices) works only on exact values: those
//     whose bits do not depend on the arithmetic, because they are inputs, constants, uniform numbers, or moved, negated, compared or
//     selected from such.
package graphtest

import (
	"fmt"
	"math"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// The functions of a random program.
const (
	Step   = "step"   // outputs "step.y0", "step.y1", …; x0 ← a new value, x1 ← x0, counter ← counter + 1
	Derive = "derive" // outputs "derive.loss" [1×1], "derive.gradient0", … (of the loss by x0, …) and "derive.tangent" [1×1]

	// Curve outputs the loss's Hessian times the directions three ways, which are equal but for rounding: "curve.reverse0", … (the gradient
	// of the gradient along the directions), "curve.forward0", … (the tangent of the gradient) and "curve.mixed0", … (the gradient of the tangent).
	Curve = "curve"
)

// Inputs is the number of input variables x0, x1, …; x0 and x1 have the same shape.
const Inputs = 4

// Options say how large a program is. The zero value is a small program without derivatives.
type Options struct {
	MaxShape int // the largest number of rows or columns, ≥ 1; if 0, 7
	Nodes    int // how many operations, not counting those that fit and scale their operands; if 0, 12

	// Derivatives adds the function [Derive] and the directions v0, v1, …, one for each input. Such a program has no StopGradient of
	// its own, so that finite differences can judge it.
	Derivatives bool

	// Nested adds the function [Curve] to those of Derivatives, which it implies. It is about ten times as large as [Derive].
	Nested bool
}

// Random is a program drawn from r. Its variables are to be filled by the caller with numbers within [−2, 2] (see [Fill]) before each
// call that is compared: what a call stores is rounded, and a second call may see it on either side of a jump.
func Random(r *random.Stream, o Options) *graph.Graph {
	if o.MaxShape == 0 {
		o.MaxShape = 7
	}
	if o.Nodes == 0 {
		o.Nodes = 12
	}
	o.Derivatives = o.Derivatives || o.Nested
	b := &builder{r: r, g: graph.New(), limit: o.MaxShape, used: map[*graph.Node]bool{}}
	inputs := b.inputs()
	operations := operations(o)
	for range o.Nodes {
		v := b.tame(operations[r.IntN(len(operations))](b))
		b.pool = append(b.pool, v)
	}
	results := b.results()
	b.step(inputs, results)
	if o.Derivatives {
		d := b.derive(inputs, results)
		if o.Nested {
			b.curve(d)
		}
	}
	return b.g
}

// Fill draws numbers within [−2, 2] for a variable of a random program. About one in eight repeats an earlier one, and a few are 0 or
// −0, so that sorting and comparing meet ties.
func Fill(r *random.Stream, dst []float32) {
	for i := range dst {
		switch kind := r.IntN(32); {
		case kind == 0:
			dst[i] = 0
		case kind == 1:
			dst[i] = float32(math.Copysign(0, -1))
		case kind < 6 && i > 0:
			dst[i] = dst[r.IntN(i)]
		default:
			dst[i] = float32(4*r.Float64() - 2)
		}
	}
}

func (b *builder) inputs() []*graph.Node {
	rows, cols := b.dimension(), b.dimension()
	inputs := make([]*graph.Node, Inputs)
	for i := range inputs {
		if i > 1 {
			rows, cols = b.dimension(), b.dimension()
		}
		inputs[i] = b.g.Variable(fmt.Sprintf("x%d", i), rows, cols)
		b.pool = append(b.pool, value{inputs[i], 2, true})
	}
	return inputs
}

// results are the values that no other value uses, or the newest: some operations give back what they are given.
func (b *builder) results() []value {
	var results []value
	for _, v := range b.pool {
		if !b.used[v.Node] {
			results = append(results, v)
		}
	}
	if len(results) == 0 {
		return b.pool[len(b.pool)-1:]
	}
	return results
}

func (b *builder) step(inputs []*graph.Node, results []value) {
	f := b.g.Function(Step)
	for i, y := range results {
		f.Output(fmt.Sprintf("y%d", i), y.Node)
	}
	x := inputs[0]
	f.Assign(x, b.fit(results[len(results)-1], x.Rows(), x.Cols()).Tanh())
	f.Assign(inputs[1], x)
	f.Assign(b.g.Counter(), b.g.Counter().AddScalar(1))
}

// derivatives are the loss of a program, and its derivatives.
type derivatives struct {
	loss                         *graph.Node
	inputs, directions, gradient []*graph.Node
	tangent                      *graph.Node
}

// derive differentiates a smooth function of all results in both modes.
func (b *builder) derive(inputs []*graph.Node, results []value) derivatives {
	loss := b.g.Scalar(0)
	for i, y := range results {
		loss = loss.Add(y.AddScalar(float64(i)).Sin().Mean())
	}
	f := b.g.Function(Derive)
	f.Output("loss", loss)
	d := derivatives{loss: loss, inputs: inputs, gradient: graph.Gradient(loss, inputs...)}
	for i, n := range d.gradient {
		f.Output(fmt.Sprintf("gradient%d", i), n)
	}
	for i, x := range inputs {
		d.directions = append(d.directions, b.g.Variable(fmt.Sprintf("v%d", i), x.Rows(), x.Cols()))
	}
	d.tangent = graph.JVP([]*graph.Node{loss}, inputs, d.directions)[0]
	f.Output("tangent", d.tangent)
	return d
}

// curve differentiates the derivatives along the directions once more.
func (b *builder) curve(d derivatives) {
	along := b.g.Scalar(0)
	for i, n := range d.gradient {
		along = along.Add(n.Mul(d.directions[i]).Sum())
	}
	f := b.g.Function(Curve)
	for _, way := range []struct {
		name    string
		product []*graph.Node
	}{
		{"reverse", graph.Gradient(along, d.inputs...)},
		{"forward", graph.JVP(d.gradient, d.inputs, d.directions)},
		{"mixed", graph.Gradient(d.tangent, d.inputs...)},
	} {
		for i, n := range way.product {
			f.Output(fmt.Sprintf("%s%d", way.name, i), n)
		}
	}
}
