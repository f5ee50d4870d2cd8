//go:build js

package main

import (
	"errors"
	"strings"
	"syscall/js"
	"testing"
	"time"

	"pushforward/wasm/protocol"
	"pushforward/wasm/worker/line"
	"pushforward/wasm/worker/trainer"
)

// outbox is a scope in place of the worker's own, and the messages posted to it.
func outbox() (scope js.Value, posted <-chan js.Value) {
	messages := make(chan js.Value, 16)
	scope = js.Global().Get("Object").New()
	scope.Set("postMessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		messages <- args[0]
		return nil
	}))
	return scope, messages
}

// message is a message of the protocol with these fields.
func message(kind string, fields map[string]any) map[string]any {
	m := map[string]any{"ns": protocol.Namespace, "v": protocol.Version, "type": kind}
	for name, value := range fields {
		m[name] = value
	}
	return m
}

func TestWhatCannotBeDoneIsRefusedInOneSentence(t *testing.T) {
	for _, test := range []struct {
		message  any
		of, want string
	}{
		{"hello", "", "not a message"},
		{map[string]any{"ns": "pushforward", "v": 2, "type": "train"}, "", "want 1"},
		{message("dance", nil), "dance", `"dance"`},
		{message("ready", nil), "ready", `"ready"`},
		{message("set", map[string]any{"run": 7}), "set", "run: 7"},
		{message("set", map[string]any{"run": map[string]any{"method": "nobody"}}), "set", `"nobody"`},
		{message("step", map[string]any{"count": 1.5}), "step", "count: 1.5"},
		{message("step", map[string]any{"count": 1}), "step", "no run"},
		{message("samples", map[string]any{"n": "many"}), "samples", `n: "many"`},
		{message("model", map[string]any{"format": 1}), "model", "format: 1"},
		{message("model", nil), "model", "no run"},
		{message("open", map[string]any{"bytes": "words"}), "open", "want a Uint8Array"},
		{message("open", nil), "open", "want at least the 8"},
		{message("picture", nil), "picture", "no run"},
		{message("bench", map[string]any{"steps": 0}), "bench", "0 steps"},
		{message("bench", map[string]any{"run": map[string]any{"method": "nobody"}, "steps": 1}), "bench", `"nobody"`},
		{message("nfe", map[string]any{"own": 1}), "nfe", "own: 1"},
		{message("nfe", nil), "nfe", "no run"},
		{message("sketch", map[string]any{"target": "nobody"}), "sketch", `"nobody"`},
		{message("table", map[string]any{"file": "x.csv"}), "table", "want a Blob"},
		{message("table", nil), "table", "want a Blob"},
		{message("columns", map[string]any{"places": []any{0, 1}}), "columns", "want a table first"},
		{message("train", nil), "train", "no run"},
		{message("pause", nil), "pause", "no run"},
		{message("reset", nil), "reset", "no run"},
		{message("rewind", map[string]any{"step": 0.5}), "rewind", "step: 0.5"},
		{message("rewind", nil), "rewind", "no run"},
		{message("follow", map[string]any{"x": "left"}), "follow", "x: "},
		{message("follow", nil), "follow", "no run"},
		{message("connect", nil), "connect", "port"},
		{message("assist", nil), "assist", "port"},
		{message("assist", map[string]any{"lead": 1}), "assist", "lead: 1"},
	} {
		scope, posted := outbox()
		w := worker{scope: scope, stage: &stagePort{}, trainer: &trainer.Trainer{Clock: func() time.Duration { return 0 }}}
		w.answer(line.Letter{Data: js.ValueOf(test.message), Ports: js.Global().Get("Array").New()})
		if len(posted) != 1 {
			t.Errorf("%v: %d answers, want one", test.message, len(posted))
			continue
		}
		answer := <-posted
		kind, err := protocol.TypeOf(answer)
		var refusal protocol.Error
		if err == nil {
			err = protocol.Decode(answer, &refusal)
		}
		if err != nil || kind != protocol.TypeError || string(refusal.Of) != test.of || !strings.Contains(refusal.Message, test.want) || refusal.Fatal {
			t.Errorf("%v: answered %q %+v (%v), want an error of %q that says %s", test.message, kind, refusal, err, test.of, test.want)
		}
	}
}

func TestPanicIsConfessed(t *testing.T) {
	for _, cause := range []any{"no such row", errors.New("no such row")} {
		scope, posted := outbox()
		go func() {
			w := worker{scope: scope}
			defer w.confess()
			panic(cause)
		}()
		var got protocol.Error
		if err := protocol.Decode(<-posted, &got); err != nil {
			t.Fatal(err)
		}
		if want := "(no such row): start it again"; !got.Fatal || !strings.Contains(got.Message, want) {
			t.Errorf("panic(%v) became %+v, want a fatal error that says %q", cause, got, want)
		}
	}
}

func TestAwaitTakesBothOutcomes(t *testing.T) {
	promise := js.Global().Get("Promise")
	if v, err := await(promise.Call("resolve", 7)); err != nil || v.Int() != 7 {
		t.Errorf("a kept promise gave %v, %v", v, err)
	}
	if _, err := await(promise.Call("reject", js.Global().Get("Error").New("no network"))); err == nil || !strings.Contains(err.Error(), "no network") {
		t.Errorf("a broken promise gave %v", err)
	}
}
