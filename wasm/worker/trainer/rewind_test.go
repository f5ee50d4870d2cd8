package trainer

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pushforward/wasm/protocol"
)

// Rewound to a step and trained on, a run has the bits of the straight one, and the time that was spent up to there.
func TestRewoundTrainingGivesTheSameBits(t *testing.T) {
	for _, id := range []string{"fm", "mmd", "wasserstein", "gan"} {
		straight, r := set(t, small(id)), set(t, small(id))
		do(t, straight.Step(400))
		do(t, r.Train(false))
		r.slices(t, 60)
		for _, back := range []int{0, 100, 17} {
			do(t, r.Rewind(back))
			state := last[protocol.State](t, r.page)
			if !slices.Contains(state.Kept, state.Step) || state.Of != protocol.TypeRewind || state.Latest < state.Step {
				t.Fatalf("%s: stands at step %d of %v up to %d, in answer to %q", id, state.Step, state.Kept, state.Latest, state.Of)
			}
			if want := (time.Duration(state.Step) * stepTime).Seconds(); (id == "fm" || id == "mmd") && math.Abs(state.Seconds-want) > 1e-9 {
				t.Errorf("%s: %v s were spent until step %d, want %v", id, state.Seconds, state.Step, want)
			}
			if paths := last[protocol.Paths](t, r.stage); paths.Step != state.Step {
				t.Errorf("%s: the stage shows step %d, the run stands at %d", id, paths.Step, state.Step)
			}
			do(t, r.Train(false))
			r.slices(t, 40)
		}
		r.slices(t, 10_000)
		if got, want := r.fingerprint(t), straight.fingerprint(t); got != want {
			t.Errorf("%s: rewound %s, straight %s", id, got, want)
		}
	}
}

// What comes after is there until training goes on.
func TestRewindKeepsTheLaterStepsUntilTrainingGoesOn(t *testing.T) {
	r := set(t, small("mmd"))
	do(t, r.Step(400))
	end := r.fingerprint(t)
	do(t, r.Rewind(100))
	middle := last[protocol.State](t, r.page)
	if middle.Status != protocol.StatusPaused || middle.Latest != 400 || middle.Step > 104 || middle.Step < 96 {
		t.Errorf("rewound to 100: %q at step %d of %d, want paused near 100 of 400", middle.Status, middle.Step, middle.Latest)
	}
	do(t, r.Rewind(0))
	if s := last[protocol.State](t, r.page); s.Status != protocol.StatusIdle || s.Step != 0 || s.Latest != 400 {
		t.Errorf("rewound to 0: %q at step %d of %d, want idle at 0 of 400", s.Status, s.Step, s.Latest)
	}
	do(t, r.Rewind(400))
	if s := last[protocol.State](t, r.page); s.Status != protocol.StatusFinished || s.Step != 400 || r.fingerprint(t) != end {
		t.Errorf("back to the latest: %q at step %d, want finished at 400 with the same bits", s.Status, s.Step)
	}
	do(t, r.Rewind(100))
	do(t, r.Step(1))
	if s := last[protocol.State](t, r.page); s.Step != middle.Step+1 || s.Latest != s.Step || slices.Max(s.Kept) > s.Step {
		t.Errorf("a step from there: at %d, latest %d, kept %v: want all later ones dropped", s.Step, s.Latest, s.Kept)
	}
	for _, step := range []int{-1, 401} {
		if err := r.Rewind(step); err == nil || !strings.Contains(err.Error(), "0 to") {
			t.Errorf("rewind to %d: %v, want an error that says from where to where", step, err)
		}
	}
}

// A run that diverged can be rewound to what was good.
func TestDivergedRunKeepsOnlyGoodSteps(t *testing.T) {
	r := set(t, small("fm"))
	r.poisoned = 300
	do(t, r.Train(false))
	r.slices(t, 10_000)
	state := last[protocol.State](t, r.page)
	if state.Status != protocol.StatusDiverged || slices.Max(state.Kept) > state.Step || state.Latest != state.Step {
		t.Errorf("%q at step %d, kept up to %d: want diverged, and nothing kept after", state.Status, state.Step, slices.Max(state.Kept))
	}
}
