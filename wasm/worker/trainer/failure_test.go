package trainer

import (
	"fmt"
	"strings"
	"testing"

	"pushforward/wasm/protocol"
)

func TestDivergedRunStandsAtItsLastGoodState(t *testing.T) {
	r := set(t, small("mmd"))
	r.poisoned = 300
	do(t, r.Train(false))
	r.slices(t, 1000)
	state := last[protocol.State](t, r.page)
	back := fmt.Sprintf("Back at step %d.", state.Step)
	if state.Status != protocol.StatusDiverged || !strings.Contains(state.Message, "diverged by step 30") || !strings.HasSuffix(state.Message, back) {
		t.Errorf("%q: %q, want diverged by a step from the 300th on, and %q", state.Status, state.Message, back)
	}
	if state.Step < 1 || state.Step >= 300 {
		t.Fatalf("back at step %d, want one between the start and the 300th, which diverged", state.Step)
	}
	if score := last[protocol.Score](t, r.page); score.Step != state.Step {
		t.Errorf("the last score is of step %d, want %d", score.Step, state.Step)
	}
	straight := set(t, small("mmd"))
	do(t, straight.Step(state.Step))
	if got, want := r.fingerprint(t), straight.fingerprint(t); got != want {
		t.Errorf("back at %s, want %s, where %d steps lead", got, want, state.Step)
	}
	r.poisoned = 0
	do(t, r.Train(false))
	r.slices(t, 1000)
	do(t, straight.Step(maxSteps))
	if got, want := r.fingerprint(t), straight.fingerprint(t); got != want {
		t.Errorf("trained on from there to %s, want %s", got, want)
	}
}

func TestDivergedFirstStepsGoBackToTheStart(t *testing.T) {
	r := set(t, small("fm"))
	start := r.fingerprint(t)
	r.poisoned = 1
	do(t, r.Step(5))
	state := last[protocol.State](t, r.page)
	if state.Status != protocol.StatusDiverged || state.Step != 0 || !strings.HasSuffix(state.Message, "Back at step 0.") || r.fingerprint(t) != start {
		t.Errorf("%q at step %d: %q", state.Status, state.Step, state.Message)
	}
}

func TestFailedStepEndsTraining(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Step(10))
	r.broken = "step"
	do(t, r.Train(false))
	r.slices(t, 1)
	state := last[protocol.State](t, r.page)
	if state.Status != protocol.StatusDiverged || !strings.Contains(state.Message, "step 11: step is broken") {
		t.Errorf("%q: %q, want diverged at step 11", state.Status, state.Message)
	}
}

func TestFailedLookPausesTraining(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Train(false))
	r.broken = "velocity"
	if err := r.Slice(); err == nil || !strings.Contains(err.Error(), "velocity is broken") {
		t.Errorf("error %v, want the engine's", err)
	}
	if s := last[protocol.State](t, r.page); r.Training() || s.Status != protocol.StatusPaused {
		t.Errorf("training goes on, %q", s.Status)
	}
}
