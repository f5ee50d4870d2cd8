package trainer

import (
	"errors"
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

// bench is one that is asked for: what it is of, or why it is refused.
type bench struct {
	protocol.Bench
	session *lab.Session
	on      *tally
	asked   time.Duration
	refusal error
}

// Bench times training steps of a run of its own and tells the page. The page's run is paused first, if it trains, and otherwise left as it is. A bench of two
// workers waits for the second one to come, and benches after it for that one, so that answers come in turn.
func (t *Trainer) Bench(b *protocol.Bench) error {
	made := t.prepareBench(b)
	if made.refusal == nil && t.Training() {
		made.refusal = t.Pause()
	}
	if t.benches = append(t.benches, made); len(t.benches) == 1 {
		return t.answerBench()
	}
	return nil
}

// prepareBench builds what is to be timed.
func (t *Trainer) prepareBench(b *protocol.Bench) (made bench) {
	made = bench{Bench: *b, on: &tally{Engine: t.Engine}, asked: t.Clock()}
	switch {
	case b.Steps < 1 || b.Steps > maxSteps:
		made.refusal = fmt.Errorf("%d steps: want 1 to %d", b.Steps, maxSteps)
	case b.Workers < 0 || b.Workers > 2:
		made.refusal = fmt.Errorf("%d workers: want 1 or 2", b.Workers)
	default:
		made.session, made.refusal = lab.New(config(b.Run), made.on, t.Open)
	}
	if made.refusal == nil && b.Workers == 2 && made.session.Shards() < 2 {
		made.session.Close()
		made.refusal = fmt.Errorf("2 workers: a step of %s of this size is not shared: want a larger net or batch, or 1 worker", b.Run.Method)
	}
	return made
}

// tryBenches answers the benches that wait, as far as that is possible now.
func (t *Trainer) tryBenches() {
	for count := -1; len(t.benches) > 0 && len(t.benches) != count; {
		count = len(t.benches)
		if err := t.answerBench(); err != nil {
			t.Page(protocol.TypeError, &protocol.Error{Message: err.Error(), Of: protocol.TypeBench})
		}
	}
}

// answerBench does the first bench that waits, or lets it wait for a second worker. An error is the answer to it.
func (t *Trainer) answerBench() error {
	b := t.benches[0]
	second := t.benchPartner()
	if b.refusal == nil && b.Workers == 2 && second == nil && t.Clock()-b.asked < RestTime {
		t.want()
		return nil
	}
	t.benches = t.benches[1:]
	if b.refusal != nil {
		return b.refusal
	}
	defer b.session.Close()
	if b.Workers == 2 && second == nil {
		return errors.New("2 workers: no second one came: this machine has one core, or the page has other work for both")
	}
	operations, err := b.on.count(b.session.Step)
	if err != nil {
		return err
	}
	step := b.session.Step
	if b.Workers == 2 {
		defer t.invite()
		if step, err = second.benchStep(b); err != nil {
			return err
		}
	}
	perStep, err := t.time(b.session, step, b.Steps)
	if err != nil {
		return err
	}
	t.Page(protocol.TypeTiming, protocol.Timing{
		MsPerStep: milliseconds(perStep), Gflops: float64(operations) / float64(perStep.Nanoseconds()), Steps: b.Steps, Fast: b.Run.Fast,
	})
	return nil
}

// benchPartner is the second worker if there is one that is free, whatever run it stands at, or nil.
func (t *Trainer) benchPartner() *partner {
	if p := t.partner; p != nil && !p.lost {
		t.receive()
		if !p.busy && !p.lost {
			return p
		}
	}
	return nil
}

var errLost = errors.New("2 workers: the second one is lost")

// benchStep has the second worker build a bench's run, and returns how to take a step of it together. The second worker must be invited anew after.
func (p *partner) benchStep(b bench) (step func() error, err error) {
	p.number++
	p.ready, p.early, p.step = false, nil, -1
	p.results = make(protocol.Floats, b.session.ShardSize())
	p.line.Send(&protocol.Task{Kind: protocol.TaskBuild, Number: p.number, Run: &b.Run})
	if p.await(protocol.TaskBuild, longPatience) == nil {
		return nil, errLost
	}
	return func() error {
		if b.session.Steps() >= b.session.Horizon() { // the second worker computes no shards beyond
			if err := b.session.Reset(); err != nil {
				return err
			}
		}
		if err := p.stand(b.session, true); err != nil {
			return err
		}
		if err := p.shareStep(b.session); err != nil {
			return err
		}
		if p.lost {
			return errLost
		}
		return nil
	}, nil
}

// time is how long a step of a session takes: the median of slices, after a warm-up.
func (t *Trainer) time(session *lab.Session, step func() error, steps int) (time.Duration, error) {
	start := t.Clock()
	for taken := 0; taken < warmUpSteps || t.Clock()-start < warmUpTime; taken++ {
		if err := step(); err != nil {
			return 0, err
		}
	}
	var slicesTook []float64 // nanoseconds of a step
	for steps > 0 {
		taken, took, err := t.stretch(step, steps)
		if err != nil {
			return 0, err
		}
		steps -= taken
		if took >= benchSlice || len(slicesTook) == 0 { // the last slice may be too short to count
			slicesTook = append(slicesTook, float64(took)/float64(taken))
		}
	}
	slices.Sort(slicesTook)
	_, err := session.Loss()
	return time.Duration(max(slicesTook[len(slicesTook)/2], 1)), err
}

// stretch takes at most so many steps, until a slice of a bench has passed.
func (t *Trainer) stretch(step func() error, most int) (taken int, took time.Duration, err error) {
	start := t.Clock()
	for taken < most && took < benchSlice {
		if err := step(); err != nil {
			return taken, took, err
		}
		taken++
		took = t.Clock() - start
	}
	return taken, took, nil
}
