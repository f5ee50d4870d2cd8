package trainer

import (
	"fmt"
	"slices"
	"time"

	"pushforward/core/lab"
	"pushforward/wasm/protocol"
)

// How a bench goes: first steps that are not timed, until a browser's optimising compiler has taken the kernels, then slices
// of as many steps as take a while by a clock that may tick in tenths of milliseconds.
const (
	warmUpTime  = 500 * time.Millisecond
	warmUpSteps = 3
	benchSlice  = 20 * time.Millisecond
)

// Bench times training steps of a run of its own and tells the page. The page's run is paused first, if it trains, and otherwise left as it is.
func (t *Trainer) Bench(b *protocol.Bench) error {
	if b.Steps < 1 || b.Steps > maxSteps {
		return fmt.Errorf("%d steps: want 1 to %d", b.Steps, maxSteps)
	}
	on := &tally{Engine: t.Engine}
	session, err := lab.New(config(b.Run), on, t.Open)
	if err != nil {
		return err
	}
	defer session.Close()
	if t.Training() {
		if err := t.Pause(); err != nil {
			return err
		}
	}
	operations, err := on.count(session.Step)
	if err != nil {
		return err
	}
	perStep, err := t.time(session, b.Steps)
	if err != nil {
		return err
	}
	t.Page(protocol.TypeTiming, protocol.Timing{
		MsPerStep: milliseconds(perStep), Gflops: float64(operations) / float64(perStep.Nanoseconds()), Steps: b.Steps,
	})
	return nil
}

// time is how long a step takes: the median of slices, after a warm-up.
func (t *Trainer) time(session *lab.Session, steps int) (time.Duration, error) {
	start := t.Clock()
	for taken := 0; taken < warmUpSteps || t.Clock()-start < warmUpTime; taken++ {
		if err := session.Step(); err != nil {
			return 0, err
		}
	}
	var slicesTook []time.Duration // a step
	for steps > 0 {
		taken, took, err := t.stretch(session, steps)
		if err != nil {
			return 0, err
		}
		steps -= taken
		if took >= benchSlice || len(slicesTook) == 0 { // the last slice may be too short to count
			slicesTook = append(slicesTook, took/time.Duration(taken))
		}
	}
	slices.Sort(slicesTook)
	_, err := session.Loss()
	return max(slicesTook[len(slicesTook)/2], 1), err
}

// stretch takes at most so many steps, until a slice of a bench has passed.
func (t *Trainer) stretch(session *lab.Session, most int) (taken int, took time.Duration, err error) {
	start := t.Clock()
	for taken < most && took < benchSlice {
		if err := session.Step(); err != nil {
			return taken, took, err
		}
		taken++
		took = t.Clock() - start
	}
	return taken, took, nil
}
