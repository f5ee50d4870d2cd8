package trainer

import (
	"fmt"

	"pushforward/core/engine"
	"pushforward/core/graph"
)

var _ engine.Relaxer = (*tally)(nil)

// A tally is an engine that can add up the arithmetic of what its instances are called to do.
type tally struct {
	engine.Engine
	counting   bool
	operations int
}

// Instantiate implements [engine.Engine].
func (t *tally) Instantiate(program *graph.Graph) (engine.Instance, error) {
	instance, err := t.Engine.Instantiate(program)
	if err != nil {
		return nil, err
	}
	counter, ok := instance.(engine.Counter)
	if !ok {
		return nil, fmt.Errorf("a bench needs an engine whose instances count operations: those of %T do not", t.Engine)
	}
	return tallied{instance, counter, t}, nil
}

// Relax implements [engine.Relaxer].
func (t *tally) Relax() (relaxed engine.Engine, err error) {
	t.Engine, err = engine.Relax(t.Engine)
	return t, err
}

// count is how many floating-point operations are called for while work is done.
func (t *tally) count(work func() error) (int, error) {
	t.counting, t.operations = true, 0
	err := work()
	t.counting = false
	return t.operations, err
}

type tallied struct {
	engine.Instance
	counter engine.Counter
	tally   *tally
}

func (i tallied) Call(function string) error {
	if i.tally.counting {
		i.tally.operations += i.counter.Operations(function)
	}
	return i.Instance.Call(function)
}
