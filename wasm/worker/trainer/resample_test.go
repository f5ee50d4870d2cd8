package trainer

import (
	"slices"
	"testing"

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

func TestAnotherSolverLetsTrainingGoOn(t *testing.T) {
	plain, changed := set(t, small("fm")), set(t, small("fm"))
	run := small("fm")
	run.Solver = "heun"
	for _, r := range []*rig{plain, changed} {
		do(t, r.Train())
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
		"seed":       func(r *protocol.Run) { r.Seed = 8 },
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
