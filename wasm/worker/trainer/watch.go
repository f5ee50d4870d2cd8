package trainer

import (
	"errors"

	"pushforward/core/engine"
	"pushforward/core/graph"
)

// errInterrupted ends work that a request has broken off.
var errInterrupted = errors.New("a request waits")

// attend does work that looks at the model, and breaks it off when a request waits: then it is owed, and done anew by a later slice.
func (t *Trainer) attend(owed *bool, work func() error) error {
	*owed, t.attending = true, true
	err := work()
	t.attending = false
	if errors.Is(err, errInterrupted) {
		return nil
	}
	*owed = false
	return err
}

// breathe is an error if work that may be broken off has gone on for a slice and a request waits.
func (t *Trainer) breathe() error {
	if !t.attending || t.Interrupted == nil || t.Clock() < t.due.breath {
		return nil
	}
	waits := t.Interrupted()
	t.due.breath = t.Clock() + SliceLength
	if waits {
		return errInterrupted
	}
	return nil
}

// catchUp does what was broken off.
func (t *Trainer) catchUp() error {
	if t.owed.look {
		if err := t.look(); err != nil || t.owed.look {
			return err
		}
	}
	if t.owed.score {
		return t.score()
	}
	if t.crowd.owed() {
		return t.showCrowd()
	}
	if t.dial != nil {
		t.turn()
	}
	return nil
}

var _ engine.Relaxer = watched{}

// watched is an engine whose instances, before each call, let a request break off what the trainer looks at.
type watched struct {
	engine.Engine
	trainer *Trainer
}

// Instantiate implements [engine.Engine].
func (w watched) Instantiate(program *graph.Graph) (engine.Instance, error) {
	instance, err := w.Engine.Instantiate(program)
	if err != nil {
		return nil, err
	}
	return watchedInstance{instance, w.trainer}, nil
}

// Relax implements [engine.Relaxer].
func (w watched) Relax() (engine.Engine, error) {
	relaxed, err := engine.Relax(w.Engine)
	return watched{relaxed, w.trainer}, err
}

type watchedInstance struct {
	engine.Instance
	trainer *Trainer
}

func (i watchedInstance) Call(function string) error {
	if err := i.trainer.breathe(); err != nil {
		return err
	}
	return i.Instance.Call(function)
}
