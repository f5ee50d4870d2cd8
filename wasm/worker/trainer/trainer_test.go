package trainer

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/wasm/protocol"
)

func TestSetStandsAtStepZeroAndShowsIt(t *testing.T) {
	r := set(t, small("fm"))
	if got, want := kinds(r.page), []protocol.Type{protocol.TypeState}; !slices.Equal(got, want) {
		t.Errorf("the page was told %v, want %v", got, want)
	}
	if got, want := kinds(r.stage), []protocol.Type{protocol.TypeScene, protocol.TypePaths, protocol.TypeField}; !slices.Equal(got, want) {
		t.Errorf("the stage was told %v, want %v", got, want)
	}
	state := last[protocol.State](t, r.page)
	want := protocol.State{
		Run: small("fm"), Status: protocol.StatusIdle, Horizon: 400, Parameters: r.session.Parameters(), Dim: 2, Of: protocol.TypeSet, Workers: 1,
		Generation: 1, SourceDim: 2, Solvers: r.solvers, Kept: []int{0},
	}
	if !reflect.DeepEqual(state, want) {
		t.Errorf("state %+v, want %+v", state, want)
	}
}

func TestRefusedSetKeepsTheOldRun(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Step(2))
	before := r.fingerprint(t)
	for _, test := range []struct {
		want   string
		change func(*protocol.Run)
	}{
		{`"nobody"`, func(r *protocol.Run) { r.Method = "nobody" }},
		{`"nowhere"`, func(r *protocol.Run) { r.Target = "nowhere" }},
		{`"nothing"`, func(r *protocol.Run) { r.Source = "nothing" }},
		{"is not here", func(r *protocol.Run) { r.Target = "us-zipcodes" }},
		{"batch", func(r *protocol.Run) { r.Parameters = map[string]string{"batch": "-1"} }},
		{"speed", func(r *protocol.Run) { r.Parameters = map[string]string{"speed": "1"} }},
		{`"leapfrog"`, func(r *protocol.Run) { r.Seed, r.Solver = 8, "leapfrog" }},
		{`"leapfrog"`, func(r *protocol.Run) { r.Solver = "leapfrog" }},
		{"-1", func(r *protocol.Run) { r.NFE = -1 }},
	} {
		r.forget()
		run := small("fm")
		test.change(&run)
		if err := r.Set(run); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("set %+v: error %v, want one that names %s", run, err, test.want)
		}
		if len(r.page)+len(r.stage) > 0 {
			t.Errorf("set %+v: was refused, yet the page was told %v and the stage %v", run, kinds(r.page), kinds(r.stage))
		}
		if !reflect.DeepEqual(r.run, small("fm")) || r.session.Steps() != 2 || r.fingerprint(t) != before {
			t.Errorf("set %+v: was refused, yet the run is now %+v at step %d", run, r.run, r.session.Steps())
		}
	}
	do(t, r.Train(false))
	r.slices(t, 1)
	if r.session.Steps() <= 2 {
		t.Error("the old run no longer trains")
	}
}

func TestTrainingReportsUntilTheScheduleEnds(t *testing.T) {
	r := set(t, small("mmd"))
	r.forget()
	do(t, r.Train(false))
	r.slices(t, 1000)

	states := all[protocol.State](r.page)
	for i, s := range states {
		if i > 0 && (s.Step < states[i-1].Step || s.Seconds < states[i-1].Seconds) {
			t.Errorf("state %d is at step %d and %v s, after %d and %v s", i, s.Step, s.Seconds, states[i-1].Step, states[i-1].Seconds)
		}
		if want := protocol.StatusTraining; i < len(states)-1 && s.Status != want {
			t.Errorf("state %d of %d is %q, want %q", i, len(states), s.Status, want)
		}
	}
	end := states[len(states)-1]
	if end.Status != protocol.StatusFinished || end.Step != 400 || end.Seconds != (400*stepTime).Seconds() {
		t.Errorf("ended %q at step %d after %v s, want finished at 400 after %v", end.Status, end.Step, end.Seconds, 400*stepTime)
	}
	if err := r.Train(false); err == nil || !strings.Contains(err.Error(), "400") {
		t.Errorf("train after the end: %v, want an error that names the schedule", err)
	}

	var steps []int
	for _, m := range all[protocol.Metrics](r.page) {
		if len(m.Steps) == 0 || len(m.Steps) != len(m.Loss) || m.MsPerStep != 2 {
			t.Errorf("metrics of %d steps and %d losses, %v ms a step: want equally many, and 2 ms", len(m.Steps), len(m.Loss), m.MsPerStep)
		}
		steps = append(steps, m.Steps...)
	}
	if !slices.IsSorted(steps) || len(slices.Compact(slices.Clone(steps))) != len(steps) || steps[len(steps)-1] != 400 {
		t.Errorf("the curve's steps are %v: want them to ascend to 400", steps)
	}
	if tail := kinds(r.page)[len(r.page)-3:]; !slices.Equal(tail, []protocol.Type{protocol.TypeState, protocol.TypeMetrics, protocol.TypeScore}) {
		t.Errorf("the last the page was told is %v, want state, metrics and score", tail)
	}
	score := last[protocol.Score](t, r.page)
	if score.Step != 400 || score.NFE != 1 || score.N != scorePoints || score.Ratio != score.W2/score.Floor || score.SampleMs10 <= 0 {
		t.Errorf("score %+v: want one of step 400, one evaluation a sample", score)
	}
}

func TestPauseStopsAndMeasures(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Train(false))
	r.slices(t, 3)
	at := r.session.Steps()
	r.forget()
	do(t, r.Pause())
	state, score := last[protocol.State](t, r.page), last[protocol.Score](t, r.page)
	if r.Training() || at == 0 || state.Status != protocol.StatusPaused || state.Step != at || score.Step != at || score.NFE != 4 {
		t.Errorf("paused at step %d: %q at %d, score of step %d with %d evaluations, want %d with 4", at, state.Status, state.Step, score.Step, score.NFE, at)
	}
	do(t, r.Train(false))
	if !r.Training() {
		t.Error("train after pause does not train")
	}
}

func TestStepTakesThatMany(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Step(3))
	do(t, r.Step(2))
	if s := last[protocol.State](t, r.page); s.Step != 5 || s.Status != protocol.StatusPaused {
		t.Errorf("3 and 2 steps end %q at %d, want paused at 5", s.Status, s.Step)
	}
	do(t, r.Step(maxSteps))
	if s := last[protocol.State](t, r.page); s.Step != 400 || s.Status != protocol.StatusFinished {
		t.Errorf("%d steps end %q at %d, want finished at 400", maxSteps, s.Status, s.Step)
	}
	for _, count := range []int{-1, 0, maxSteps + 1} {
		if err := r.Step(count); err == nil {
			t.Errorf("%d steps were taken", count)
		}
	}
}

// Looking at a run, measuring it and drawing from it leave the training as it would be without: a session of the same config.
func TestWatchedTrainingGivesTheSameBits(t *testing.T) {
	for _, id := range []string{"fm", "mmd", "wasserstein"} {
		run := small(id)
		r := set(t, run)
		do(t, r.Train(false))
		r.slices(t, 20)
		do(t, r.Samples(100))
		r.slices(t, 1000)
		alone, err := lab.New(lab.Config{
			Method: run.Method, Source: run.Source, Target: run.Target, Seed: run.Seed, Parameters: run.Parameters, NFE: run.NFE,
		}, engine.WebAssembly{}, nil)
		do(t, err)
		for range 400 {
			do(t, alone.Step())
		}
		want, err := alone.Fingerprint()
		do(t, err)
		if got := r.fingerprint(t); got != want {
			t.Errorf("%s: watched %s, alone %s", id, got, want)
		}
		do(t, alone.Close())
	}
}

func TestResetRepeatsTheRun(t *testing.T) {
	r := set(t, small("mmd"))
	start := r.fingerprint(t)
	do(t, r.Step(30))
	first := r.fingerprint(t)
	generation := last[protocol.Scene](t, r.stage).Generation
	r.forget()
	do(t, r.Reset())
	if s := last[protocol.State](t, r.page); s.Status != protocol.StatusIdle || s.Step != 0 || s.Seconds != 0 || s.Of != "" {
		t.Errorf("reset stands %q at step %d, %v s, in answer to %q: want idle at 0, in answer to nothing", s.Status, s.Step, s.Seconds, s.Of)
	}
	if g := last[protocol.Paths](t, r.stage).Generation; g <= generation {
		t.Errorf("generation %d after %d: want it raised", g, generation)
	}
	if got := r.fingerprint(t); got != start {
		t.Errorf("reset to %s, want %s", got, start)
	}
	do(t, r.Step(30))
	if got := r.fingerprint(t); got != first || first == start {
		t.Errorf("from %s, %s the first time and %s the second", start, first, got)
	}
}

func TestSamplesComeInTheTargetsUnits(t *testing.T) {
	r := set(t, small("mmd"))
	r.forget()
	do(t, r.Samples(300))
	s := last[protocol.Samples](t, r.page)
	if s.N != 300 || s.Dim != 2 || len(s.Points) != 600 {
		t.Errorf("%d samples of %d in %d numbers, want 300 of 2 in 600", s.N, s.Dim, len(s.Points))
	}
	for _, n := range []int{-1, 0, maxSamples + 1} {
		if err := r.Samples(n); err == nil {
			t.Errorf("%d samples were drawn", n)
		}
	}
}

func TestNothingIsDoneBeforeSet(t *testing.T) {
	r := newRig()
	for name, request := range map[string]func() error{
		"pause": r.Pause, "reset": r.Reset,
		"train":   func() error { return r.Train(false) },
		"rewind":  func() error { return r.Rewind(0) },
		"step":    func() error { return r.Step(1) },
		"samples": func() error { return r.Samples(1) },
	} {
		if err := request(); err == nil || !strings.Contains(err.Error(), "set") {
			t.Errorf("%s: error %v, want one that says to send set", name, err)
		}
	}
	do(t, r.Show())
	if r.Training() || len(r.page)+len(r.stage) > 0 {
		t.Errorf("without a run: training %v, page %v, stage %v", r.Training(), kinds(r.page), kinds(r.stage))
	}
}

func TestSliceGivesTheWorkerBackInTime(t *testing.T) {
	r := set(t, small("mmd"))
	do(t, r.Train(false))
	do(t, r.Slice()) // draws and measures
	before := r.now
	do(t, r.Slice())
	if took := r.now - before; took < SliceLength || took > SliceLength+stepTime {
		t.Errorf("a slice took %v, want %v", took, SliceLength.Round(time.Millisecond))
	}
}
