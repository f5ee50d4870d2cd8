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
	// Interrupted tells whether a request waits. It is asked now and then while the model is looked at, which a request breaks off; nil means that
	// none ever waits.
	Interrupted func() bool

	session    *lab.Session
	run        protocol.Run
	status     protocol.Status
	message    string
	spent      time.Duration // in training steps
	generation int
	good       lab.Snapshot // the last state known to be finite
	history    *lab.History // of the run since step 0
	trained    bool         // the run came trained before: its bits are not those of a straight run
	curve      curve
	view       view
	probe      probe
	chosen     []string // layers that the stage draws; nil if those of the scene
	exhibited  [exhibitCount]bool
	crowd      crowd
	solvers    []string // that the run can use
	scoring    scoring
	stop       stop
	dial       *dial                                                     // nil if nothing is measured for nfe
	partner    *partner                                                  // nil if this worker is alone
	wanted     bool                                                      // the page has been asked for a second worker
	benches    []bench                                                   // that wait to be answered
	attending  bool                                                      // to work that a request may break off
	owed       struct{ look, score bool }                                // that a request has broken off
	due        struct{ report, view, score, save, breath time.Duration } // when each is next to be done
}

// Train lets slices run until the schedule ends, or until the score is at its floor if training is to stop there; after it has ended, it does nothing.
func (t *Trainer) Train(toFloor bool) error {
	if err := t.needRun(); err != nil {
		return err
	}
	if err := t.needLearning(); err != nil {
		return err
	}
	if t.status == protocol.StatusFinished {
		return fmt.Errorf("the schedule of %d steps is finished: reset, or choose a longer one", t.session.Horizon())
	}
	t.status, t.message = protocol.StatusTraining, ""
	t.stop = stop{on: toFloor}
	t.history.Cut(t.session.Steps())
	t.wantForShards()
	t.answer(protocol.TypeTrain)
	return nil
}

// Pause stops training and measures where it stands. It is answered even where nothing trains.
func (t *Trainer) Pause() error {
	if err := t.needRun(); err != nil {
		return err
	}
	if t.status != protocol.StatusTraining {
		t.answer(protocol.TypePause)
		return nil
	}
	t.status = protocol.StatusPaused
	t.answer(protocol.TypePause)
	return t.examine()
}

// Step takes count steps, then pauses.
func (t *Trainer) Step(count int) error {
	if err := t.needRun(); err != nil {
		return err
	}
	if count < 1 || count > maxSteps {
		return fmt.Errorf("%d steps: want 1 to %d", count, maxSteps)
	}
	if err := t.needLearning(); err != nil {
		return err
	}
	t.status, t.message = protocol.StatusPaused, ""
	t.wantForShards()
	t.advance(count, time.Hour)
	return t.settle()
}

// maxSteps is the largest number of steps that one request may ask for: the worker does not listen while it takes them.
const maxSteps = 10_000

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
	t.session.Problem.Noise(points, t.session.Stream("samples"))
	if _, err := t.carry(points); err != nil {
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

func (t *Trainer) needLearning() error {
	if t.session.Learns() {
		return nil
	}
	return fmt.Errorf("nothing to train: %s learns no map, it moves the particles as t plays", t.session.Entry.Name)
}

// report tells the page where the run stands, and the training curve since the last report.
func (t *Trainer) report() { t.answer("") }

// answer is a report in answer to a request.
func (t *Trainer) answer(of protocol.Type) {
	t.Page(protocol.TypeState, protocol.State{
		Run: t.run, Status: t.status, Step: t.session.Steps(), Horizon: t.session.Horizon(), Seconds: t.spent.Seconds(),
		Parameters: t.session.Parameters(), Dim: t.session.Problem.Dim(), Message: t.message, Of: of, Workers: t.workers(),
		Generation: t.generation, SourceDim: t.session.Problem.Source.Dim(), Embedding: t.session.Embedding(), Solvers: t.solvers,
		NoMap: t.noMap(), Trained: t.trained, Kept: t.history.Steps(), Latest: t.latest(),
	})
	if metrics, ok := t.curve.take(); ok {
		t.Page(protocol.TypeMetrics, metrics)
	}
}
