package method

import (
	"math"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// RectifiedFlow learns a flow, and then k times a flow on the pairs of noise and data that the last one makes (Liu, Gong and Liu, Flow straight and fast,
// arXiv 2209.03003, algorithm 1, "reflow"):
//
//	E ‖v(t, (1−t) x0 + t x1) − (x1 − x0)‖²,   x1 independent of x0 at first, then x1 = χ(x0).
//
// Pairs of a flow cost no more transport than those it was learnt on, and its lines cross less: the paths grow straighter with each reflow, so that few
// evaluations suffice. What the flow got wrong stays. The schedule has k+1 equal parts, each with a cosine of its own; the network goes on from
// where it stood. Pairs are made at once, by the midpoint rule, from the averaged network.
type RectifiedFlow struct {
	WavedNetwork
	Regression
	Steps    int `name:"steps" label:"Schedule" default:"20000" min:"10" max:"1000000" scale:"log" unit:"steps" help:"Steps, of the first flow and all reflows together, until training ends."`
	Batch    int `name:"batch" label:"Batch" default:"256" min:"8" max:"8192" scale:"log" unit:"pairs" help:"Pairs of noise and data in a step."`
	Octaves  int `name:"octaves" label:"Time features" default:"3" min:"0" max:"8" help:"Sines and cosines of time that the network is given: frequencies double."`
	Reflows  int `name:"reflows" label:"Reflows" default:"1" min:"0" max:"5" help:"How often the flow is learnt anew on its own pairs, k."`
	PoolSize int `name:"pool" label:"Pairs" default:"16384" min:"256" max:"65536" scale:"log" unit:"pairs" help:"Pairs that are made for a reflow."`
}

var _ Method = (*RectifiedFlow)(nil)

// The functions that make pairs, and the midpoint steps they take.
const (
	drawPairs  = "reflow.draw"
	movePairs  = "reflow.move"
	reflowStep = 1. / 25
	reflowLast = 25
)

// Build implements [Method].
func (m *RectifiedFlow) Build(p *Problem) (*Model, error) {
	g, parameters := p.Graph, &nn.Parameters{}
	v := newVelocity(p, parameters, m.WavedNetwork, m.Octaves)
	done, due := g.Variable("reflows.done", 1, 1), g.Variable("reflows.due", 1, 1)
	noise, data := g.Variable("pairs.noise", m.PoolSize, p.Dim), g.Variable("pairs.data", m.PoolSize, p.Dim)

	step, initialize := g.Function(Step), g.Function(Initialize)
	fresh := done.Less(g.Scalar(0.5)).Broadcast(m.Batch, p.Dim)
	row := g.Uniform("pair", m.Batch, 1).Scale(float64(m.PoolSize)).Floor()
	x0 := fresh.Select(p.Source.Draw("source", m.Batch), noise.Gather(row))
	x1 := fresh.Select(p.Target.Draw("target", m.Batch), data.Gather(row))
	loss := v.loss(stratified(g, "time", m.Batch), x0, x1)

	parameters.Initialize(initialize)
	horizon := nn.Horizon(g)
	_, within := m.part(g.Counter(), horizon)
	rate := within.Scale(math.Pi).Cos().AddScalar(1).Scale(m.Rate / 2)
	updated := nn.Adam{}.Minimize(step, parameters, loss, rate)
	average := nn.NewAverage(parameters, initialize, step, updated, m.Average)
	step.Output("loss", loss)
	next := g.Counter().AddScalar(1)
	part, _ := m.part(next, horizon)
	step.Assign(due, part)
	step.Assign(g.Counter(), next)
	for _, v := range []*graph.Node{done, due} {
		initialize.Assign(v, g.Scalar(0))
	}

	averaged := v.average(average)
	m.offerPairs(p, averaged, noise, data)
	g.Lookup(drawPairs).Assign(done, due)
	offerFlow(p, averaged.at)
	return &Model{Parameters: parameters, Horizon: m.Steps, Train: newReflow().train}, nil
}

// part is which part of the schedule a step belongs to, from 0 to k, and the share of it that is done, both [1×1].
func (m *RectifiedFlow) part(counter, horizon *graph.Node) (part, within *graph.Node) {
	g := counter.Graph()
	progress := counter.Div(horizon).Min(g.Scalar(1)).Scale(float64(m.Reflows + 1))
	part = progress.Floor().Min(g.Scalar(float64(m.Reflows)))
	return part, progress.Sub(part)
}

// offerPairs adds the functions that make pairs: one draws noise, the other carries it a step of the midpoint rule.
func (m *RectifiedFlow) offerPairs(p *Problem, v velocityNet, noise, data *graph.Node) {
	g := p.Graph
	time := g.Variable("pairs.time", 1, 1)
	draw, move := g.Function(drawPairs), g.Function(movePairs)
	x0 := p.Source.Draw("pairs", m.PoolSize)
	draw.Assign(noise, x0)
	draw.Assign(data, x0)
	draw.Assign(time, g.Scalar(0))
	at := time.Broadcast(m.PoolSize, 1)
	middle := data.Add(v.at(at, data).Scale(reflowStep / 2))
	move.Assign(data, data.Add(v.at(at.AddScalar(reflowStep/2), middle).Scale(reflowStep)))
	move.Assign(time, time.AddScalar(reflowStep))
}

// reflow makes pairs before the steps that are the first to learn from them.
type reflow struct{ done, due [1]float32 }

func newReflow() *reflow { return &reflow{} }

func (r *reflow) train(instance engine.Instance) error {
	if err := instance.Read(r.done[:], "reflows.done"); err != nil {
		return err
	}
	if err := instance.Read(r.due[:], "reflows.due"); err != nil {
		return err
	}
	if r.due[0] > r.done[0] {
		if err := instance.Call(drawPairs); err != nil {
			return err
		}
		for range reflowLast {
			if err := instance.Call(movePairs); err != nil {
				return err
			}
		}
	}
	return instance.Call(Step)
}
