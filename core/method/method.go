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
	"math"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
	"pushforward/core/transport"
)

// A Method learns a map from a source to a target.
type Method interface {
	// Build adds the method's functions to the problem's program. Errors name the parameter and what is allowed.
	Build(p *Problem) (*Model, error)
}

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
	Parameters *nn.Parameters // nil if nothing is learnt
	// Horizon is how many steps it takes until the learning rate has fallen to zero and training ends, unless the host says otherwise. It is 0
	// for a simulation without a learned part: then there is no function "step".
	Horizon int
	// Train takes one step. If nil, that is one call of "step".
	Train func(instance engine.Instance) error
	// Shards are the parts of a step that may be computed apart; none if there is nothing to gain by that. Train then takes a step alone.
	Shards []nn.Shard
	// Path is what the samples are carried along, where they are a Gaussian source's: then one of velocity, score and denoiser tells the others.
	Path *transport.Path
	// Diffusion is the noise per unit of time of the process that velocity and score belong to, where there is no Path to tell it.
	Diffusion func(t float64) float64
	// Pairing answers the ability [Pairs]; nil where the method pairs nothing.
	Pairing Pairing
	// Noise is how many columns of standard normal numbers an iteration of [Simulate] reads, and Evaluations how often it asks the density, score
	// or test function that drives it.
	Noise, Evaluations int
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

// Densitied distributions know the logarithm of their density, within a program.
type Densitied interface {
	// LogDensity is log p(x) [n×1] of points x [n×d], in nats, up to a constant if Normalised is false.
	LogDensity(x *graph.Node) *graph.Node
	Normalised() bool
}

// Normal is the standard normal distribution.
type Normal struct {
	Graph *graph.Graph
	Dim   int
}

// Draw implements [Distribution].
func (d Normal) Draw(stream string, n int) *graph.Node { return d.Graph.Normal(stream, n, d.Dim) }

// LogDensity implements [Densitied].
func (d Normal) LogDensity(x *graph.Node) *graph.Node {
	return x.Square().SumCols().Scale(-0.5).AddScalar(-0.5 * float64(d.Dim) * math.Log(2*math.Pi))
}

// Normalised implements [Densitied].
func (d Normal) Normalised() bool { return true }

// Pool draws rows of a variable, uniformly and with replacement.
type Pool struct{ Rows *graph.Node }

// Draw implements [Distribution].
func (d Pool) Draw(stream string, n int) *graph.Node {
	row := d.Rows.Graph().Uniform(stream, n, 1).Scale(float64(d.Rows.Rows())).Floor()
	return d.Rows.Gather(row)
}
