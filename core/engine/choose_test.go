package engine

import (
	"errors"
	"testing"

	"pushforward/core/graph"
)

func TestThisMachineRunsWhatItCompiles(t *testing.T) {
	if e, why := Choose(); e != (WebAssembly{}) || why != nil {
		t.Errorf("chose %T because of %v, want WebAssembly", e, why)
	}
}

// forgetful is an engine whose instances fail in one way.
type forgetful struct {
	refusal error // of every program
	failure error // of every call; if nil, calls do nothing
}

func (f forgetful) Instantiate(program *graph.Graph) (Instance, error) {
	if f.refusal != nil {
		return nil, f.refusal
	}
	instance, err := Reference{}.Instantiate(program)
	return idle{instance, f.failure}, err
}

type idle struct {
	Instance
	failure error
}

func (i idle) Call(string) error { return i.failure }

func TestAnEngineThatDoesNotWorkGivesWayToTheFallback(t *testing.T) {
	refusal, failure := errors.New("no SIMD"), errors.New("unreachable executed")
	for want, broken := range map[error]forgetful{refusal: {refusal: refusal}, failure: {failure: failure}} {
		if e, why := choose(broken); e != (Fallback{}) || !errors.Is(why, want) {
			t.Errorf("chose %T because of %v, want the fallback because of %v", e, why, want)
		}
	}
	if e, why := choose(forgetful{}); e != (Fallback{}) || why == nil {
		t.Errorf("a program that computes nothing: chose %T because of %v, want the fallback", e, why)
	}
}
