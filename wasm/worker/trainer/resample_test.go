package trainer

import (
	"slices"
	"testing"

	"pushforward/core/transport"
	"pushforward/wasm/protocol"
)

func TestAnotherSolverKeepsTheTrainedModel(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Step(20))
	trained, generation := r.fingerprint(t), last[protocol.Scene](t, r.stage).Generation
	r.forget()
	run := small("fm")
	run.Solver, run.NFE = "rk4", 8
	do(t, r.Set(run))
	if got, want := kinds(r.page), []protocol.Type{protocol.TypeState, protocol.TypeScore}; !slices.Equal(got, want) {
		t.Errorf("the page was told %v, want %v", got, want)
	}
	if got, want := kinds(r.stage), []protocol.Type{protocol.TypePaths, protocol.TypeField}; !slices.Equal(got, want) {
		t.Errorf("the stage was told %v, want %v", got, want)
	}
	state := last[protocol.State](t, r.page)
	if state.Run.Solver != "rk4" || state.Run.NFE != 8 || state.Status != protocol.StatusPaused || state.Step != 20 || state.Of != protocol.TypeSet {
		t.Errorf("state %+v: want rk4 and 8, paused at step 20, in answer to set", state)
	}
	if nfe := last[protocol.Score](t, r.page).NFE; nfe != 8 {
		t.Errorf("%d evaluations a sample, want 8", nfe)
	}
	if r.fingerprint(t) != trained || last[protocol.Paths](t, r.stage).Generation != generation {
		t.Error("the model or its scene is another")
	}
}

// The steps of a stochastic solver are shown as they are; a smooth path is a curve through fewer of them.
func TestAnotherSolverShowsItsOwnSteps(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Step(20))
	trained, generation := r.fingerprint(t), last[protocol.Scene](t, r.stage).Generation
	for _, test := range []struct {
		solver, motion string
		frames         int
	}{{"euler-maruyama", protocol.MotionSimulation, stepFrames}, {"heun", protocol.MotionTrajectory, pathFrames}} {
		r.forget()
		run := small("fm")
		run.Solver, run.NFE = test.solver, 50
		do(t, r.Set(run))
		if got, want := kinds(r.stage), []protocol.Type{protocol.TypeScene, protocol.TypePaths, protocol.TypeField}; !slices.Equal(got, want) {
			t.Errorf("%s: the stage was told %v, want %v", test.solver, got, want)
		}
		scene, paths := last[protocol.Scene](t, r.stage), last[protocol.Paths](t, r.stage)
		if scene.Motion != test.motion || scene.Generation != generation || paths.Generation != generation || paths.Frames != test.frames || paths.N != particles {
			t.Errorf("%s: %q of %d particles at %d times in generations %d and %d, want %q of %d at %d in %d", test.solver, scene.Motion, paths.N, paths.Frames, scene.Generation,
				paths.Generation, test.motion, particles, test.frames, generation)
		}
		if r.fingerprint(t) != trained {
			t.Error("the model is another")
		}
	}
}

func TestAnotherSolverLetsTrainingGoOn(t *testing.T) {
	plain, changed := set(t, small("fm")), set(t, small("fm"))
	run := small("fm")
	run.Solver = "heun"
	for _, r := range []*rig{plain, changed} {
		do(t, r.Train(false))
		r.slices(t, 3)
		if r == changed {
			do(t, r.Set(run))
		}
		if !r.Training() {
			t.Fatal("training stopped")
		}
		r.slices(t, 1000)
	}
	if a, b := plain.fingerprint(t), changed.fingerprint(t); a != b {
		t.Errorf("with the same solver throughout %s, with another halfway %s", a, b)
	}
}

func TestAnythingElseBuildsANewRun(t *testing.T) {
	for name, change := range map[string]func(*protocol.Run){
		"method":     func(r *protocol.Run) { r.Method = "mmd" },
		"source":     func(r *protocol.Run) { r.Source = "uniform" },
		"target":     func(r *protocol.Run) { r.Target = "moons" },
		"embedding":  func(r *protocol.Run) { r.Embedding = "linear" },
		"seed":       func(r *protocol.Run) { r.Seed = 8 },
		"arithmetic": func(r *protocol.Run) { r.Fast = true },
		"parameters": func(r *protocol.Run) { r.Parameters = map[string]string{"steps": "400", "batch": "16", "net": "9"} },
	} {
		r := set(t, small("fm"))
		do(t, r.Step(1))
		run := small("fm")
		change(&run)
		do(t, r.Set(run))
		if s := last[protocol.State](t, r.page); s.Status != protocol.StatusIdle || s.Step != 0 || s.Of != protocol.TypeSet {
			t.Errorf("another %s stands %q at step %d in answer to %q, want idle at 0, in answer to set", name, s.Status, s.Step, s.Of)
		}
	}
}

// A run is offered the solvers that it can use, and takes each: those that want a path or a score only where there is one.
func TestSolversThatAreOfferedAreTaken(t *testing.T) {
	for source, offered := range map[string]bool{"gaussian": true, "ring": false} {
		run := small("score")
		if run.Source = source; source == "ring" {
			run.Method = "fm"
		}
		r := set(t, run)
		solvers := last[protocol.State](t, r.page).Solvers
		for _, e := range transport.Samplers() {
			run.Solver = e.ID
			listed, err := slices.Contains(solvers, e.ID), r.Set(run)
			if want := offered || e.Needs == transport.NeedsVelocity; listed != want || (err == nil) != want {
				t.Errorf("source %s: solver %s is offered: %v, error %v; want it offered and taken: %v", source, e.ID, listed, err, want)
			}
		}
	}
	if solvers := last[protocol.State](t, set(t, small("mmd")).page).Solvers; len(solvers) > 0 {
		t.Errorf("a direct map is offered solvers %v", solvers)
	}
}

// Parameters of a solver and the embedding reach the session; a source that needs no embedding has none.
func TestSolverParametersAndEmbeddingCount(t *testing.T) {
	run := small("score")
	run.Solver = "ddim"
	r := set(t, run)
	still := last[protocol.Paths](t, r.stage).Points
	run.SolverParams = map[string]string{"eta": "1"}
	do(t, r.Set(run))
	if slices.Equal(last[protocol.Paths](t, r.stage).Points, still) {
		t.Error("a solver's parameter changes no path")
	}
	run = small("mmd")
	if got := last[protocol.State](t, set(t, run).page); got.Embedding != "" || got.SourceDim != 2 {
		t.Errorf("a source of as many dimensions: %d, embedded by %q", got.SourceDim, got.Embedding)
	}
	run.SourceParams = map[string]string{"dim": "1"}
	if got := last[protocol.State](t, set(t, run).page); got.Embedding != "zeros" || got.SourceDim != 1 {
		t.Errorf("a source of 1 dimension: %d, embedded by %q, want 1, by zeros", got.SourceDim, got.Embedding)
	}
	run.Embedding = "spiral"
	if got := last[protocol.State](t, set(t, run).page); got.Embedding != "spiral" {
		t.Errorf("embedded by %q, want spiral", got.Embedding)
	}
}
