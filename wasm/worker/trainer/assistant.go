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

// An Assistant is the second of two workers: it does what the lead asks over a line.
type Assistant struct {
	Engine engine.Engine
	Open   target.Open
	Clock  func() time.Duration
	Line   Line

	session *lab.Session
	run     protocol.Run
	scoring scoring
	number  int // of the last task that begins something
	sharing bool
	results protocol.Floats // of shard 1
}

// Serve does task after task. It returns when the line has ended, or when it can do no more, which it tells the lead.
func (a *Assistant) Serve() {
	var err error
	for err == nil {
		task := a.Line.Next(-1)
		if task == nil {
			return
		}
		err = a.do(task)
	}
	a.Line.Send(&protocol.Task{Kind: protocol.TaskRefused, Message: err.Error()})
}

func (a *Assistant) do(task *protocol.Task) error {
	if task.Kind == protocol.TaskBuild {
		return a.build(task)
	}
	if task.Kind == protocol.TaskRefused {
		return errors.New(task.Message)
	}
	if a.session == nil {
		return fmt.Errorf("task %q before there is a run: want %q first", task.Kind, protocol.TaskBuild)
	}
	switch task.Kind {
	case protocol.TaskJoin:
		a.number, a.sharing = task.Number, task.Share
		if err := a.session.Restore(&lab.Snapshot{Steps: task.Step, Values: task.Values}); err != nil {
			return err
		}
		return a.share()
	case protocol.TaskResults:
		return a.finish(task)
	case protocol.TaskCarry:
		return a.carry(task)
	case protocol.TaskScore:
		return a.score(task)
	}
	return fmt.Errorf("task of kind %q: want one that package protocol lists", task.Kind)
}

// build makes the session of a run, or draws from the one there is in another way.
func (a *Assistant) build(task *protocol.Task) error {
	a.number, a.sharing = task.Number, false
	if task.Run == nil {
		return fmt.Errorf("task %q without a run", task.Kind)
	}
	run := *task.Run
	if a.session != nil && trainsLike(run, a.run) {
		if err := a.session.Resample(run.Solver, run.SolverParams, run.NFE); err != nil {
			return err
		}
	} else {
		session, err := lab.New(config(run), a.Engine, a.Open)
		if err != nil {
			return err
		}
		if a.session != nil {
			a.session.Close()
		}
		a.session = session
		a.scoring = newScoring(session)
		a.results = make(protocol.Floats, session.ShardSize())
	}
	a.run = run
	a.Line.Send(&protocol.Task{Kind: protocol.TaskBuild, Number: task.Number})
	return nil
}

// share computes shard 1 of the next step, if there is one, and sends its results.
func (a *Assistant) share() error {
	if !a.sharing || a.session.Steps() >= a.session.Horizon() {
		return nil
	}
	if err := a.session.Shard(1, a.results); err != nil {
		return err
	}
	a.Line.Send(&protocol.Task{Kind: protocol.TaskResults, Number: a.number, Step: a.session.Steps(), Values: a.results})
	return nil
}

// finish takes the step whose other results have come, and goes on to the next.
func (a *Assistant) finish(task *protocol.Task) error {
	if task.Number != a.number || task.Step != a.session.Steps() || !a.sharing {
		return nil // of a state that has been given up
	}
	if err := a.session.Receive(0, task.Values); err != nil {
		return err
	}
	if err := a.session.Finish(); err != nil {
		return err
	}
	return a.share()
}

func (a *Assistant) carry(task *protocol.Task) error {
	answer := &protocol.Task{Kind: task.Kind, Number: task.Number, Values: task.Values}
	var err error
	if task.Frames == 0 {
		_, err = a.session.Carry(answer.Values)
	} else {
		answer.Values = make(protocol.Floats, task.Frames*len(task.Values))
		_, err = a.session.Trajectories(answer.Values, task.Values, even(task.Frames))
	}
	if err != nil {
		return err
	}
	a.Line.Send(answer)
	return nil
}

func (a *Assistant) score(task *protocol.Task) error {
	score, err := a.scoring.measure(task.Draws, a.Clock, a.session.Carry)
	if err != nil {
		return err
	}
	a.Line.Send(&protocol.Task{Kind: task.Kind, Number: task.Number, Score: score})
	return nil
}
