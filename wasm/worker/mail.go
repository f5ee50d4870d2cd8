//go:build js

package main

import (
	"errors"
	"fmt"
	"syscall/js"

	"pushforward/wasm/protocol"
)

// letter is a message and the ports that came with it.
type letter struct{ data, ports js.Value }

// mailbox queues the page's messages until the program has time for them.
type mailbox struct {
	queue   []letter
	arrived chan struct{}
}

// listen queues what is posted to the worker from now on.
func listen(scope js.Value) *mailbox {
	box := &mailbox{arrived: make(chan struct{}, 1)}
	scope.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		box.queue = append(box.queue, letter{args[0].Get("data"), args[0].Get("ports")})
		select {
		case box.arrived <- struct{}{}:
		default:
		}
		return nil
	}))
	return box
}

func (b *mailbox) waiting() bool { return len(b.queue) > 0 }

// next waits for a message.
func (b *mailbox) next() letter {
	for len(b.queue) == 0 {
		<-b.arrived
	}
	first := b.queue[0]
	b.queue = b.queue[1:]
	return first
}

// breath lets the browser deliver messages between two slices: a message to oneself, which no timer clamps.
type breath struct {
	port  js.Value
	drawn chan struct{}
}

func newBreath() *breath {
	channel := js.Global().Get("MessageChannel").New()
	b := &breath{port: channel.Get("port2"), drawn: make(chan struct{}, 1)}
	channel.Get("port1").Set("onmessage", js.FuncOf(func(js.Value, []js.Value) any {
		b.drawn <- struct{}{}
		return nil
	}))
	return b
}

func (b *breath) take() {
	b.port.Call("postMessage", nil)
	<-b.drawn
}

// stagePort is the line to the stage; until it is connected, what is sent is dropped.
type stagePort struct{ port js.Value }

func (s *stagePort) connect(ports js.Value) error {
	if ports.Type() != js.TypeObject || ports.Length() != 1 {
		return errors.New("connect without a port: want one MessagePort")
	}
	s.port = ports.Index(0)
	return nil
}

func (s *stagePort) send(kind protocol.Type, fields any) {
	if s.port.Truthy() {
		post(s.port, kind, fields)
	}
}

func errUnexpected(kind protocol.Type) error {
	return fmt.Errorf("message %q: want set, train, pause, step, reset, samples, bench or connect", kind)
}
