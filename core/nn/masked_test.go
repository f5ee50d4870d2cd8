package nn_test

import (
	"fmt"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// Moving one input changes what is said for the inputs after it, in their order, and nothing else.
func TestMaskedNetworkIsAutoregressive(t *testing.T) {
	const d, count = 3, 2
	for octaves, hidden := range [][]int{{}, {5}, {8, 6}} {
		for _, backwards := range []bool{false, true} {
			t.Run(fmt.Sprint(hidden, backwards), func(t *testing.T) {
				g := graph.New()
				var p nn.Parameters
				net := nn.NewMaskedMLP(g, &p, "n", d, octaves, hidden, count, nn.Tanh, backwards)
				p.Initialize(g.Function("init"))
				g.Function("look").Output("value", net.Apply(g.Variable("at", 1, d)))
				h := load(t, engine.WebAssembly{}, g)
				h.call("init")
				look := func(x ...float32) []float32 {
					h.write("at", x...)
					h.call("look")
					return h.read("look.value", count*d)
				}
				before := look(0.3, -0.2, 0.5)
				for moved := range d {
					x := []float32{0.3, -0.2, 0.5}
					x[moved] += 1
					for k, value := range look(x...) {
						column := k % d
						after := column > moved
						if backwards {
							after = column < moved
						}
						if changed := value != before[k]; changed != after {
							t.Errorf("input %d moved: number %d of input %d changed: %v, want %v", moved, k/d, column, changed, after)
						}
					}
				}
			})
		}
	}
}
