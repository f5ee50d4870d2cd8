package lab_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pushforward/core/lab"
	"pushforward/core/method"
)

// advance trains to a step as a worker does, keeping a history.
func advance(t *testing.T, run *lab.Session, h *lab.History, to int) {
	t.Helper()
	for run.Steps() < to {
		try(t, run.Step())
		if h.Due(run.Steps()) {
			try(t, h.Keep(run, time.Duration(run.Steps())*time.Second))
		}
	}
}

// Every method that learns can be put back to a step and go on to the bits of the run that was never touched.
func TestHistoryContinuesWithTheSameBits(t *testing.T) {
	for _, e := range method.Registry() {
		config := lab.Config{Method: e.ID, Source: "gaussian", Target: "8gaussians", Seed: 3, Parameters: trim(e)}
		run, straight := newRun(t, config), newRun(t, config)
		if !run.Learns() {
			continue
		}
		h := lab.NewHistory(run)
		try(t, h.Keep(run, 0))
		advance(t, run, h, 40)
		for _, back := range []int{0, 7, 23} {
			spent, err := h.Restore(run, back)
			try(t, err)
			if run.Steps() != back || spent != time.Duration(back)*time.Second {
				t.Fatalf("%s: back at step %d after %v, want %d after as many seconds", e.ID, run.Steps(), spent, back)
			}
			h.Cut(back)
			advance(t, run, h, 40)
		}
		for range 40 {
			try(t, straight.Step())
		}
		if got, want := fingerprint(t, run), fingerprint(t, straight); got != want {
			t.Errorf("%s: rewound and trained again %s, straight %s", e.ID, got, want)
		}
	}
}

// However long a training, what is kept is spread evenly, has the ends, and stays within bounds.
func TestHistoryStaysSpreadAndBounded(t *testing.T) {
	run := newRun(t, flow())
	h := lab.NewHistory(run)
	try(t, h.Keep(run, 0))
	for _, at := range []int{1, 100, 129, 700, 1001} {
		advance(t, run, h, at)
		try(t, h.Keep(run, 0))
		steps := h.Steps()
		gap := 1
		if len(steps) > 1 {
			gap = steps[1] - steps[0]
		}
		for i, s := range steps[:len(steps)-1] {
			if s != i*gap {
				t.Fatalf("at step %d, kept %v: want multiples of %d and the end", at, steps, gap)
			}
		}
		if last := steps[len(steps)-1]; last != at || h.Last() != at || len(steps) > 128 || at > 128 && len(steps) < 60 {
			t.Errorf("at step %d, kept %d to step %d: want 60 to 128, to the end", at, len(steps), last)
		}
	}
	h.Cut(500)
	if steps := h.Steps(); steps[len(steps)-1] > 500 || slices.Max(steps) != h.Last() {
		t.Errorf("cut at 500, the last kept is %d", h.Last())
	}
}

func TestHistoryOfALargeNetworkFitsInMemory(t *testing.T) {
	config := flow()
	config.Parameters = map[string]string{"net": "512,512,512", "batch": "8"} // 4·530,000 numbers a snapshot
	run := newRun(t, config)
	h := lab.NewHistory(run)
	try(t, h.Keep(run, 0))
	advance(t, run, h, 12)
	var one lab.Snapshot
	try(t, run.Save(&one))
	if bytes := 4 * len(one.Values) * len(h.Steps()); bytes > 64<<20 || len(h.Steps()) < 4 {
		t.Errorf("%d snapshots in %d bytes: want at least 4 in at most 64 MiB", len(h.Steps()), bytes)
	}
}

func TestHistoryRefusesStepsItDoesNotReach(t *testing.T) {
	run := newRun(t, flow())
	h := lab.NewHistory(run)
	if _, err := h.Restore(run, 0); err == nil {
		t.Error("an empty history restored step 0")
	}
	try(t, h.Keep(run, 0))
	advance(t, run, h, 5)
	for _, step := range []int{-1, 6} {
		if _, err := h.Restore(run, step); err == nil || !strings.Contains(err.Error(), "0 to 5") {
			t.Errorf("step %d: error %v, want one that names 0 to 5", step, err)
		}
	}
}
