package nn_test

import (
	"fmt"
	"math"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

func TestCosineFallsFromTheRateToZero(t *testing.T) {
	eachEngine(t, func(t *testing.T, on engine.Engine) {
		const rate, horizon = 0.4, 1200
		g := graph.New()
		g.Function("look").Output("rate", nn.Cosine(nn.Horizon(g), rate))
		h := load(t, on, g)
		h.write(nn.HorizonName, horizon)
		for counter, want := range map[float32]float64{
			0: rate, 300: rate * (1 + math.Sqrt2/2) / 2, 400: rate * 0.75, 600: rate / 2, 800: rate * 0.25, 1200: 0, 1201: 0, 1e6: 0,
		} {
			h.write(graph.CounterName, counter)
			h.call("look")
			h.near(fmt.Sprintf("rate at step %v", counter), h.read("look.rate", 1)[0], want, 1e-7)
		}
	})
}

// Time features are read by their definition, at both ends and between.
func TestTimeFeatures(t *testing.T) {
	eachEngine(t, func(t *testing.T, on engine.Engine) {
		times := []float32{0, 0.125, 1. / 3, 0.5, 0.9, 1}
		for _, octaves := range []int{0, 1, 3} {
			g := graph.New()
			features := nn.TimeFeatures(g.Constant(len(times), 1, times...), octaves)
			g.Function("look").Output("features", features)
			h := load(t, on, g)
			h.call("look")
			cols := 1 + 2*octaves
			if features.Rows() != len(times) || features.Cols() != cols {
				t.Fatalf("features %v, want %d×%d", features, len(times), cols)
			}
			got := h.read("look.features", len(times)*cols)
			for i, time := range times {
				row := got[i*cols:]
				h.near("time itself", row[0], float64(time), 0)
				for k := range octaves {
					angle := math.Pi * math.Pow(2, float64(k)) * float64(time)
					h.near(fmt.Sprintf("sine %d of %v", k, time), row[1+k], math.Sin(angle), 2e-6)
					h.near(fmt.Sprintf("cosine %d of %v", k, time), row[1+octaves+k], math.Cos(angle), 2e-6)
				}
			}
		}
	})
}
