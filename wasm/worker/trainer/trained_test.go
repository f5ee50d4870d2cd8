package trainer

import (
	"slices"
	"testing"

	"pushforward/assets"
	"pushforward/wasm/protocol"
)

// A run that comes trained before is shown and measured at once, trains on from there, and from scratch after a reset, as any other run.
func TestTrainedRunStandsWhereItWasLeft(t *testing.T) {
	run := protocol.Run{Method: "mmd", Source: "gaussian", Target: "8gaussians"}
	r := newRig()
	r.Open = assets.Open
	do(t, r.SetTrained(run))
	state, score := last[protocol.State](t, r.page), last[protocol.Score](t, r.page)
	if !state.Trained || state.Status != protocol.StatusPaused || state.Step != 3000 || !slices.Equal(state.Kept, []int{0, 3000}) || score.Ratio > 1.5 {
		t.Errorf("%+v with a score of %.2f: want paused half way, near the floor", state, score.Ratio)
	}
	do(t, r.Step(2))
	if s := last[protocol.State](t, r.page); s.Step != 3002 || !s.Trained {
		t.Errorf("two steps on, at %d, trained before: %v", s.Step, s.Trained)
	}
	do(t, r.Reset())
	do(t, r.Step(2))
	scratch := set(t, run)
	do(t, scratch.Step(2))
	if s := last[protocol.State](t, r.page); s.Trained || s.Step != 2 || r.fingerprint(t) != scratch.fingerprint(t) {
		t.Errorf("from scratch: at %d, trained before: %v, or with other bits", s.Step, s.Trained)
	}
}

func TestRunThatDoesNotComeTrainedStandsAtStepZero(t *testing.T) {
	for name, target := range map[string]string{"no such file": "8gaussians", "not listed": "pinwheel"} {
		r := newRig() // opens nothing
		do(t, r.SetTrained(protocol.Run{Method: "mmd", Source: "gaussian", Target: target}))
		if s := last[protocol.State](t, r.page); s.Trained || s.Step != 0 || s.Status != protocol.StatusIdle {
			t.Errorf("%s: %q at step %d, trained before: %v", name, s.Status, s.Step, s.Trained)
		}
	}
}
