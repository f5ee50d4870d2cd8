package nn_test

import (
	"fmt"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// The parameter is 10, 20, 30, … after each step; the average follows by the recursion, written out.
func TestAverageFollowsItsRecursion(t *testing.T) {
	for _, decay := range []float64{0, 0.3, 0.9} {
		t.Run(fmt.Sprint(decay), func(t *testing.T) {
			eachEngine(t, func(t *testing.T, on engine.Engine) {
				g := graph.New()
				var p nn.Parameters
				theta := p.Add(g, "theta", 1, 1, nn.Zeros)
				initialize, step := g.Function("init"), g.Function("step")
				p.Initialize(initialize)
				updated := theta.AddScalar(10)
				step.Assign(theta, updated)
				step.Assign(g.Counter(), g.Counter().AddScalar(1))
				nn.NewAverage(&p, initialize, step, []*graph.Node{updated}, decay)
				h := load(t, on, g)
				h.write("average.net.theta", 77)
				h.call("init")
				h.near("average at the start", h.read("average.net.theta", 1)[0], 0, 0)
				want := 0.0
				for n := range 40 {
					h.call("step")
					keep := min(decay, float64(1+n)/float64(10+n))
					want = keep*want + (1-keep)*float64(10*(n+1))
					h.near(fmt.Sprintf("average after step %d", n+1), h.read("average.net.theta", 1)[0], want, 1e-5)
				}
			})
		})
	}
}

// The averaged network is the same function of the averages.
func TestAveragedNetworkReadsTheAverages(t *testing.T) {
	g := graph.New()
	var p nn.Parameters
	net := nn.NewMLP(g, &p, "n", 1, nil, 1, nn.SiLU)
	initialize, step := g.Function("init"), g.Function("step")
	p.Initialize(initialize)
	average := nn.NewAverage(&p, initialize, step, p.Variables(), 0.5)
	g.Function("look").Output("value", net.Average(average).Apply(g.Scalar(3)))
	h := load(t, engine.WebAssembly{}, g)
	h.write("net.n.weight0", 100)
	h.write("net.n.bias0", 100)
	h.write("average.net.n.weight0", 2)
	h.write("average.net.n.bias0", 0.5)
	h.call("look")
	h.near("value", h.read("look.value", 1)[0], 6.5, 0)
}
