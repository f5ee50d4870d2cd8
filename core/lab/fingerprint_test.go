package lab_test

import (
	"context"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/method"
)

// Every method trains, and its fingerprint is logged for a test that compares this platform with others. Two hundred steps are enough for
// a difference in any bit to spread to all.
func TestFingerprint(t *testing.T) {
	for _, e := range method.Registry() {
		for _, problem := range []struct{ source, target string }{{"gaussian", "8gaussians"}, {"moons", "checkerboard"}} {
			run := newRun(t, lab.Config{Method: e.ID, Source: problem.source, Target: problem.target, Seed: 7, Parameters: small()})
			if _, err := run.Train(context.Background(), lab.Budget{Steps: 200}, still, nil); err != nil {
				t.Fatal(err)
			}
			fingerprint, err := run.Fingerprint()
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("fingerprint %s %s→%s %s", e.ID, problem.source, problem.target, fingerprint)
		}
	}
}

// small is a network that trains in a moment, on any platform.
func small() map[string]string { return map[string]string{"net": "16,16", "batch": "64"} }

// newRun is a run that needs no files.
func newRun(t *testing.T, config lab.Config) *lab.Session {
	t.Helper()
	run, err := lab.New(config, engine.WebAssembly{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := run.Close(); err != nil {
			t.Error(err)
		}
	})
	return run
}
