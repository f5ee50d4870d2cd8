package trainer

import (
	"errors"
	"strings"
	"testing"

	"pushforward/core/engine"
	"pushforward/wasm/protocol"
)

func TestWelcomeSaysNothingWhereAllIsWell(t *testing.T) {
	if w := Welcome(engine.WebAssembly{}, nil); w.Notice != "" || len(w.Schema.Default.Parameters) > 0 {
		t.Errorf("notice %q, first run %+v: want neither a notice nor parameters", w.Notice, w.Schema.Default)
	}
}

// At the parameters of the run that the page starts with the fallback takes that run and its neighbour; it refuses the same run at the method's
// defaults, and a method whose kernel matrices are large whatever the batch.
func TestWelcomeWhereTheEngineDoesNotWork(t *testing.T) {
	w := Welcome(engine.Fallback{}, errors.New("no SIMD"))
	if !strings.Contains(w.Notice, "about 150 times slower") {
		t.Errorf("notice %q: want how much slower training is", w.Notice)
	}
	r := newRig()
	r.Engine = engine.Fallback{}
	run := w.Schema.Default
	run.Target, run.NFE = "8gaussians", 1 // without a file, and quickly drawn
	small := run.Parameters
	for _, id := range []string{"fm", "wasserstein"} {
		run.Method, run.Parameters = id, small
		do(t, r.Set(run))
		do(t, r.Step(2))
		if s := last[protocol.State](t, r.page); s.Step != 2 || s.Run.Method != id {
			t.Errorf("%s: %q at step %d, want step 2", id, s.Status, s.Step)
		}
	}
	for id, parameters := range map[string]map[string]string{"fm": nil, "mmd": small} {
		run.Method, run.Parameters = id, parameters
		if err := r.Set(run); err == nil || !strings.Contains(err.Error(), "want at most 4,000,000 without SIMD WebAssembly") {
			t.Errorf("%s: error %v, want one that refuses the size", id, err)
		}
	}
}
