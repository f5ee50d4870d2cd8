package nn_test

import (
	"fmt"
	"math"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// Waves are read by their definition: the columns, then sines and cosines of periods 8, 4, 2.
func TestWaves(t *testing.T) {
	eachEngine(t, func(t *testing.T, on engine.Engine) {
		const d = 2
		points := []float32{0, 1, -3.5, 0.3, 2, -0.01}
		for _, octaves := range []int{0, 1, 3} {
			g := graph.New()
			rows := len(points) / d
			x := g.Constant(rows, d, points...)
			g.Function("look").Output("waves", x.ConcatCols(nn.Waves(x, octaves)...))
			h := load(t, on, g)
			h.call("look")
			cols := d * (1 + 2*octaves)
			got := h.read("look.waves", rows*cols)
			for i, x := range points {
				row, column := got[i/d*cols:], i%d
				h.near(fmt.Sprintf("column of %v", x), row[column], float64(x), 0)
				for k := range octaves {
					angle := 2 * math.Pi * float64(x) / 8 * math.Exp2(float64(k))
					h.near(fmt.Sprintf("sine %d of %v", k, x), row[d*(1+2*k)+column], math.Sin(angle), 2e-6)
					h.near(fmt.Sprintf("cosine %d of %v", k, x), row[d*(2+2*k)+column], math.Cos(angle), 2e-6)
				}
			}
		}
	})
}
