package nn_test

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
	"pushforward/core/random"
)

// A network's value is what gonum's matrices and the textbook's activations make of the same weights.
func TestMLPAgainstGonum(t *testing.T) {
	for _, test := range []struct {
		name       string
		activation nn.Activation
		at         func(float64) float64
		hidden     []int
	}{
		{"SiLU", nn.SiLU, func(x float64) float64 { return x / (1 + math.Exp(-x)) }, []int{7, 5}},
		{"tanh", nn.Tanh, math.Tanh, []int{16}},
		{"ReLU", nn.ReLU, func(x float64) float64 { return max(x, 0) }, []int{4, 4, 4}},
		{"affine", nn.Tanh, nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			eachEngine(t, func(t *testing.T, on engine.Engine) {
				const batch, in, out = 9, 3, 2
				g := graph.New()
				var p nn.Parameters
				net := nn.NewMLP(g, &p, "n", in, test.hidden, out, test.activation)
				g.Function("look").Output("value", net.Apply(g.Variable("x", batch, in)))
				h := load(t, on, g)

				r := random.New(1, "values")
				fill := func(name string, rows, cols int) *mat.Dense {
					values, same := make([]float32, rows*cols), make([]float64, rows*cols)
					for i := range values {
						values[i] = float32(r.Normal())
						same[i] = float64(values[i])
					}
					h.write(name, values...)
					return mat.NewDense(rows, cols, same)
				}
				x := fill("x", batch, in)
				widths := append(append([]int{in}, test.hidden...), out)
				for layer := range len(widths) - 1 {
					weight := fill(fmt.Sprintf("net.n.weight%d", layer), widths[layer], widths[layer+1])
					bias := fill(fmt.Sprintf("net.n.bias%d", layer), 1, widths[layer+1])
					next := mat.NewDense(batch, widths[layer+1], nil)
					next.Mul(x, weight)
					next.Apply(func(_, j int, v float64) float64 {
						v += bias.At(0, j)
						if layer < len(test.hidden) {
							v = test.at(v)
						}
						return v
					}, next)
					x = next
				}
				h.call("look")
				for i, got := range h.read("look.value", batch*out) {
					h.near(fmt.Sprintf("row %d, column %d", i/out, i%out), got, x.At(i/out, i%out), 2e-5)
				}
			})
		})
	}
}
