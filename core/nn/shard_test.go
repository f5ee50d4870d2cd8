package nn_test

import (
	"fmt"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// Shards of any number, of batches that do not divide evenly too, add up to the loss of the whole batch and its gradient.
func TestShardsAddUpToTheWhole(t *testing.T) {
	const batch = 11
	for _, count := range []int{1, 2, 3} {
		t.Run(fmt.Sprint(count), func(t *testing.T) {
			eachEngine(t, func(t *testing.T, on engine.Engine) {
				g := graph.New()
				var p nn.Parameters
				net := nn.NewMLP(g, &p, "n", 2, []int{6}, 1, nn.SiLU)
				p.Initialize(g.Function("init"))
				x, y := g.Normal("x", batch, 2), g.Normal("y", batch, 1)
				loss := func(cut func(*graph.Node) *graph.Node) *graph.Node {
					return net.Apply(cut(x)).Sub(cut(y)).Square().Mean()
				}
				whole := g.Function("whole")
				want := loss(func(batch *graph.Node) *graph.Node { return batch })
				whole.Output("loss", want)
				for k, gradient := range graph.Gradient(want, p.Variables()...) {
					whole.Output(fmt.Sprint(k), gradient)
				}
				shards, total, gradient := nn.Cut(g, &p, batch, count, loss)
				sum := g.Function("sum")
				sum.Output("loss", total)
				for k := range gradient {
					sum.Output(fmt.Sprint(k), gradient[k])
				}
				h := load(t, on, g)
				h.call("init")
				h.call("whole")
				for i := range shards {
					h.call(shards[len(shards)-1-i].Function)
				}
				h.call("sum")
				size := 1
				h.near("loss", h.read("sum.loss", 1)[0], float64(h.read("whole.loss", 1)[0]), 1e-6)
				for k, v := range p.Variables() {
					size += v.Size()
					got := h.read(fmt.Sprintf("sum.%d", k), v.Size())
					for i, want := range h.read(fmt.Sprintf("whole.%d", k), v.Size()) {
						h.near(fmt.Sprintf("gradient %d of %v", i, v), got[i], float64(want), 2e-6)
					}
				}
				if len(shards) != count || shards[0].Size() != size {
					t.Errorf("%d shards of %d numbers, want %d of %d", len(shards), shards[0].Size(), count, size)
				}
			})
		})
	}
}
