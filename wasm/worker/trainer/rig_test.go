package trainer

import (
	"errors"
	"io"
	"math"
	"testing"
	"time"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/method"
	"pushforward/wasm/protocol"
)

// rig is a trainer whose messages are written down, on an engine whose work takes a known time and fails when told to.
type rig struct {
	*Trainer
	page, stage []letter
	now         time.Duration
	call        time.Duration // of a function other than a step
	steps       int           // taken by the engine since the last set or reset
	poisoned    int           // the step from which on the loss is not a number; 0 is never
	broken      string        // the function that fails
	relaxed     *relaxed      // what its engine has of relaxed arithmetic
	second      engine.Engine // of the second worker
}

type letter struct {
	kind   protocol.Type
	fields any
}

// stepTime is what a training step takes by the rig's clock.
const stepTime = 2 * time.Millisecond

func newRig() *rig {
	r := &rig{call: time.Millisecond, relaxed: &relaxed{}}
	r.second = relaxing{engine.WebAssembly{}, r.relaxed}
	r.Trainer = &Trainer{
		Engine: timed{relaxing{engine.WebAssembly{}, r.relaxed}, r},
		Open:   func(name string) (io.ReadCloser, error) { return nil, errors.New(name + " is not here") },
		Clock:  func() time.Duration { return r.now },
		Page:   func(kind protocol.Type, fields any) { r.page = append(r.page, letter{kind, fields}) },
		Stage:  func(kind protocol.Type, fields any) { r.stage = append(r.stage, letter{kind, fields}) },
	}
	return r
}

// small is a run whose steps are quick.
func small(id string) protocol.Run {
	return protocol.Run{
		Method: id, Source: "gaussian", Target: "8gaussians", Seed: 7, NFE: 4,
		Parameters: map[string]string{"steps": "400", "batch": "16", "net": "8"},
	}
}

// set is a rig on which a run stands at step 0.
func set(t *testing.T, run protocol.Run) *rig {
	t.Helper()
	r := newRig()
	do(t, r.Set(run))
	return r
}

func do(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// slices lets training go on for so many slices, or until it ends.
func (r *rig) slices(t *testing.T, most int) {
	t.Helper()
	for range most {
		if !r.Training() {
			return
		}
		do(t, r.Slice())
	}
}

func (r *rig) fingerprint(t *testing.T) string {
	t.Helper()
	print, err := r.session.Fingerprint()
	do(t, err)
	return print
}

// forget drops the messages so far.
func (r *rig) forget() { r.page, r.stage = nil, nil }

// kinds are the types of messages, in order.
func kinds(letters []letter) []protocol.Type {
	var list []protocol.Type
	for _, l := range letters {
		list = append(list, l.kind)
	}
	return list
}

// all are the messages of one struct, in order.
func all[M any](letters []letter) []M {
	var list []M
	for _, l := range letters {
		if m, ok := l.fields.(M); ok {
			list = append(list, m)
		}
	}
	return list
}

// last is the last message of one struct.
func last[M any](t *testing.T, letters []letter) M {
	t.Helper()
	list := all[M](letters)
	if len(list) == 0 {
		t.Fatalf("no %T was sent", *new(M))
	}
	return list[len(list)-1]
}

// timed is the compiling engine, by the rig's clock and with the rig's faults.
type timed struct {
	engine.Engine
	rig *rig
}

func (e timed) Instantiate(program *graph.Graph) (engine.Instance, error) {
	instance, err := e.Engine.Instantiate(program)
	return timedInstance{instance, e.rig}, err
}

func (e timed) Relax() (engine.Engine, error) {
	relaxed, err := engine.Relax(e.Engine)
	return timed{relaxed, e.rig}, err
}

type timedInstance struct {
	engine.Instance
	rig *rig
}

func (i timedInstance) Call(function string) error {
	switch function {
	case i.rig.broken:
		return errors.New(function + " is broken")
	case method.Initialize:
		i.rig.steps = 0
	case method.Step:
		i.rig.steps++
		i.rig.now += stepTime
	default:
		i.rig.now += i.rig.call
	}
	return i.Instance.Call(function)
}

func (i timedInstance) Operations(function string) int {
	return i.Instance.(engine.Counter).Operations(function)
}

func (i timedInstance) Read(dst []float32, variable string) error {
	err := i.Instance.Read(dst, variable)
	if variable == method.Loss && i.rig.poisoned > 0 && i.rig.steps >= i.rig.poisoned {
		dst[0] = float32(math.NaN())
	}
	return err
}
