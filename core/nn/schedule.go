package nn

import (
	"math"

	"pushforward/core/graph"
)

// HorizonName is the variable [1×1] that holds the number of steps a schedule spans. The host sets it before the first step.
const HorizonName = "horizon"

// Horizon declares the variable [HorizonName].
func Horizon(g *graph.Graph) *graph.Node { return g.Variable(HorizonName, 1, 1) }

// Cosine is the learning rate rate·(1+cos πp)/2 with p = counter/horizon, which falls from rate to 0 and stays there
// (Loshchilov and Hutter 2017, eq. 5, without restarts).
func Cosine(horizon *graph.Node, rate float64) *graph.Node {
	g := horizon.Graph()
	progress := g.Counter().Div(horizon).Min(g.Scalar(1))
	return progress.Scale(math.Pi).Cos().AddScalar(1).Scale(rate / 2)
}
