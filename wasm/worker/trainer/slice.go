package trainer

import (
	"errors"
	"fmt"
	"time"

	"pushforward/wasm/protocol"
)

// SliceLength is how long a slice trains before the worker listens again.
const SliceLength = 10 * time.Millisecond

// The shortest times between two of the same, and how much of the time looking may take from training.
const (
	reportEvery = 200 * time.Millisecond
	viewEvery   = 120 * time.Millisecond
	firstPause  = 250 * time.Millisecond // before the second score
	scoreEvery  = 2 * time.Second
	saveEvery   = time.Second
	viewShare   = 4 // a view that took d is drawn again after 4d
	scoreShare  = 9
)

// Training tells whether the run trains.
func (t *Trainer) Training() bool { return t.session != nil && t.status == protocol.StatusTraining }

// Working tells whether slices are to be run.
func (t *Trainer) Working() bool {
	return t.Training() || t.owed.look || t.owed.score || t.crowd.owed() || t.dial != nil
}

// Slice trains for about [SliceLength] and, when it is time, reports, draws and measures; or it does what a request broke off. An error
// pauses training.
func (t *Trainer) Slice() error {
	err := t.slice()
	if err != nil && t.status == protocol.StatusTraining {
		t.status = protocol.StatusPaused
		t.report()
	}
	return err
}

func (t *Trainer) slice() error {
	if err := t.Hear(); err != nil {
		return err
	}
	if !t.Training() {
		return t.catchUp()
	}
	t.advance(maxSteps, SliceLength)
	if t.status != protocol.StatusTraining {
		return t.settle()
	}
	now := t.Clock()
	if now >= t.due.report {
		t.report()
		t.due.report = now + reportEvery
	}
	if now >= t.due.save {
		if err := t.session.Save(&t.good); err != nil {
			return err
		}
		t.due.save = now + saveEvery
	}
	if now >= t.due.view || t.owed.look {
		if err := t.look(); err != nil {
			return err
		}
		end := t.Clock()
		if end-now >= worthSharing {
			t.want()
		}
		t.due.view = end + max(viewEvery, viewShare*(end-now))
	}
	if now = t.Clock(); now >= t.due.score && (t.partner == nil || !t.partner.busy) {
		if err := t.score(); err != nil {
			return err
		}
		end := t.Clock()
		if end-now >= worthSharing {
			t.want()
		}
		t.due.score = end + t.scoring.pause(end-now)
	}
	return nil
}

// advance trains at most count steps and at most about limit long, up to the end of the schedule. A step that fails or diverges ends training at
// the last good state.
func (t *Trainer) advance(count int, limit time.Duration) {
	start, taken := t.Clock(), 0
	var loss float64
	var err error
	t.history.Cut(t.session.Steps())
	for taken < count && t.session.Steps() < t.session.Horizon() && t.Clock()-start < limit {
		if err = t.step(); err != nil {
			break
		}
		taken++
		if t.history.Due(t.session.Steps()) {
			if err = t.history.Keep(t.session, t.spent+t.Clock()-start); err != nil {
				break
			}
		}
	}
	if err == nil && taken > 0 {
		loss, err = t.session.Loss()
	}
	if err != nil {
		t.diverge(err)
		return
	}
	spent := t.Clock() - start
	t.spent += spent
	if taken > 0 {
		t.curve.add(t.session.Steps(), loss, spent/time.Duration(taken))
	}
	if t.session.Steps() >= t.session.Horizon() {
		t.status = protocol.StatusFinished
	}
}

func (t *Trainer) diverge(cause error) {
	t.status = protocol.StatusDiverged
	if err := t.session.Restore(&t.good); err != nil {
		cause = errors.Join(cause, err)
	}
	t.history.Cut(t.session.Steps())
	t.message = fmt.Sprintf("%v. Back at step %d.", cause, t.session.Steps())
}

// settle shows and measures the state in which training has stopped.
func (t *Trainer) settle() error {
	t.report()
	return t.examine()
}

// examine shows and measures the model as it stands; before the first step of a model that learns there is nothing to measure.
func (t *Trainer) examine() error {
	if err := t.look(); err != nil {
		return err
	}
	if t.session.Steps() == 0 && t.session.Learns() {
		return nil
	}
	t.owed.score = true
	if t.owed.look {
		return nil
	}
	return t.score()
}
