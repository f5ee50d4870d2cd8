package methodtest

import (
	"context"
	"testing"
	"time"

	"pushforward/core/lab"
	"pushforward/core/method"
)

// What a short training must reach on eight Gaussians: a loose line, since what a method can do is for reports to say.
const (
	learningSteps = 250
	learntRatio   = 2.2 // W₂ over its floor; an untrained map has 6 or more
)

// testLearning trains for a few seconds, and measures.
func testLearning(t *testing.T, entry method.Entry) {
	run := newRun(t, entry, func(c *lab.Config) { c.Parameters = settings(entry, map[string]string{"batch": "256"}) })
	if entry.Has(method.Witness) {
		testWitness(t, run)
	}
	if _, err := run.Train(context.Background(), lab.Budget{Steps: learningSteps}, still, nil); err != nil {
		t.Fatal(err)
	}
	if result := measure(t, run); !(result.Ratio < learntRatio) {
		t.Errorf("W₂ is %v times its floor after %d steps, want below %v", result.Ratio, learningSteps, learntRatio)
	}
}

// testWitness checks the sign of an untrained method's witness: its mean over the target, where samples are missing, is above that over the
// samples, of which there are too many. For a kernel's, the difference is the squared discrepancy itself.
func testWitness(t *testing.T, run *lab.Session) {
	const n = 2000
	dim := run.Problem.Dim()
	mean := func(points []float32) float64 {
		values := make([]float32, n)
		if err := run.WitnessOn(values, points); err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, v := range values {
			sum += float64(v)
		}
		return sum / n
	}
	wanted, there := make([]float32, n*dim), make([]float32, n*dim)
	run.Problem.Target.Sample(wanted, run.Stream("wanted"))
	if _, err := run.Sample(there, run.Stream("there")); err != nil {
		t.Fatal(err)
	}
	if onTarget, onSamples := mean(wanted), mean(there); !(onTarget > onSamples) {
		t.Errorf("the witness of an untrained map is %v on the target and %v on its samples: want it lower on the samples", onTarget, onSamples)
	}
}

// measure is the score of a run as it stands.
func measure(t *testing.T, run *lab.Session) lab.Result {
	t.Helper()
	_, result, err := run.Measure(1, still)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// still is a clock that stands still.
func still() time.Duration { return 0 }
