// Package methodtest holds methods to what their registry entries say of them.
//
// An entry lists abilities; the program that the method builds must have them, each with its variables, and no others. What is trained is held to
// what every method promises: the same seed gives the same bits, looking disturbs nothing, stopping and going on is as good as going on, a step
// allocates nothing, and the samples come closer to the target. An ability that no check here covers fails.
package methodtest

import (
	"slices"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/core/param"
)

// A Reporter is told what is wrong. [testing.T] is one.
type Reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

// TestRegistry checks each entry, and that the ids differ and the families are known.
func TestRegistry(t *testing.T, registry []method.Entry, families []method.Family) {
	seen := map[string]bool{}
	for _, entry := range registry {
		if seen[entry.ID] {
			t.Errorf("two entries have the id %q", entry.ID)
		}
		seen[entry.ID] = true
		if !slices.ContainsFunc(families, func(f method.Family) bool { return f.ID == entry.Family }) {
			t.Errorf("the entry %q is of family %q, which is not listed", entry.ID, entry.Family)
		}
		t.Run(entry.ID, func(t *testing.T) {
			t.Run("entry", func(t *testing.T) { TestEntry(t, entry) })
			t.Run("training", func(t *testing.T) { testTraining(t, entry) })
			t.Run("sampling", func(t *testing.T) { testSampling(t, entry) })
			t.Run("learning", func(t *testing.T) { testLearning(t, entry) })
		})
	}
}

// TestEntry checks what can be known without training: the entry, the parameters and the program.
func TestEntry(t Reporter, entry method.Entry) {
	if entry.New == nil {
		t.Errorf("the entry %q has no method", entry.ID)
		return
	}
	testEntry(t, entry)
	testParameters(t, entry)
	testNeeds(t, entry)
	for _, dim := range []int{1, 2, 3} {
		testProgram(t, entry, dim)
	}
}

// seed of all runs: the suite sees the same numbers in every run, so that its bounds hold always or never.
const seed = 11

// newRun is a run on eight Gaussians with a network that trains in a moment.
func newRun(t *testing.T, entry method.Entry, change func(*lab.Config)) *lab.Session {
	t.Helper()
	config := lab.Config{
		Method: entry.ID, Source: "gaussian", Target: "8gaussians", Seed: seed,
		Parameters: settings(entry, map[string]string{"net": "16,16", "batch": "64"}),
	}
	if change != nil {
		change(&config)
	}
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

// settings is those of wanted that the method has parameters for.
func settings(entry method.Entry, wanted map[string]string) map[string]string {
	values := map[string]string{}
	for _, p := range param.Table(entry.New()) {
		if value, ok := wanted[p.Name]; ok {
			values[p.Name] = value
		}
	}
	return values
}
