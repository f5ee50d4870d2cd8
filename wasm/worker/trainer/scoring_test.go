package trainer

import (
	"testing"
	"time"

	"pushforward/wasm/protocol"
)

// A run that had time for fewer scores on its way ends with the same one.
func TestScoresDependOnTheStepAlone(t *testing.T) {
	scores := func(call time.Duration) []protocol.Score {
		r := set(t, small("fm"))
		r.call = call
		do(t, r.Train(false))
		r.slices(t, 5000)
		return all[protocol.Score](r.page)
	}
	many, few := scores(time.Millisecond), scores(200*time.Millisecond)
	if len(many) <= len(few) {
		t.Fatalf("%d and %d scores: want more where they take less time", len(many), len(few))
	}
	a, b := many[len(many)-1], few[len(few)-1]
	if a.Step != 400 || b.Step != 400 || a.W2 != b.W2 || a.SWD != b.SWD {
		t.Errorf("W₂ %v at step %d after %d scores, %v at step %d after %d: want the same", a.W2, a.Step, len(many), b.W2, b.Step, len(few))
	}
}
