package method

import (
	"math"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// Along v = ax the way back multiplies by e^(−a), spreads by da, and works a²‖x0‖²(e^(2a)−1)/2a.
func TestFlowBackAlongALinearField(t *testing.T) {
	g := graph.New()
	const a, d = 0.7, 3
	x1 := g.Constant(2, d, 1, -2, 0.5, 3, 0, -1)
	m := CNF{Span: 32}
	x0, spread, work := m.backward(x1, func(_ float64, x *graph.Node) (v, trace *graph.Node) {
		v = x.Scale(a)
		return v, divergence(v, x)
	})
	values := engine.Evaluate(graph.Reachable(x0, spread, work), nil)
	for i, x := range values[x1] {
		if want := x * math.Exp(-a); math.Abs(values[x0][i]-want) > 1e-4*math.Abs(want) {
			t.Errorf("%v came from %v, want %v", x, values[x0][i], want)
		}
	}
	for row := range 2 {
		square := 0.0
		for _, x := range values[x1][row*d : (row+1)*d] {
			square += x * x * math.Exp(-2*a)
		}
		if got, want := values[spread][row], a*d; math.Abs(got-want) > 1e-6 {
			t.Errorf("row %d spread by %v, want %v", row, got, want)
		}
		if got, want := values[work][row], a*square*(math.Exp(2*a)-1)/2; math.Abs(got-want) > 1e-3*want {
			t.Errorf("row %d took the work %v, want %v", row, got, want)
		}
	}
}

// The mean of Hutchinson's estimate over all signs is the trace itself, here from differences of the field.
func TestHutchinsonsEstimateIsUnbiased(t *testing.T) {
	const d, n = exactTrace + 1, 1 << (exactTrace + 1)
	const step = 1e-4
	g, parameters := graph.New(), &nn.Parameters{}
	net := nn.NewMLP(g, parameters, "field", d, []int{7}, d, nn.Tanh)
	variables := map[string][]float32{}
	for k, v := range parameters.Variables() {
		for i := range v.Size() {
			variables[v.Name()] = append(variables[v.Name()], float32(math.Sin(float64(3*i+k))))
		}
	}
	var signs []float32
	for row := range n {
		for k := range d {
			signs = append(signs, float32(1-2*(row>>k&1)))
		}
	}
	at := g.Constant(1, d, 0.3, -0.8, 1.1, 0.2, -0.4)
	x := at.Broadcast(n, d)
	estimate := traceOf(net.Apply(x), x, g.Constant(n, d, signs...)).Mean()
	difference := g.Scalar(0)
	for k := range d {
		unit := make([]float32, d)
		unit[k] = 1
		direction := g.Constant(1, d, unit...)
		slope := net.Apply(at.Add(direction.Scale(step))).Sub(net.Apply(at.Sub(direction.Scale(step)))).Mul(direction)
		difference = difference.Add(slope.Sum().Scale(1 / (2 * step)))
	}
	values := engine.Evaluate(graph.Reachable(estimate, difference), variables)
	if got, want := values[estimate][0], values[difference][0]; math.Abs(got-want) > 1e-4*(1+math.Abs(want)) {
		t.Errorf("the mean estimate is %v, the trace %v", got, want)
	}
}
