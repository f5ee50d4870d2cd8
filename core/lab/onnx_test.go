package lab_test

import (
	"bytes"
	"strings"
	"testing"

	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/core/onnx/onnxtest"
)

// exported is the ONNX model of a run, read back.
func exported(t *testing.T, run *lab.Session) (*onnxtest.Model, error) {
	t.Helper()
	var file bytes.Buffer
	if err := run.WriteONNX(&file, run.Describe(0, false)); err != nil {
		return nil, err
	}
	m, err := onnxtest.Read(file.Bytes())
	try(t, err)
	t.Logf("%s: %d bytes, %v", run.Entry.ID, file.Len(), m.Operators)
	return m, nil
}

// Every method that has a map has a well-formed model of it; simulations are refused by a sentence. Whether the numbers are right, a runtime says: see the
// browser's tests.
func TestMapsBecomeModels(t *testing.T) {
	for _, e := range method.Registry() {
		run := newRun(t, lab.Config{Method: e.ID, Source: "gaussian", Target: "8gaussians", Parameters: trim(e), Solver: "heun"})
		m, err := exported(t, run)
		if e.Has(method.Simulate) {
			if err == nil || !strings.Contains(err.Error(), "simulates") {
				t.Errorf("%s: error %v", e.ID, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", e.ID, err)
			continue
		}
		if m.Inputs[0] != "z[N,2]" || m.Outputs[0] != "x[N,2]" || m.Metadata["citation"] != e.Citation || !strings.Contains(m.Metadata["source_law"], "standard normal") {
			t.Errorf("%s: %+v", e.ID, m)
		}
		if loops := m.Operators["Loop"]; (loops == 1) == e.Has(method.Push) {
			t.Errorf("%s: %d loops", e.ID, loops)
		}
		d, err := lab.ParseDescription([]byte(m.Metadata["pushforward"]))
		if err != nil || d.Config.Method != e.ID {
			t.Errorf("%s: the run in the metadata is %+v, %v", e.ID, d, err)
		}
	}
}

// The noise of a model is the source's own law, before it is embedded.
func TestModelsTakeTheSourcesNoise(t *testing.T) {
	for _, test := range []struct {
		config     lab.Config
		input, law string
	}{
		{lab.Config{Source: "moons"}, "z[N,2]", "the distribution moons in its own units"},
		{lab.Config{Source: "uniform", SourceParameters: map[string]string{"dim": "1"}}, "z[N,1]", "the distribution uniform (dim 1) in its own units"},
		{lab.Config{Source: "uniform", SourceParameters: map[string]string{"dim": "1"}, Embedding: "noise"}, "z[N,2]", "with 1 columns of standard normal numbers to the right of it"},
		{lab.Config{Source: "uniform", SourceParameters: map[string]string{"dim": "1"}, Embedding: "spiral"}, "z[N,1]", "uniform"},
	} {
		test.config.Method, test.config.Target, test.config.Parameters = "mmd", "8gaussians", small()
		m, err := exported(t, newRun(t, test.config))
		try(t, err)
		if m.Inputs[0] != test.input || !strings.Contains(m.Metadata["source_law"], test.law) {
			t.Errorf("%+v: input %s, law %q", test.config, m.Inputs[0], m.Metadata["source_law"])
		}
	}
}

func TestSolversThatNoModelHas(t *testing.T) {
	for solver, want := range map[string]string{"dopri5": "chooses its steps", "euler-maruyama": "fresh noise", "ancestral": "fresh noise", "predictor-corrector": "fresh noise", "ddim": "fresh noise"} {
		config := lab.Config{Method: "fm", Source: "gaussian", Target: "moons", Parameters: small(), Solver: solver}
		if solver == "ddim" {
			config.SolverParameters = map[string]string{"eta": "0.5"}
		}
		_, err := exported(t, newRun(t, config))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), solver) {
			t.Errorf("%s: error %v, want one with %q", solver, err, want)
		}
	}
}
