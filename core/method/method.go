// Package method has one file for each way to learn a sampler's map, and their registry.
//
// A method is a struct whose exported fields are its parameters. Build describes what it does as functions of a program: "init"
// sets the parameters, "step" takes one training step, and each ability is one function more, with variables of fixed names
// (see [Ability]). Nobody asks for a method by name: the page, the lab and the tests ask for abilities.
//
// Networks see standardised data: the target has mean 0 and standard deviation 1 in every column, and the source is embedded in
// the same frame.
package method

import (
	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// A Method learns a map from a source to a target.
type Method interface {
	// Build adds the method's functions to the problem's program. Errors name the parameter and what is allowed.
	Build(p *Problem) (*Model, error)
}

// An Ability is a question that a trained model can answer: the name of a function of its program, which reads and writes the variables below.
type Ability string

// The abilities. Chunk rows are answered at once.
const (
	Push     Ability = "push"     // the map itself: "push.from" [Chunk×d] → "push.to" [Chunk×d]
	Velocity Ability = "velocity" // v(t, x): "velocity.at" [Chunk×d], "velocity.time" [1×1] → "velocity.is" [Chunk×d]
	Witness  Ability = "witness"  // a test function, positive where more samples are wanted: "witness.at" [Chunk×d] → "witness.is" [Chunk×1]
)

// Chunk is how many points an ability's function takes in one call.
const Chunk = 1024

// The functions and the result that every method has.
const (
	Initialize = "init"
	Step       = "step"
	Loss       = "step.loss" // [1×1]
)

// A Model is what Build has made: the program is complete.
type Model struct {
	Parameters *nn.Parameters
	Horizon    int // steps until the learning rate has fallen to zero and training ends, unless the host says otherwise
	// Train takes one step. If nil, that is one call of "step".
	Train func(instance engine.Instance) error
}

// Problem is what a method is to learn, in the frame that networks see, and the program it adds to.
type Problem struct {
	Graph          *graph.Graph
	Dim            int // columns of source and target
	Source, Target Distribution
	Points         []float32 // [n×Dim] a sample of the target, to choose scales from
}

// A Distribution draws random points within a program.
type Distribution interface {
	// Draw is n points [n×d] of the stream of that name, new in every step.
	Draw(stream string, n int) *graph.Node
}

// Normal is the standard normal distribution.
type Normal struct {
	Graph *graph.Graph
	Dim   int
}

// Draw implements [Distribution].
func (d Normal) Draw(stream string, n int) *graph.Node { return d.Graph.Normal(stream, n, d.Dim) }

// Pool draws rows of a variable, uniformly and with replacement.
type Pool struct{ Rows *graph.Node }

// Draw implements [Distribution].
func (d Pool) Draw(stream string, n int) *graph.Node {
	row := d.Rows.Graph().Uniform(stream, n, 1).Scale(float64(d.Rows.Rows())).Floor()
	return d.Rows.Gather(row)
}
