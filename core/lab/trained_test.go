package lab_test

import (
	"bytes"
	"strings"
	"testing"

	"pushforward/assets"
	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/metric"
)

// The runs that come trained before are small, near their targets, half way, and can be trained on.
func TestRunsThatComeTrained(t *testing.T) {
	for _, config := range lab.Trained() {
		run, err := lab.New(config, engine.WebAssembly{}, assets.Open)
		try(t, err)
		found, err := run.OpenTrained(assets.Open)
		try(t, err)
		if !found || run.Steps() != run.Horizon()/2 {
			t.Errorf("%s on %s: found %v, at step %d of %d", config.Method, config.Target, found, run.Steps(), run.Horizon())
		}
		var file bytes.Buffer
		try(t, run.WriteTrained(&file))
		if file.Len() > 40_000 {
			t.Errorf("%s on %s takes %d bytes, want at most 40,000", config.Method, config.Target, file.Len())
		}
		points := make([]float32, 2*1500)
		_, err = run.Sample(points, run.Stream("trained"))
		try(t, err)
		scorer := metric.Scorer{Target: run.Problem.Target, N: 500, Draws: 3, FloorDraws: 3}
		score, err := scorer.Score(points, run.Stream("score"))
		try(t, err)
		if score.Ratio > 1.5 {
			t.Errorf("%s on %s: %.2f times the floor, want at most 1.5", config.Method, config.Target, score.Ratio)
		}
		t.Logf("%s on %s: %.2f times the floor", config.Method, config.Target, score.Ratio)
		for range 20 {
			try(t, run.Step())
		}
		if _, err := run.Loss(); err != nil {
			t.Error(err)
		}
		try(t, run.Close())
		other := config
		other.Seed = 1
		if lab.TrainedFile(other) != "" || lab.TrainedFile(config) == "" {
			t.Errorf("%s on %s: another seed's run is taken for the trained one", config.Method, config.Target)
		}
	}
}

// What is written comes back, rounded to 16 bits, for methods of every kind of state.
func TestTrainedComesBack(t *testing.T) {
	for _, id := range []string{"fm", "gan", "sinkhorn", "spline"} {
		config := lab.Config{Method: id, Source: "gaussian", Target: "8gaussians", Seed: 3}
		run, again := newRun(t, config), newRun(t, config)
		for range 3 {
			try(t, run.Step())
		}
		var file bytes.Buffer
		try(t, run.WriteTrained(&file))
		if file.Len() > 50_000 {
			t.Errorf("%s: %d bytes, want at most 50,000", id, file.Len())
		}
		try(t, again.ReadTrained(bytes.NewReader(file.Bytes())))
		var second bytes.Buffer
		try(t, again.WriteTrained(&second))
		if !bytes.Equal(file.Bytes(), second.Bytes()) || again.Steps() != 3 {
			t.Errorf("%s: something else comes back, at step %d", id, again.Steps())
		}
		if err := again.ReadTrained(bytes.NewReader(file.Bytes()[:file.Len()-1])); err == nil || !strings.Contains(err.Error(), "breaks off") {
			t.Errorf("%s: a file cut short is read (%v)", id, err)
		}
	}
	if err := newRun(t, flow()).ReadTrained(strings.NewReader("something else entirely")); err == nil {
		t.Error("another file is read")
	}
}
