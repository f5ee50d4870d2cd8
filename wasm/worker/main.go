//go:build js

// Command worker is the page's training worker: Go in a Web Worker, which compiles training steps to WebAssembly, runs them in short
// slices, and reports to the page and, over a port of its own, to the stage.
package main

import (
	"syscall/js"
	"time"

	"pushforward/core/engine"
	"pushforward/wasm/protocol"
	"pushforward/wasm/worker/trainer"
)

func main() {
	scope := js.Global()
	page := listen(scope)
	stage := &stagePort{}
	began := time.Now()
	t := &trainer.Trainer{
		Engine: engine.WebAssembly{},
		Open:   fetchData,
		Clock:  func() time.Duration { return time.Since(began) },
		Page:   func(kind protocol.Type, fields any) { post(scope, kind, fields) },
		Stage:  stage.send,
	}
	post(scope, protocol.TypeReady, &protocol.Ready{Schema: trainer.Schema()})
	breath := newBreath()
	for {
		for page.waiting() || !t.Training() {
			answer(t, stage, page.next())
		}
		if err := t.Slice(); err != nil {
			refuse(scope, "", err)
		}
		breath.take()
	}
}

// answer does what a message asks, or refuses it in a sentence.
func answer(t *trainer.Trainer, stage *stagePort, m letter) {
	kind, err := protocol.TypeOf(m.data)
	if err == nil {
		err = dispatch(t, stage, kind, m)
	}
	if err != nil {
		refuse(js.Global(), kind, err)
	}
}

func dispatch(t *trainer.Trainer, stage *stagePort, kind protocol.Type, m letter) error {
	switch kind {
	case protocol.TypeConnect:
		if err := stage.connect(m.ports); err != nil {
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

func refuse(scope js.Value, of protocol.Type, err error) {
	post(scope, protocol.TypeError, &protocol.Error{Message: err.Error(), Of: of})
}

// post sends a message with its numbers transferred, not copied.
func post(to js.Value, kind protocol.Type, fields any) {
	message, transfer := protocol.Encode(kind, fields)
	to.Call("postMessage", message, transfer)
}
