package lab_test

import (
	"context"
	"strings"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/core/param"
)

// Every method trains, and its fingerprint is logged for a test that compares this platform with others. A hundred steps are enough for
// a difference in any bit to spread to all.
func TestFingerprint(t *testing.T) {
	for _, e := range method.Registry() {
		logFingerprint(t, e, "gaussian", "8gaussians")
		logFingerprint(t, e, "moons", "checkerboard")
	}
	cut := newRun(t, shared())
	for range 20 {
		try(t, cut.Step())
	}
	t.Logf("fingerprint fm cut-in-shards %s", fingerprint(t, cut))
	loss, err := cut.Loss()
	try(t, err)
	t.Logf("loss fm cut-in-shards %v", loss)
}

// logFingerprint trains a method, if it learns anything, and takes the source: some want to know its density.
func logFingerprint(t *testing.T, e method.Entry, source, target string) {
	t.Helper()
	config := lab.Config{Method: e.ID, Source: source, Target: target, Seed: 7, Parameters: trim(e)}
	run, err := lab.New(config, engine.WebAssembly{}, nil)
	if err != nil && source != "gaussian" && (strings.Contains(err.Error(), "the source") || strings.Contains(err.Error(), "the target")) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { run.Close() })
	if _, err := run.Train(context.Background(), lab.Budget{Steps: 100}, still, nil); err != nil {
		t.Fatal(err)
	}
	if run.Learns() {
		t.Logf("fingerprint %s %s→%s %s", e.ID, source, target, fingerprint(t, run))
	}
}

// small is a network that trains in a moment, on any platform.
func small() map[string]string { return map[string]string{"net": "16,16", "batch": "64"} }

// trim is what a method has of small.
func trim(e method.Entry) map[string]string {
	values := map[string]string{}
	for _, p := range param.Table(e.New()) {
		if value, ok := small()[p.Name]; ok {
			values[p.Name] = value
		}
	}
	return values
}

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
