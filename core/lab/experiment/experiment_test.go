package experiment_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/lab/experiment"
)

// report runs an experiment for some steps.
func report(t *testing.T, id string, steps int) experiment.Report {
	t.Helper()
	e, err := experiment.Find(id)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	runner := experiment.Runner{Engine: engine.WebAssembly{}, Clock: func() time.Duration { return time.Since(start) }}
	r, err := runner.Run(context.Background(), e, 1, lab.Budget{Steps: steps})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Rows) != len(e.Arms) {
		t.Fatalf("%d rows, want one for each of %d arms", len(r.Rows), len(e.Arms))
	}
	var table strings.Builder
	if err := r.Print(&table); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + table.String())
	for i, row := range r.Rows {
		if row.Arm != e.Arms[i].Label || row.Steps != steps || row.Seed != 1 {
			t.Errorf("row %d is of %s, %d steps, seed %d", i, row.Arm, row.Steps, row.Seed)
		}
		if !strings.Contains(table.String(), row.Arm) {
			t.Errorf("the table lacks %q", row.Arm)
		}
		if row.SWD > row.W2 { // projections shorten every distance
			t.Errorf("%s: sliced W₂ %v above W₂ %v", row.Arm, row.SWD, row.W2)
		}
	}
	return r
}

// A few hundred steps bring the moments close, and no map can be shorter than the closed form allows.
func TestGaussianIsHeldToBures(t *testing.T) {
	row := report(t, "gaussian", 400).Rows[0]
	quantity := func(id string) float64 {
		value, err := row.Quantity(id)
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	// By hand: W₂² = ‖m‖² + tr I + tr Σ − 2 tr Σ^½, and tr Σ^½ = √(tr Σ + 2√det Σ) for 2×2 matrices, with m = (2, −1),
	// Σ = (2.25, .45; .45, .25).
	trace, determinant := 2.5, 2.25*0.25-0.45*0.45
	least := 5 + 2 + trace - 2*math.Sqrt(trace+2*math.Sqrt(determinant))
	if got := quantity(experiment.LeastForTheExact); math.Abs(got-least) > 1e-6 {
		t.Errorf("least displacement %v, want %v", got, least)
	}
	if got := quantity(experiment.BuresFloor); got > 0.03 {
		t.Errorf("floor of the distance %v, want about 0.01 for 50,000 points", got)
	}
	// The distance from N(0, I), where the map starts, is √5.65 = 2.4.
	if got := quantity(experiment.BuresDistance); got > 0.1 {
		t.Errorf("distance of the moments %v after 400 steps, want at most 0.1", got)
	}
	if mean, covariance := quantity(experiment.MeanBias), quantity(experiment.CovarianceBias); mean > 0.1 || covariance > 0.25 {
		t.Errorf("bias of the mean %v and of the covariance %v, want at most 0.1 and 0.25", mean, covariance)
	}
	// Gelbrich's bound holds for the points' own moments, without slack but for rounding.
	if got, least := quantity(experiment.Displacement), quantity(experiment.LeastForLearned); got < least*(1-1e-9) {
		t.Errorf("displacement %v below %v, the least for any map between these moments", got, least)
	}
	if row.Ratio > 1.3 {
		t.Errorf("ratio %v, want at most 1.3", row.Ratio)
	}
}

// Both statistics teach the map within 150 steps; one that has learnt nothing has a ratio of 7 or more.
func TestMMDAgainstWasserstein(t *testing.T) {
	for _, row := range report(t, "mmd-vs-wasserstein", 150).Rows {
		if !(row.Ratio < 2) {
			t.Errorf("%s: ratio %v after 150 steps, want below 2", row.Arm, row.Ratio)
		}
	}
}

// Many evaluations cost in proportion; with few, a flow is no longer where it would go.
func TestIntegrateOrPush(t *testing.T) {
	rows := report(t, "integrate-or-push", 300).Rows
	fifty, two, map1 := rows[0], rows[2], rows[3]
	for i, want := range []int{50, 10, 2, 1, 1} {
		if rows[i].NFE != want {
			t.Errorf("%s: %d evaluations, want %d", rows[i].Arm, rows[i].NFE, want)
		}
	}
	if fifty.Fingerprint != two.Fingerprint || fifty.TrainSeconds != two.TrainSeconds {
		t.Error("the flow was trained once for each number of evaluations")
	}
	if fifty.Ratio > 2.5 || two.Ratio < 1.2*fifty.Ratio {
		t.Errorf("ratio %v with 50 evaluations and %v with 2: want at most 2.5, and clearly more", fifty.Ratio, two.Ratio)
	}
	if map1.Ratio > 2 {
		t.Errorf("%s: ratio %v, want at most 2", map1.Arm, map1.Ratio)
	}
	// Each is timed once, perhaps beside other work.
	if fifty.SampleMicroseconds() < 2*map1.SampleMicroseconds() {
		t.Errorf("%v µs a sample with 50 evaluations and %v with 1: want at least twice as long", fifty.SampleMicroseconds(), map1.SampleMicroseconds())
	}
}

func TestReportAsJSON(t *testing.T) {
	in := experiment.Report{Experiment: "e", Question: "q?", Rows: []experiment.Row{{Arm: "a", Result: lab.Result{Method: "fm", W2: 0.5}}}}
	var buffer bytes.Buffer
	if err := json.NewEncoder(&buffer).Encode(in); err != nil {
		t.Fatal(err)
	}
	if text := buffer.String(); !strings.Contains(text, `"rows":[{"arm":"a","method":"fm"`) || !strings.Contains(text, `"w2":0.5`) {
		t.Errorf("%s: want the result's fields beside the arm", text)
	}
	if _, err := in.Rows[0].Quantity("absent"); err == nil || !strings.Contains(err.Error(), "absent") {
		t.Errorf("error %v: want one that names the quantity", err)
	}
}

func TestRegistry(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range experiment.Registry() {
		if e.ID == "" || e.Name == "" || !strings.HasSuffix(e.Question, "?") || len(e.Arms) == 0 || seen[e.ID] {
			t.Errorf("experiment %+v lacks an id of its own, a name, a question or an arm", e)
		}
		seen[e.ID] = true
		for _, arm := range e.Arms {
			run, err := lab.New(arm.Config, engine.WebAssembly{}, nil)
			if err != nil {
				t.Errorf("experiment %s, arm %s: %v", e.ID, arm.Label, err)
				continue
			}
			if err := run.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := experiment.Find("bures"); err == nil || !strings.Contains(err.Error(), "gaussian") {
		t.Errorf("error %v: want one that lists the experiments", err)
	}
}
