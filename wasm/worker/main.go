//go:build js

// Command worker is the page's training worker: Go in a Web Worker, which compiles training steps to WebAssembly, runs them in short
// slices, and reports to the page and, over a port of its own, to the stage.
package main

import (
	"fmt"
	"syscall/js"
	"time"

	"pushforward/core/engine"
	"pushforward/wasm/protocol"
	"pushforward/wasm/worker/trainer"
)

func main() {
	scope := js.Global()
	began := time.Now()
	w := worker{scope: scope, stage: &stagePort{}}
	on, why := engine.Choose()
	w.trainer = &trainer.Trainer{
		Engine: on,
		Open:   fetchData,
		Clock:  func() time.Duration { return time.Since(began) },
		Page:   w.tell,
		Stage:  w.stage.send,
	}
	defer w.confess()
	w.run(trainer.Welcome(why))
}

// worker is the program between the page, the stage and the trainer.
type worker struct {
	scope   js.Value // of the Web Worker: what is posted to it, the page hears
	stage   *stagePort
	trainer *trainer.Trainer
}

// run welcomes the page, and then answers it between slices of training, for ever.
func (w *worker) run(welcome *protocol.Ready) {
	page, breath := listen(w.scope), newBreath()
	w.tell(protocol.TypeReady, welcome)
	for {
		for page.waiting() || !w.trainer.Training() {
			w.answer(page.next())
		}
		if err := w.trainer.Slice(); err != nil {
			w.refuse("", err)
		}
		breath.take()
	}
}

// confess tells the page, in place of a trace in its console, that the program has panicked. It then waits to be ended: what is left of
// the program answers no more.
func (w *worker) confess() {
	if problem := recover(); problem != nil {
		message := fmt.Sprintf("The training program stopped (%v): start it again to go on from step 0.", problem)
		w.tell(protocol.TypeError, &protocol.Error{Message: message, Fatal: true})
		select {}
	}
}

// answer does what a message asks, or refuses it in a sentence.
func (w *worker) answer(m letter) {
	kind, err := protocol.TypeOf(m.data)
	if err == nil {
		err = w.dispatch(kind, m)
	}
	if err != nil {
		w.refuse(kind, err)
	}
}

func (w *worker) dispatch(kind protocol.Type, m letter) error {
	t := w.trainer
	switch kind {
	case protocol.TypeConnect:
		if err := w.stage.connect(m.ports); err != nil {
			return err
		}
		return t.Show()
	case protocol.TypeSet:
		return with(m, func(set *protocol.Set) error { return t.Set(set.Run) })
	case protocol.TypeTrain:
		return t.Train()
	case protocol.TypePause:
		return t.Pause()
	case protocol.TypeReset:
		return t.Reset()
	case protocol.TypeStep:
		return with(m, func(step *protocol.Step) error { return t.Step(step.Count) })
	case protocol.TypeSamples:
		return with(m, func(s *protocol.Samples) error { return t.Samples(s.N) })
	case protocol.TypeBench:
		return with(m, t.Bench)
	default:
		return errUnexpected(kind)
	}
}

// with decodes a message and hands it on.
func with[M any](m letter, do func(*M) error) error {
	var fields M
	if err := protocol.Decode(m.data, &fields); err != nil {
		return err
	}
	return do(&fields)
}

func (w *worker) refuse(of protocol.Type, err error) {
	w.tell(protocol.TypeError, &protocol.Error{Message: err.Error(), Of: of})
}

// tell sends the page a message.
func (w *worker) tell(kind protocol.Type, fields any) { post(w.scope, kind, fields) }

// post sends a message with its numbers transferred, not copied.
func post(to js.Value, kind protocol.Type, fields any) {
	message, transfer := protocol.Encode(kind, fields)
	to.Call("postMessage", message, transfer)
}
