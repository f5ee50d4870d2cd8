package trainer

import (
	"time"

	"pushforward/core/lab"
	"pushforward/wasm/protocol"
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
