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
	"pushforward/wasm/worker/line"
	"pushforward/wasm/worker/trainer"
)

func main() {
	scope := js.Global()
	began := time.Now()
	bell := line.NewBell()
	mine := own{}
	mine.listen(scope)
	w := worker{scope: scope, stage: &stagePort{bell: bell}, bell: bell}
	on, why := engine.Choose()
	w.trainer = &trainer.Trainer{
		Engine: on,
		Open:   mine.open,
		Clock:  func() time.Duration { return time.Since(began) },
		Page:   w.tell,
		Stage:  w.stage.send,
	}
	defer w.confess()
	w.run(trainer.Welcome(on, why))
}

// worker is the program between the page, the stage and the trainer.
type worker struct {
	scope   js.Value // of the Web Worker: what is posted to it, the page hears
	stage   *stagePort
	bell    line.Bell // for the page, the stage and the other worker
	trainer *trainer.Trainer
	table   *table // of the user's, that it reads
}

// run welcomes the page, and then answers it between slices of training, for ever.
func (w *worker) run(welcome *protocol.Ready) {
	page, breath := line.Listen(w.scope, w.bell), newBreath()
	w.trainer.Interrupted = func() bool {
		breath.take()
		return page.Waiting() || w.stage.waiting()
	}
	w.tell(protocol.TypeReady, welcome)
	for {
		for page.Waiting() || w.stage.waiting() || !w.trainer.Working() {
			if letter, ok := page.Next(0); ok {
				w.answer(letter)
			} else if w.stage.waiting() {
				w.heed()
			} else {
				w.rest()
			}
			if err := w.trainer.Hear(); err != nil {
				w.refuse("", err)
			}
		}
		if err := w.trainer.Slice(); err != nil {
			w.refuse("", err)
		}
		breath.take()
	}
}

// rest waits until something comes, but now and then looks whether the other worker still lives.
func (w *worker) rest() {
	select {
	case <-w.bell:
	case <-time.After(trainer.RestTime):
	}
}

// confess tells the page, in place of a trace in its console, that the program has panicked. It then waits to be ended: what is left of
// the program answers no more.
func (w *worker) confess() {
	if problem := recover(); problem != nil {
		message := fmt.Sprintf("The training program stopped (%v): start it again.", problem)
		w.tell(protocol.TypeError, &protocol.Error{Message: message, Fatal: true})
		select {}
	}
}

// answer does what a message asks, or refuses it in a sentence.
func (w *worker) answer(m line.Letter) {
	kind, err := protocol.TypeOf(m.Data)
	if err == nil {
		err = w.dispatch(kind, m)
	}
	if err != nil {
		w.refuse(kind, err)
	}
}

// heed does what the stage asks.
func (w *worker) heed() {
	letter, _ := w.stage.line.Next(0)
	kind, err := protocol.TypeOf(letter.Data)
	switch {
	case err != nil:
	case kind == protocol.TypeLayers:
		err = with(letter, w.trainer.Layers)
	default:
		err = fmt.Errorf("message %q from the stage: want layers", kind)
	}
	if err != nil {
		w.refuse(kind, err)
	}
}

func (w *worker) dispatch(kind protocol.Type, m line.Letter) error {
	t := w.trainer
	switch kind {
	case protocol.TypeConnect:
		if err := w.stage.connect(m.Ports); err != nil {
			return err
		}
		return t.Show()
	case protocol.TypeSet:
		return with(m, func(set *protocol.Set) error {
			if set.Trained {
				return t.SetTrained(set.Run)
			}
			return t.Set(set.Run)
		})
	case protocol.TypeTrain:
		return with(m, func(train *protocol.Train) error { return t.Train(train.AtFloor) })
	case protocol.TypePause:
		return t.Pause()
	case protocol.TypeReset:
		return t.Reset()
	case protocol.TypeStep:
		return with(m, func(step *protocol.Step) error { return t.Step(step.Count) })
	case protocol.TypeRewind:
		return with(m, func(r *protocol.Rewind) error { return t.Rewind(r.Step) })
	case protocol.TypeFollow:
		return with(m, t.Follow)
	case protocol.TypeSamples:
		return with(m, func(s *protocol.Samples) error { return t.Samples(s.N) })
	case protocol.TypeModel:
		return with(m, func(model *protocol.Model) error { return t.Model(model.Format) })
	case protocol.TypeOpen:
		return with(m, func(o *protocol.Open) error { return t.OpenModel(o.Bytes) })
	case protocol.TypePicture:
		return t.Picture()
	case protocol.TypeBench:
		return with(m, t.Bench)
	case protocol.TypeNFE:
		return with(m, t.NFE)
	case protocol.TypeSketch:
		return with(m, t.Sketch)
	case protocol.TypeData:
		return nil // own has taken it in
	case protocol.TypeTable:
		return with(m, w.outline)
	case protocol.TypeColumns:
		return with(m, w.columns)
	case protocol.TypeAssist:
		return with(m, func(a *protocol.Assist) error { return w.share(a.Lead, m.Ports) })
	default:
		return errUnexpected(kind)
	}
}

// share makes this worker one of two that share the page's runs: the one that leads, or the one that works for the other until it cannot go on. One that
// leads and is given nobody goes on alone.
func (w *worker) share(lead bool, ports js.Value) error {
	t := w.trainer
	if lead && ports.Length() == 0 {
		return t.Part()
	}
	port, err := only(ports)
	if err != nil {
		return err
	}
	to := &colleague{Line: line.Listen(port, w.bell)}
	if lead {
		t.Assist(to)
	} else {
		(&trainer.Assistant{Engine: t.Engine, Open: t.Open, Clock: t.Clock, Line: to}).Serve()
	}
	return nil
}

// with decodes a message and hands it on.
func with[M any](m line.Letter, do func(*M) error) error {
	var fields M
	if err := protocol.Decode(m.Data, &fields); err != nil {
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
