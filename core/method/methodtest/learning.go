package methodtest

import (
	"context"
	"testing"
	"time"

	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/core/metric"
)

// What a short training must reach on eight Gaussians: a loose line, since what a method can do is for reports to say.
const (
	learningSteps = 250
	learntRatio   = 3  // W₂ over its floor; an untrained map has 6 or more
	firstSteps    = 80 // after which a critic knows where it is not fooled
)

// testLearning trains for a few seconds, and measures.
func testLearning(t *testing.T, entry method.Entry) {
	run := newRun(t, entry, func(c *lab.Config) { c.Parameters = settings(entry, map[string]string{"batch": "256"}) })
	if entry.Has(method.Witness) {
		train(t, run, firstSteps)
		testWitness(t, run)
	}
	if _, err := run.Train(context.Background(), lab.Budget{Steps: learningSteps}, still, nil); err != nil {
		t.Fatal(err)
	}
	if entry.Has(method.Energy) {
		testEnergy(t, run)
	}
	if ratio := measure(t, run); !(ratio < learntRatio) {
		t.Errorf("W₂ is %v times its floor after %d steps, want below %v", ratio, learningSteps, learntRatio)
	}
}

// testWitness checks the sign of the witness of a method that has hardly been trained: its mean over the target, where samples are missing, is above that over the
// samples, of which there are too many. For a kernel's, the difference is the squared discrepancy itself.
func testWitness(t *testing.T, run *lab.Session) {
	const n = 2000
	dim := run.Problem.Dim()
	wanted, there := make([]float32, n*dim), make([]float32, n*dim)
	run.Problem.Target.Sample(wanted, run.Stream("wanted"))
	if _, err := run.Sample(there, run.Stream("there")); err != nil {
		t.Fatal(err)
	}
	onTarget, onSamples := mean(ask(t, run, method.Witness, wanted, 0, 1)), mean(ask(t, run, method.Witness, there, 0, 1))
	if !(onTarget > onSamples) {
		t.Errorf("the witness of a map in its beginnings is %v on the target and %v on its samples: want it lower on the samples", onTarget, onSamples)
	}
}

// measure is W₂ over its floor, of a run as it stands, on one draw.
func measure(t *testing.T, run *lab.Session) float64 {
	t.Helper()
	const n = 1000
	samples := make([]float32, n*run.Problem.Dim())
	if _, err := run.Sample(samples, run.Stream("measured")); err != nil {
		t.Fatal(err)
	}
	scorer := metric.Scorer{Target: run.Problem.Target, N: n, Draws: 1, FloorDraws: 3}
	score, err := scorer.Score(samples, run.Stream("measure"))
	if err != nil {
		t.Fatal(err)
	}
	return score.Ratio
}

// still is a clock that stands still.
func still() time.Duration { return 0 }
