package method

import (
	"fmt"
	"math"

	"pushforward/core/graph"
	"pushforward/core/nn"
	"pushforward/core/transport"
)

// A bridge leads from x0 to x1 with noise on the way: x_t = α(t) x0 + β(t) x1 + γ(t) η with η ~ N(0, I) and γ = σ√(t(1−t)), for σ = 1 that of a
// Brownian bridge (Albergo, Boffi and Vanden-Eijnden, Stochastic interpolants, arXiv 2303.08797, definition 2.1). Its network says
// f = E[α′x0 + β′x1 | x_t] and, side by side, h, which stands for E[η | x_t] = √(t(1−t))/ρ · h with ρ = √(t(1−t) + 0.15²). Of these
//
//	v = f + γ′ E[η|x_t] = f + σ(1−2t)/2ρ · h,   s = −E[η|x_t]/γ = −h/σρ,
//
// which are bounded at either end although γ′ and 1/γ are not, and whatever the source is, and whether x0 and x1 are paired or not.
type bridge struct {
	path    transport.Path
	sigma   float64
	octaves int
	network waved
}

// bridgeRound is the root of t(1−t) below which E[η|x_t] is taken to fall with it: the finest detail of the data, in units of σ, whose score is learnt with
// ease.
const bridgeRound = 0.15

func newBridge(p *Problem, parameters *nn.Parameters, n WavedNetwork, path transport.Path, sigma float64, octaves int) bridge {
	return bridge{path, sigma, octaves, newWaved(p, parameters, "bridge", n, p.Dim, 1+2*octaves, 2*p.Dim, nn.LeCun)}
}

// bend is √(t(1−t)) and ρ [n×1] at times t [n×1].
func (b bridge) bend(t *graph.Node) (root, rho *graph.Node) {
	square := t.Mul(t.Graph().Scalar(1).Sub(t))
	return square.Sqrt(), square.AddScalar(bridgeRound * bridgeRound).Sqrt()
}

// output is what the network says at points x [n×d] and times t [n×1]: f and h, both [n×d].
func (b bridge) output(t, x *graph.Node) (drift, noise *graph.Node) {
	d := x.Cols()
	both := b.network.at(x, nn.TimeFeatures(t, b.octaves))
	return both.SliceCols(0, d), both.SliceCols(d, 2*d)
}

// velocity is v [n×d] at points x [n×d] and times t [n×1].
func (b bridge) velocity(t, x *graph.Node) *graph.Node {
	_, rho := b.bend(t)
	drift, noise := b.output(t, x)
	slope := t.Graph().Scalar(1).Sub(t.Scale(2)).Div(rho).Scale(b.sigma / 2)
	return drift.Add(slope.Mul(noise))
}

// score is s [n×d] at points x [n×d] and times t [n×1].
func (b bridge) score(t, x *graph.Node) *graph.Node {
	_, rho := b.bend(t)
	_, noise := b.output(t, x)
	return noise.Div(rho).Scale(-1 / b.sigma)
}

// loss is the mean squared error [1×1] of both means, that of η times σ/2ρ, as the velocity feels it at either end, over rows of ends x0 and x1, noise η, all [n×d],
// and times t [n×1].
func (b bridge) loss(t, x0, x1, eta *graph.Node) *graph.Node {
	w := b.path.Weights(t)
	root, rho := b.bend(t)
	x := w.Alpha.Mul(x0).Add(w.Beta.Mul(x1)).Add(root.Scale(b.sigma).Mul(eta))
	drift, noise := b.output(t, x)
	wanted := w.AlphaDot.Mul(x0).Add(w.BetaDot.Mul(x1))
	felt := root.Div(rho).Mul(noise).Sub(eta).Div(rho).Scale(b.sigma / 2)
	return drift.Sub(wanted).Square().Mean().Add(felt.Square().Mean())
}

// offer adds the abilities of the bridge with the averaged network.
func (b bridge) offer(p *Problem, average *nn.Average) {
	b.network = b.network.average(average)
	offerFlow(p, b.velocity)
	offerTimed(p, Score, func(t, x *graph.Node) *graph.Node { return b.score(t.Broadcast(Chunk, 1), x) })
}

// bridgePath is the path of a name that leads all the way from x0 to x1.
func bridgePath(id string) (transport.Path, error) {
	switch id {
	case "linear":
		return transport.Linear(), nil
	case "trigonometric":
		return transport.Trigonometric(), nil
	}
	return transport.Path{}, fmt.Errorf("method: path %q: want linear or trigonometric", id)
}

// diffusion is the noise per unit of time of a process that the score steers without growing stiff at the ends: 2γ²/σ = 2σt(1−t).
func (b bridge) diffusion(t float64) float64 { return 2 * b.sigma * t * math.Max(0, 1-t) }
