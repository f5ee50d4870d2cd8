package method

import (
	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// Adversary is how a map and a critic are trained against each other: some steps of the critic before each step of the map. The map's steps are the shorter ones, so
// that the critic keeps up.
type Adversary struct {
	Rate        float64 `name:"lr" label:"Learning rate" default:"0.001" min:"0.00001" max:"0.1" scale:"log" help:"Step length of the map's Adam at the start; it falls to zero along a cosine."`
	Average     float64 `name:"ema" label:"Averaging" default:"0.999" min:"0" max:"0.9999" help:"How slowly the averaged parameters, with which samples are drawn, follow the trained ones; 0 is not at all."`
	CriticSteps int     `name:"critic-steps" label:"Critic steps" default:"1" min:"1" max:"5" help:"Steps of the critic before each step of the map."`
}

// A duel is a training of two: the critic lowers one loss, the map another. Both are asked for with points of the map and of the target, [Batch×d].
type duel struct {
	Batch      int
	Parameters *nn.Parameters // the critic's
	// Critic is the critic's loss [1×1], and what it takes the distance between the two laws to be, which is shown; progress [1×1] is the share of the
	// schedule that is over.
	Critic func(x, y, progress *graph.Node) (loss, claim *graph.Node)
	Map    func(x, y *graph.Node) *graph.Node // the map's loss [1×1]
	Adam   nn.Adam                            // of both
	Rate   float64                            // the critic's, at the start
}

// critic is the function that takes a step of the critic.
const critic = "critic"

// play is the model of a duel: the averaged map is what is offered as [Push], and returned with the critic's average.
func (a Adversary) play(p *Problem, n MapNetwork, d duel) (*Model, blocks, *nn.Average) {
	g, parameters := p.Graph, &nn.Parameters{}
	net := newBlocks(p, parameters, n)
	initialize := g.Function(Initialize)
	parameters.Initialize(initialize)
	d.Parameters.Initialize(initialize)
	horizon := nn.Horizon(g)

	progress := g.Counter().Div(horizon).Min(g.Scalar(1))
	claimed := g.Variable("critic.claim", 1, 1)
	draw, taken := a.turns(p, d.Batch)
	first := g.Lookup(critic)
	loss, claim := d.Critic(net.at(draw(p.Source, "critic source")).StopGradient(), draw(p.Target, "critic target"), progress)
	first.Assign(claimed, claim)
	opponent := d.Adam
	opponent.Taken = taken
	sharpened := opponent.Minimize(first, d.Parameters, loss, nn.Cosine(horizon, d.Rate))
	followed := nn.NewAverage(d.Parameters, initialize, first, sharpened, a.Average)

	step := g.Function(Step)
	x, y := net.at(p.Source.Draw("source", d.Batch)), p.Target.Draw("target", d.Batch)
	updated := d.Adam.Minimize(step, parameters, d.Map(x, y), nn.Cosine(horizon, a.Rate))
	average := nn.NewAverage(parameters, initialize, step, updated, a.Average)
	step.Output("loss", claimed)
	step.Assign(g.Counter(), g.Counter().AddScalar(1))

	averaged := net.average(average)
	offer(p, Push, averaged.at)
	return &Model{Parameters: parameters, Train: a.train}, averaged, followed
}

// turns declares the function of the critic and says how it draws n points, new ones in every turn, and how many turns there have been with the one at hand.
func (a Adversary) turns(p *Problem, n int) (draw func(from Distribution, stream string) *graph.Node, taken *graph.Node) {
	g := p.Graph
	f, count := g.Function(critic), float64(a.CriticSteps)
	if a.CriticSteps == 1 {
		return func(from Distribution, stream string) *graph.Node { return from.Draw(stream, n) }, g.Counter().AddScalar(1)
	}
	turn := g.Variable("critic.turn", 1, 1)
	next := turn.AddScalar(1)
	f.Assign(turn, next.Less(g.Scalar(count)).Select(next, g.Scalar(0)))
	rows := make([]float32, n)
	for i := range rows {
		rows[i] = float32(i)
	}
	index := g.Constant(n, 1, rows...).Add(turn.Scale(float64(n)))
	draw = func(from Distribution, stream string) *graph.Node {
		return from.Draw(stream, a.CriticSteps*n).Gather(index)
	}
	return draw, g.Counter().Scale(count).Add(next)
}

// train takes the critic's steps and one of the map.
func (a Adversary) train(instance engine.Instance) error {
	for range a.CriticSteps {
		if err := instance.Call(critic); err != nil {
			return err
		}
	}
	return instance.Call(Step)
}

// gradientNorm is ‖∇f(xᵢ)‖ [n×1], where f acts on each row of x [n×d] apart.
func gradientNorm(f func(x *graph.Node) *graph.Node, x *graph.Node) *graph.Node {
	return distance(graph.Gradient(f(x).Sum(), x)[0].Square().SumCols())
}

// mixed is points on the lines between the rows of x and y, both [n×d], each at its own uniform place.
func mixed(x, y *graph.Node) *graph.Node {
	return x.Add(x.Graph().Uniform("between", x.Rows(), 1).Mul(y.Sub(x)))
}
