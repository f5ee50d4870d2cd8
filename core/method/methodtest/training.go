package methodtest

import (
	"testing"

	"pushforward/core/lab"
	"pushforward/core/method"
)

// steps of a training that is only to be followed closely.
const steps = 30

// testTraining checks what every training promises.
func testTraining(t *testing.T, entry method.Entry) {
	run := newRun(t, entry, nil)
	if !run.Learns() {
		if err := run.Step(); err == nil {
			t.Error("a step of a run that learns nothing: want an error")
		}
		return
	}
	for range steps {
		train(t, run, 1)
		if _, err := run.Loss(); err != nil {
			t.Fatal(err)
		}
	}
	straight := fingerprint(t, run)
	same := func(how string, run *lab.Session) {
		t.Helper()
		if got := fingerprint(t, run); got != straight || run.Steps() != steps {
			t.Errorf("%s: fingerprint %s after %d steps, want %s after %d", how, got, run.Steps(), straight, steps)
		}
	}
	if err := run.Reset(); err != nil {
		t.Fatal(err)
	}
	train(t, run, steps)
	same("reset and trained again", run)

	other := newRun(t, entry, func(c *lab.Config) { c.Seed++ })
	train(t, other, steps)
	if fingerprint(t, other) == straight {
		t.Error("another seed learnt the same numbers")
	}
	testGoingOn(t, entry, same)
	testLooking(t, entry, same)
	testAllocations(t, run)
}

// testGoingOn checks that a run that is saved, and restored to where it stood, or in another session, goes on as if nothing had been.
func testGoingOn(t *testing.T, entry method.Entry, same func(how string, run *lab.Session)) {
	var saved lab.Snapshot
	run := newRun(t, entry, nil)
	train(t, run, steps/3)
	if err := run.Save(&saved); err != nil {
		t.Fatal(err)
	}
	train(t, run, steps-steps/3)
	same("trained on after saving", run)
	fresh := newRun(t, entry, nil)
	for _, session := range []*lab.Session{run, fresh} {
		if err := session.Restore(&saved); err != nil {
			t.Fatal(err)
		}
		train(t, session, steps-steps/3)
		same("restored and trained on", session)
	}
}

// testLooking checks that drawing and asking every ability between steps disturbs nothing, nor does measuring.
func testLooking(t *testing.T, entry method.Entry, same func(how string, run *lab.Session)) {
	run := newRun(t, entry, nil)
	const n = 100
	dim := run.Problem.Dim()
	points := make([]float32, n*dim)
	for k := range steps {
		train(t, run, 1)
		if _, err := run.Sample(points, run.Stream("looking")); err != nil {
			t.Fatal(err)
		}
		for _, a := range entry.Abilities {
			switch a {
			case method.Simulate:
			case method.Pairs:
				pair(t, run, points)
			default:
				ask(t, run, a, points, float64(k)/steps, run.Columns(a))
			}
		}
		if k == steps/2 {
			measure(t, run)
		}
	}
	same("looked at between steps", run)
}

// testAllocations checks that a step allocates nothing once there has been one.
func testAllocations(t *testing.T, run *lab.Session) {
	if count := testing.AllocsPerRun(10, func() { train(t, run, 1) }); count > 0 {
		t.Errorf("a step allocates %v times, want none", count)
	}
}

func train(t *testing.T, run *lab.Session, count int) {
	t.Helper()
	for range count {
		if err := run.Step(); err != nil {
			t.Fatal(err)
		}
	}
}

func fingerprint(t *testing.T, run *lab.Session) string {
	t.Helper()
	f, err := run.Fingerprint()
	if err != nil {
		t.Fatal(err)
	}
	return f
}
