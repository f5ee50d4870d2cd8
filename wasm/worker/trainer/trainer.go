// Package trainer is the worker's program without the browser: it takes the page's requests, trains in short slices, and reports to the
// page and the stage. Time, files and the two listeners come in as arguments.
package trainer

import (
	"errors"
	"fmt"
	"time"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/target"
	"pushforward/wasm/protocol"
)

// A Sender takes the trainer's messages; fields is a struct of package protocol.
type Sender func(t protocol.Type, fields any)

// Trainer holds one run at a time. It is driven by one goroutine: requests between slices.
type Trainer struct {
	Engine engine.Engine
	Open   target.Open
	Clock  func() time.Duration // since any fixed moment
	Page   Sender
	Stage  Sender // may drop messages: the stage is told all it needs anew by Show

	session    *lab.Session
	run        protocol.Run
	status     protocol.Status
	message    string
	spent      time.Duration // in training steps
	generation int
	good       lab.Snapshot // the last state known to be finite
	curve      curve
	view       view
	scoring    scoring
	due        struct{ report, view, score, save time.Duration } // when each is next to be done
}

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

// Set builds a run and stands before its first step; a run that trains like the present one goes on as it is, and is only drawn from in
// another way. On an error the old run stays.
func (t *Trainer) Set(run protocol.Run) error {
	if t.session != nil && trainsLike(run, t.run) {
		return t.resample(run)
	}
	session, err := lab.New(config(run), t.Engine, t.Open)
	if err != nil {
		return err
	}
	if t.session != nil {
		t.session.Close()
	}
	t.session, t.run = session, run
	t.view = newView(session)
	t.scoring = newScoring(session)
	return t.restart(protocol.TypeSet)
}

// config is a run as the lab has it.
func config(run protocol.Run) lab.Config {
	return lab.Config{
		Method: run.Method, Source: run.Source, Target: run.Target, Seed: run.Seed,
		Parameters: run.Parameters, SourceParameters: run.SourceParams, TargetParameters: run.TargetParams,
		Solver: run.Solver, NFE: run.NFE,
	}
}

// Reset goes back to step 0 of the same run.
func (t *Trainer) Reset() error {
	if err := t.needRun(); err != nil {
		return err
	}
	if err := t.session.Reset(); err != nil {
		return err
	}
	return t.restart("")
}

// restart is what set and reset, of which it answers the first, have in common.
func (t *Trainer) restart(of protocol.Type) error {
	t.generation++
	t.status, t.message, t.spent = protocol.StatusIdle, "", 0
	t.curve = curve{}
	t.scoring.taken = 0
	if err := t.session.Save(&t.good); err != nil {
		return err
	}
	t.introduce()
	t.answer(of)
	return t.look()
}

// Train lets slices run until the schedule ends; after it has ended, it does nothing.
func (t *Trainer) Train() error {
	if err := t.needRun(); err != nil {
		return err
	}
	if t.status == protocol.StatusFinished {
		return fmt.Errorf("the schedule of %d steps is finished: reset, or choose a longer one", t.session.Horizon())
	}
	t.status, t.message = protocol.StatusTraining, ""
	t.report()
	return nil
}

// Pause stops training and measures where it stands.
func (t *Trainer) Pause() error {
	if err := t.needRun(); err != nil {
		return err
	}
	if t.status == protocol.StatusTraining {
		t.status = protocol.StatusPaused
	}
	return t.settle()
}

// Step takes count steps, then pauses.
func (t *Trainer) Step(count int) error {
	if err := t.needRun(); err != nil {
		return err
	}
	if count < 1 || count > maxSteps {
		return fmt.Errorf("%d steps: want 1 to %d", count, maxSteps)
	}
	t.status, t.message = protocol.StatusPaused, ""
	t.advance(count, time.Hour)
	return t.settle()
}

// maxSteps is the largest number of steps that one request may ask for: the worker does not listen while it takes them.
const maxSteps = 10_000

// Training tells whether slices are to be run.
func (t *Trainer) Training() bool { return t.session != nil && t.status == protocol.StatusTraining }

// Slice trains for about [SliceLength] and, when it is time, reports, draws and measures. An error pauses training.
func (t *Trainer) Slice() error {
	err := t.slice()
	if err != nil && t.status == protocol.StatusTraining {
		t.status = protocol.StatusPaused
		t.report()
	}
	return err
}

func (t *Trainer) slice() error {
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
	if now >= t.due.view {
		if err := t.look(); err != nil {
			return err
		}
		end := t.Clock()
		t.due.view = end + max(viewEvery, viewShare*(end-now))
	}
	if now = t.Clock(); now >= t.due.score {
		if err := t.score(); err != nil {
			return err
		}
		end := t.Clock()
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
	for taken < count && t.session.Steps() < t.session.Horizon() && t.Clock()-start < limit {
		if err = t.session.Step(); err != nil {
			break
		}
		taken++
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
	t.message = fmt.Sprintf("%v. Back at step %d.", cause, t.session.Steps())
}

// settle shows and measures the state in which training has stopped.
func (t *Trainer) settle() error {
	t.report()
	return t.examine()
}

// examine shows and measures the model as it stands; before the first step there is nothing to measure.
func (t *Trainer) examine() error {
	if err := t.look(); err != nil {
		return err
	}
	if t.session.Steps() == 0 {
		return nil
	}
	return t.score()
}

// Samples draws n fresh samples for the page.
func (t *Trainer) Samples(n int) error {
	if err := t.needRun(); err != nil {
		return err
	}
	if n < 1 || n > maxSamples {
		return fmt.Errorf("%d samples: want 1 to %d", n, maxSamples)
	}
	dim := t.session.Problem.Dim()
	points := make([]float32, n*dim)
	if _, err := t.session.Sample(points, t.session.Stream("samples")); err != nil {
		return err
	}
	t.Page(protocol.TypeSamples, protocol.Samples{N: n, Dim: dim, Points: points})
	return nil
}

const maxSamples = 1_000_000

func (t *Trainer) needRun() error {
	if t.session == nil {
		return errors.New("there is no run yet: send set first")
	}
	return nil
}

// report tells the page where the run stands, and the training curve since the last report.
func (t *Trainer) report() { t.answer("") }

// answer is a report in answer to a request.
func (t *Trainer) answer(of protocol.Type) {
	t.Page(protocol.TypeState, protocol.State{
		Run: t.run, Status: t.status, Step: t.session.Steps(), Horizon: t.session.Horizon(), Seconds: t.spent.Seconds(),
		Parameters: t.session.Parameters(), Dim: t.session.Problem.Dim(), Message: t.message, Of: of,
	})
	if metrics, ok := t.curve.take(); ok {
		t.Page(protocol.TypeMetrics, metrics)
	}
}
