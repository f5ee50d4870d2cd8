package trainer

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/wasm/protocol"
)

// simulation is a run that learns nothing.
func simulation() protocol.Run {
	return protocol.Run{Method: "langevin", Source: "gaussian", Target: "8gaussians", NFE: 10}
}

// A run that learns nothing is finished as it begins: it is shown and measured at once, and cannot be trained.
func TestNothingToTrain(t *testing.T) {
	r := set(t, simulation())
	for range 2 {
		if got, want := kinds(r.page), []protocol.Type{protocol.TypeState, protocol.TypeScore}; !slices.Equal(got, want) {
			t.Errorf("the page was told %v, want %v", got, want)
		}
		state, score := last[protocol.State](t, r.page), last[protocol.Score](t, r.page)
		if state.Status != protocol.StatusFinished || state.Step != 0 || state.Horizon != 0 || r.Working() {
			t.Errorf("the run stands %q at step %d of %d, at work: %v; want it finished at 0 of 0, at rest", state.Status, state.Step, state.Horizon, r.Working())
		}
		if score.Step != 0 || score.NFE != 10 || !(score.W2 > 0) {
			t.Errorf("score %+v: want one of step 0, of 10 evaluations", score)
		}
		for name, err := range map[string]error{"train": r.Train(false), "step": r.Step(1)} {
			if err == nil || !strings.Contains(err.Error(), "nothing to train: Langevin") {
				t.Errorf("%s: error %v, want one that says there is nothing to train, and why", name, err)
			}
		}
		r.forget()
		do(t, r.Reset())
	}
}

// The stage is shown the states that a simulation went through: those of a session that is asked for the last of them alone.
func TestSimulationIsShownAsItGoes(t *testing.T) {
	run := simulation()
	r := set(t, run)
	scene, paths := last[protocol.Scene](t, r.stage), last[protocol.Paths](t, r.stage)
	if scene.Motion != protocol.MotionSimulation || paths.N != simulated || paths.Frames != stepFrames {
		t.Errorf("%q of %d particles at %d times, want a simulation of %d at %d", scene.Motion, paths.N, paths.Frames, simulated, stepFrames)
	}
	session, err := lab.New(config(run), engine.WebAssembly{}, nil)
	do(t, err)
	end := make([]float32, 2*paths.N)
	session.Problem.Noise(end, session.Stream("particles"))
	_, err = session.Carry(end)
	do(t, err)
	if got := paths.Points[len(paths.Points)-len(end):]; !slices.Equal(got, end) {
		t.Errorf("the particles end at %v …, want %v …", got[:4], end[:4])
	}
	first, middle := paths.Points[:len(end)], paths.Points[paths.Frames/2*len(end):][:len(end)]
	bent := 0
	for i := range end {
		if math.Abs(float64(middle[i]-(first[i]+end[i])/2)) > 0.05 {
			bent++
		}
	}
	if bent < len(end)/4 {
		t.Errorf("%d of %d coordinates are off the straight line halfway: want most", bent, len(end))
	}
}

// A request that waits breaks off a long look: nothing of it is sent, and the next slices do it anew, with the same bits.
func TestRequestsBreakOffLooks(t *testing.T) {
	want := set(t, simulation())
	r, asked := newRig(), 0
	r.Interrupted = func() bool { asked++; return asked == 2 || asked == 5 }
	r.call = SliceLength
	do(t, r.Set(simulation()))
	if asked != 2 || len(all[protocol.Paths](r.stage)) > 0 || len(all[protocol.Score](r.page)) > 0 || !r.Working() {
		t.Errorf("after %d questions %d views, %d scores, at work: %v; want 2, none, none and work to do", asked,
			len(all[protocol.Paths](r.stage)), len(all[protocol.Score](r.page)), r.Working())
	}
	for slices := 0; r.Working(); slices++ {
		if slices == 5 {
			t.Fatal("still at work after 5 slices")
		}
		do(t, r.Slice())
	}
	if asked < 5 {
		t.Errorf("asked %d times, want at least 5", asked)
	}
	if got := last[protocol.Paths](t, r.stage); !slices.Equal(got.Points, last[protocol.Paths](t, want.stage).Points) {
		t.Error("the view that was broken off is another")
	}
	if got := last[protocol.Score](t, r.page); got.W2 != last[protocol.Score](t, want.page).W2 || len(all[protocol.Score](r.page)) != 1 {
		t.Errorf("%d scores, the last of %v: want one of %v", len(all[protocol.Score](r.page)), got.W2, last[protocol.Score](t, want.page).W2)
	}
}
