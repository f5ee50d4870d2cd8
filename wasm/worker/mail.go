//go:build js

package main

import (
	"errors"
	"fmt"
	"syscall/js"
	"time"

	"pushforward/wasm/protocol"
	"pushforward/wasm/worker/line"
)

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
type stagePort struct {
	port js.Value
	bell line.Bell
	line *line.Line
}

func (s *stagePort) connect(ports js.Value) error {
	port, err := only(ports)
	if err == nil {
		s.port, s.line = port, line.Listen(port, s.bell)
	}
	return err
}

// waiting tells whether the stage has sent something.
func (s *stagePort) waiting() bool { return s.line != nil && s.line.Waiting() }

// only is the one port that came with a message.
func only(ports js.Value) (js.Value, error) {
	if ports.Type() != js.TypeObject || ports.Length() != 1 {
		return js.Value{}, errors.New("a message without its port: want one MessagePort")
	}
	return ports.Index(0), nil
}

func (s *stagePort) send(kind protocol.Type, fields any) {
	if s.port.Truthy() {
		post(s.port, kind, fields)
	}
}

func errUnexpected(kind protocol.Type) error {
	return fmt.Errorf("message %q: want set, train, pause, step, reset, rewind, follow, samples, model, open, picture, bench, nfe, sketch, data, table, columns, connect or assist", kind)
}

// colleague is the line to the other of two workers that share a run.
type colleague struct {
	*line.Line
	frames [2][]float32 // tasks of results: number, step, values; by turns, so that one holds while the next comes
}

// Send implements [trainer.Line]. Results, which are sent in every step, travel as nothing but numbers.
func (c *colleague) Send(task *protocol.Task) {
	if task.Kind == protocol.TaskResults {
		c.PostNumbers([]float32{float32(task.Number), float32(task.Step)}, task.Values)
		return
	}
	c.Post(protocol.Encode(protocol.TypeTask, task))
}

// Next implements [trainer.Line]. What is no task becomes one that says why. Results hold until the second task of results after.
func (c *colleague) Next(wait time.Duration) *protocol.Task {
	letter, ok := c.Line.Next(wait)
	if !ok {
		return nil
	}
	if frame := c.Numbers(c.frames[0], letter); len(frame) > 2 {
		c.frames[0], c.frames[1] = c.frames[1], frame
		return &protocol.Task{Kind: protocol.TaskResults, Number: int(frame[0]), Step: int(frame[1]), Values: frame[2:]}
	}
	task := &protocol.Task{}
	if err := protocol.Decode(letter.Data, task); err != nil {
		return &protocol.Task{Kind: protocol.TaskRefused, Message: err.Error()}
	}
	return task
}
