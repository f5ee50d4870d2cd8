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
func (t *Trainer) Set(run protocol.Run) error { return t.set(run, false) }

// SetTrained is Set, but a run that comes trained before stands where it was left; where it cannot be had, the run stands at step 0.
func (t *Trainer) SetTrained(run protocol.Run) error { return t.set(run, true) }

func (t *Trainer) set(run protocol.Run, trained bool) error {
	if t.session != nil && trainsLike(run, t.run) {
		return t.resample(run)
	}
	session, err := lab.New(config(run), watched{t.Engine, t}, t.Open)
	if err != nil {
		return err
	}
	if err := t.adopt(session, run); err != nil {
		return err
	}
	if trained {
		found, err := session.OpenTrained(t.Open)
		if err != nil {
			if err := session.Reset(); err != nil {
				return err
			}
		}
		t.trained = found && err == nil
	}
	return t.restart(protocol.TypeSet, 0)
}

// adopt makes a session that stands at step 0 the trainer's own, in place of the old one.
func (t *Trainer) adopt(session *lab.Session, run protocol.Run) error {
	if t.session != nil {
		t.session.Close()
	}
	t.session, t.run, t.trained = session, run, false
	t.view, t.probe = newView(session, t.crowd.followed()), probe{}
	t.scoring = newScoring(session)
	t.solvers = nil
	for _, solver := range session.Solvers() {
		t.solvers = append(t.solvers, solver.ID)
	}
	t.invite()
	return t.begin()
}

// config is a run as the lab has it.
func config(run protocol.Run) lab.Config {
	return lab.Config{
		Method: run.Method, Source: run.Source, Target: run.Target, Seed: run.Seed,
		Parameters: run.Parameters, SourceParameters: run.SourceParams, TargetParameters: run.TargetParams,
		Embedding: run.Embedding, EmbeddingParameters: run.EmbeddingParams,
		Solver: run.Solver, SolverParameters: run.SolverParams, NFE: run.NFE, Fast: run.Fast,
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
	t.trained = false
	if err := t.begin(); err != nil {
		return err
	}
	return t.restart("", 0)
}

// restart is what set, open and reset, of which it answers the first two, have in common, once the history has begun: training has taken so long. Where nothing is
// learnt, the run is finished as it begins.
func (t *Trainer) restart(of protocol.Type, spent time.Duration) error {
	t.generation++
	t.spent = spent
	t.stand()
	if !t.session.Learns() {
		t.status = protocol.StatusFinished
	}
	t.curve = curve{}
	t.scoring.taken = 0
	if t.partner != nil {
		t.partner.measuring, t.partner.step = nil, -1 // it may be at the same step of another training
	}
	if err := t.session.Save(&t.good); err != nil {
		return err
	}
	if err := t.history.Keep(t.session, spent); err != nil {
		return err
	}
	t.owed.look, t.owed.score = false, false
	t.introduce()
	t.answer(of)
	return t.examine()
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
