package method

import "pushforward/core/graph"

// mostDivergence is the largest dimension in which flows offer [Divergence]: its exact trace takes a derivative along each column.
const mostDivergence = 8

// offerFlow adds the abilities [Velocity] and, in up to eight dimensions, [Divergence] of a velocity v(t [n×1], x [n×d]).
func offerFlow(p *Problem, velocity func(t, x *graph.Node) *graph.Node) {
	rows := func(t, x *graph.Node) *graph.Node { return velocity(t.Broadcast(Chunk, 1), x) }
	offerTimed(p, Velocity, rows)
	if p.Dim <= mostDivergence {
		offerTimed(p, Divergence, func(t, x *graph.Node) *graph.Node { return divergence(rows(t, x), x) })
	}
}

// divergence is the trace of the Jacobian [n×1] of a field [n×d] by x [n×d], where a row of the field depends on the same row of x alone.
func divergence(field, x *graph.Node) *graph.Node {
	var trace *graph.Node
	for k := range x.Cols() {
		unit := make([]float32, x.Cols())
		unit[k] = 1
		direction := x.Graph().Constant(1, x.Cols(), unit...).Broadcast(x.Rows(), x.Cols())
		slope := graph.JVP([]*graph.Node{field}, []*graph.Node{x}, []*graph.Node{direction})[0].SliceCols(k, k+1)
		if trace == nil {
			trace = slope
		} else {
			trace = trace.Add(slope)
		}
	}
	return trace
}
