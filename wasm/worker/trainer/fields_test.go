package trainer

import (
	"math"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/wasm/protocol"
)

// Arrows are the velocities of the particles that the picture shows: they agree with where these are a moment before and after, also where noise is
// much wider than the data.
func TestArrowsArePicturedVelocities(t *testing.T) {
	for _, id := range []string{"fm", "edm"} {
		s, err := lab.New(lab.Config{Method: id, Source: "gaussian", Target: "8gaussians", Solver: "rk4", NFE: 1600, Parameters: small(id).Parameters}, engine.WebAssembly{}, nil)
		do(t, err)
		noise := make([]float32, 2*50)
		s.Problem.Noise(noise, s.Stream("test"))
		const at, h = 0.5, 0.01
		shown := make([]float32, 3*len(noise))
		_, err = s.Trajectories(shown, noise, []float64{at - h, at, at + h})
		do(t, err)
		before, now, after := shown[:len(noise)], shown[len(noise):2*len(noise)], shown[2*len(noise):]
		got := make([]float32, len(noise))
		do(t, velocityInPicture(s, got, now, at))
		var wrong, size float64
		for i := range got {
			want := float64(after[i]-before[i]) / (2 * h)
			wrong += math.Pow(float64(got[i])-want, 2)
			size += want * want
		}
		if !(wrong < 1e-4*size) {
			t.Errorf("%s: arrows are off by %.3g of the velocities' size", id, math.Sqrt(wrong/size))
		}
		do(t, s.Close())
	}
}

// The density is a share of its largest value; ratios of it are those of the model's own density.
func TestDensityIsAShareOfItsMost(t *testing.T) {
	run := small("realnvp")
	delete(run.Parameters, "net")
	r := set(t, run)
	var density protocol.Field
	for _, f := range all[protocol.Field](r.stage) {
		if f.Kind == protocol.FieldDensity {
			density = f
		}
	}
	if len(density.Values) != heatX*heatY || density.NX != heatX || density.NY != heatY {
		t.Fatalf("%d values on a grid of %d×%d, want %d×%d", len(density.Values), density.NX, density.NY, heatX, heatY)
	}
	logs := make([]float32, heatX*heatY)
	do(t, r.session.On(method.LogDensity, logs, r.grid(heatX, heatY), 0))
	most, at := float32(math.Inf(-1)), 0
	for i, v := range logs {
		if v > most {
			most, at = v, i
		}
	}
	if density.Values[at] != 1 {
		t.Errorf("the largest value became %v, want 1", density.Values[at])
	}
	for i, v := range density.Values {
		if want := math.Exp(float64(logs[i] - most)); math.Abs(float64(v)-want) > 1e-6 {
			t.Fatalf("value %d is %v, want %v", i, v, want)
		}
	}
}
