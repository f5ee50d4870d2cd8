package lab_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pushforward/core/lab"
	"pushforward/core/random"
	"pushforward/core/transport"
)

// Samples depend on the stream alone, not on what was drawn before, by whatever solver; and solvers agree on where a flow leads.
func TestSolversAgree(t *testing.T) {
	const n = 300
	sample := func(solver string, nfe int) (points []float32, evaluations int) {
		config := flow()
		config.Solver, config.NFE = solver, nfe
		run := newRun(t, config)
		for range 50 {
			if err := run.Step(); err != nil {
				t.Fatal(err)
			}
		}
		points = make([]float32, 2*n)
		evaluations, err := run.Sample(points, run.Stream("samples"))
		if err != nil {
			t.Fatal(err)
		}
		again, others := make([]float32, 2*n), make([]float32, 2*1100)
		for _, draw := range []struct {
			dst    []float32
			stream string
		}{{others, "others"}, {again, "samples"}} {
			if _, err := run.Sample(draw.dst, run.Stream(draw.stream)); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(points, again) {
			t.Errorf("%s: other samples of the same stream after drawing from another", solver)
		}
		return points, evaluations
	}
	want, _ := sample("rk4", 100)
	for _, m := range transport.Tableaus() {
		budget := 100
		got, evaluations := sample(m.ID, budget)
		if !m.Adaptive() && evaluations != budget {
			t.Errorf("%s: %d evaluations, want %d", m.ID, evaluations, budget)
		}
		tolerance := 2e-3
		if m.Order == 1 {
			tolerance = 0.1
		}
		for i := range got {
			if math.Abs(float64(got[i]-want[i])) > tolerance {
				t.Errorf("%s: coordinate %d of the samples is %v, want %v", m.ID, i, got[i], want[i])
				break
			}
		}
	}
}

// Points between two steps of a solver are on the line between them; those of an adaptive one follow the curve.
func TestTrajectoriesAtTimesBetweenSteps(t *testing.T) {
	config := flow()
	config.Solver, config.NFE = "euler", 2
	run := newRun(t, config)
	noise := make([]float32, 2*50)
	run.Problem.Noise(noise, random.New(1, "noise"))
	times := []float64{0, 0.25, 0.5, 0.75, 1}
	paths := make([]float32, len(times)*len(noise))
	if _, err := run.Trajectories(paths, noise, times); err != nil {
		t.Fatal(err)
	}
	frame := func(k int) []float32 { return paths[k*len(noise) : (k+1)*len(noise)] }
	for i := range noise {
		for k := 1; k < len(times); k += 2 {
			middle := (frame(k - 1)[i] + frame(k + 1)[i]) / 2
			if math.Abs(float64(frame(k)[i]-middle)) > 1e-5 {
				t.Fatalf("coordinate %d at t = %v is %v, want %v, half way between two steps", i, times[k], frame(k)[i], middle)
			}
		}
	}
}

// A run that went beyond the finite numbers, was drawn from and then restored shows nothing of it.
func TestNothingIsLeftOfADivergedRun(t *testing.T) {
	run := newRun(t, flow())
	var good lab.Snapshot
	if err := run.Save(&good); err != nil {
		t.Fatal(err)
	}
	noise, paths := make([]float32, 2*50), make([]float32, 3*2*50)
	run.Problem.Noise(noise, random.New(1, "noise"))
	times := []float64{0, 0.5, 1}
	if _, err := run.Trajectories(paths, noise, times); err != nil {
		t.Fatal(err)
	}
	want := slices.Clone(paths)

	if err := lab.Write(run, "average.net.velocity.bias2", []float32{float32(math.NaN()), 0}); err != nil {
		t.Fatal(err)
	}
	if _, err := run.Trajectories(paths, noise, times); err != nil {
		t.Fatal(err)
	}
	if slices.Equal(paths, want) {
		t.Fatal("the spoilt run goes the same way")
	}
	if err := run.Restore(&good); err != nil {
		t.Fatal(err)
	}
	if _, err := run.Trajectories(paths, noise, times); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(paths, want) {
		t.Error("the restored run goes another way")
	}
}

// What cannot be run is refused with an error that names it.
func TestNewRefuses(t *testing.T) {
	for _, test := range []struct {
		change func(c *lab.Config)
		want   string
	}{
		{func(c *lab.Config) { c.Method = "fn" }, `"fn"`},
		{func(c *lab.Config) { c.Source = "noise" }, `source: target: unknown target "noise"`},
		{func(c *lab.Config) { c.Target = "sun" }, `"sun"`},
		{func(c *lab.Config) { c.Solver = "rk5" }, `"rk5"`},
		{func(c *lab.Config) { c.Solver, c.SolverParameters = "ddim", map[string]string{"eta": "2"} }, `eta "2"`},
		{func(c *lab.Config) { c.Points = 1 << 20 }, "1048576 points"},
		{func(c *lab.Config) { c.NFE = -1 }, "-1 function evaluations"},
		{func(c *lab.Config) { c.NFE = lab.MaxNFE + 1 }, "10001 function evaluations"},
		{func(c *lab.Config) { c.Parameters = map[string]string{"lr": "fast"} }, `"fast"`},
		{func(c *lab.Config) { c.TargetParameters = map[string]string{"noise": "9"} }, `"9"`},
		{func(c *lab.Config) { c.SourceParameters = map[string]string{"dim": "3"} }, "3 dimensions"},
	} {
		config := flow()
		test.change(&config)
		if _, err := lab.New(config, nil, nil); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("error %v: want one with %q", err, test.want)
		}
	}
}
