package trainer

import (
	"strings"
	"testing"

	"pushforward/wasm/protocol"
)

// A map to its own source is at its floor soon: training stops there, says so, and can be taken up again.
func TestTrainingStopsAtTheFloor(t *testing.T) {
	run := small("mmd")
	run.Target = "gaussian"
	run.Parameters["steps"], run.Parameters["batch"] = "100000", "256"
	r := set(t, run)
	do(t, r.Train(true))
	r.slices(t, 5000)
	state := last[protocol.State](t, r.page)
	scores := all[protocol.Score](r.page)
	if state.Status != protocol.StatusPaused || state.Step == 100_000 || !strings.Contains(state.Message, "floor") {
		t.Fatalf("%q at step %d, saying %q: want paused before the end, naming the floor", state.Status, state.Step, state.Message)
	}
	for i, score := range scores {
		if ends := len(scores) - i; score.AtFloor != (ends <= 2) && ends <= 3 {
			t.Errorf("score %d of %d is at the floor: %v", i+1, len(scores), score.AtFloor)
		}
	}
	do(t, r.Train(false))
	if s := last[protocol.State](t, r.page); s.Status != protocol.StatusTraining || s.Message != "" {
		t.Errorf("taken up again: %q, saying %q", s.Status, s.Message)
	}
}

// Unasked, training goes on at the floor; and a map that is far from its target does not stop.
func TestTrainingGoesOnUnlessAskedToStop(t *testing.T) {
	near, far := small("mmd"), small("mmd")
	near.Target = "gaussian"
	for _, test := range []struct {
		run     protocol.Run
		toFloor bool
	}{{near, false}, {far, true}} {
		r := set(t, test.run)
		do(t, r.Train(test.toFloor))
		r.slices(t, 5000)
		if s := last[protocol.State](t, r.page); s.Status != protocol.StatusFinished {
			t.Errorf("to the floor %v: %q at step %d with a score of %v", test.toFloor, s.Status, s.Step, last[protocol.Score](t, r.page).Ratio)
		}
	}
}
