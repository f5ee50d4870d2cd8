package method

import (
	"math"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/param"
	"pushforward/core/random"
)

// fixed is a distribution whose every draw is the first of its rows.
type fixed struct {
	graph *graph.Graph
	dim   int
	rows  []float32 // [n×dim]
}

func (d fixed) Draw(_ string, n int) *graph.Node {
	rows := make([]float32, 0, n*d.dim)
	for len(rows) < n*d.dim {
		rows = append(rows, d.rows[:min(len(d.rows), n*d.dim-len(rows))]...)
	}
	return d.graph.Constant(n, d.dim, rows...)
}

// trial is a method between points that stay the same.
type trial struct {
	*testing.T
	instance engine.Instance
	model    *Model
	x, y     []float32 // [n×dim] the untrained map's points, and the target's
}

// newTrial builds a method with a batch of as many points as there are sources, and the map's points before the first step.
func newTrial(t *testing.T, m Method, settings map[string]string, dim int, source, target []float32) trial {
	t.Helper()
	if err := param.SetAll(m, settings); err != nil {
		t.Fatal(err)
	}
	g := graph.New()
	model, err := m.Build(&Problem{Graph: g, Dim: dim, Source: fixed{g, dim, source}, Target: fixed{g, dim, target}, Points: target})
	if err != nil {
		t.Fatal(err)
	}
	run := load(t, g)
	run.model, run.x, run.y = model, make([]float32, len(source)), target
	run.write("horizon", 1e6)
	run.call(Initialize)
	at := make([]float32, Chunk*dim)
	copy(at, source)
	run.write("push.at", at...)
	run.call(string(Push))
	copy(run.x, run.read("push.is", Chunk*dim))
	return run
}

// load is a compiled program.
func load(t *testing.T, g *graph.Graph) trial {
	t.Helper()
	instance, err := engine.WebAssembly{}.Instantiate(g)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := instance.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := engine.Seed(instance, 3); err != nil {
		t.Fatal(err)
	}
	return trial{T: t, instance: instance}
}

func (r trial) call(function string) {
	r.Helper()
	if err := r.instance.Call(function); err != nil {
		r.Fatal(err)
	}
}

func (r trial) write(variable string, values ...float32) {
	r.Helper()
	if err := r.instance.Write(variable, values); err != nil {
		r.Fatal(err)
	}
}

func (r trial) read(variable string, size int) []float32 {
	r.Helper()
	values := make([]float32, size)
	if err := r.instance.Read(values, variable); err != nil {
		r.Fatal(err)
	}
	return values
}

// loss is that of the step at hand.
func (r trial) loss() float64 {
	r.Helper()
	if r.model.Train != nil {
		if err := r.model.Train(r.instance); err != nil {
			r.Fatal(err)
		}
	} else {
		r.call(Step)
	}
	return float64(r.read(Loss, 1)[0])
}

func (r trial) near(what string, got, want, tolerance float64) {
	r.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
		r.Errorf("%s is %v, want %v within a share of %v", what, got, want, tolerance)
	}
}

// cloud is n×dim normal numbers of some mean.
func cloud(name string, n, dim int, mean float64) []float32 {
	points, r := make([]float32, n*dim), random.New(9, name)
	for i := range points {
		points[i] = float32(mean + r.Normal())
	}
	return points
}

// settings of a small network, and others in pairs of name and value.
func small(pairs ...string) map[string]string {
	settings := map[string]string{"net": "8", "ema": "0"}
	for i := 0; i < len(pairs); i += 2 {
		settings[pairs[i]] = pairs[i+1]
	}
	return settings
}
