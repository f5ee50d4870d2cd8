package trainer

import (
	"fmt"

	"pushforward/wasm/protocol"
)

// stop is the rule by which training ends before its schedule: a score at the floor is luck once in a while, but seldom twice in a row.
type stop struct {
	on    bool
	close int // scores in a row that cannot be told from their floor
}

// stopAfter is how many of those end training.
const stopAfter = 2

// judge takes in a score, and pauses training when the rule says so.
func (t *Trainer) judge(score *protocol.Score) {
	if !score.AtFloor {
		t.stop.close = 0
		return
	}
	t.stop.close++
	if !t.stop.on || t.stop.close < stopAfter || !t.Training() {
		return
	}
	t.status = protocol.StatusPaused
	t.message = fmt.Sprintf("Stopped at step %d after %.1f s: twice in a row the score could not be told from its floor.", t.session.Steps(), t.spent.Seconds())
	t.report()
}
