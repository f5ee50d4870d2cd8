package nn

import "pushforward/core/graph"

// Average keeps an exponential moving average of the parameters, which samples are drawn with.
type Average struct{ shadow map[*graph.Node]*graph.Node }

// NewAverage declares a variable "average." for each parameter of p and makes init start it there. After step n
// the decay is min(decay, (1+n)/(10+n)), so that the first parameters are soon forgotten.
func NewAverage(p *Parameters, initialize, step *graph.Function, updated []*graph.Node, decay float64) *Average {
	average := &Average{shadow: map[*graph.Node]*graph.Node{}}
	for i, q := range p.list {
		g := q.variable.Graph()
		n := g.Counter()
		keep := n.AddScalar(1).Div(n.AddScalar(10)).Min(g.Scalar(decay))
		shadow := g.Variable("average."+q.variable.Name(), q.variable.Rows(), q.variable.Cols())
		average.shadow[q.variable] = shadow
		initialize.Assign(shadow, q.initial)
		step.Assign(shadow, updated[i].Add(shadow.Sub(updated[i]).Mul(keep)))
	}
	return average
}

func (a *Average) of(parameters []*graph.Node) []*graph.Node {
	averaged := make([]*graph.Node, len(parameters))
	for i, p := range parameters {
		averaged[i] = a.shadow[p]
	}
	return averaged
}

// Of is the average of one parameter.
func (a *Average) Of(parameter *graph.Node) *graph.Node { return a.shadow[parameter] }
