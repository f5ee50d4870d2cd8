//go:build js

package main

import (
	"fmt"
	"syscall/js"

	"pushforward/wasm/worker/line"
)

// other is the other of two workers that share the work.
type other struct {
	line *line.Line
	part int // of this worker: 0 leads, 1 follows
}

// shares are the workloads that two workers may share.
func shares(kind string) bool { return kind == "train" || kind == "sample" }

func newOther(port js.Value, part int) *other {
	return &other{line.Listen(port, line.NewBell()), part}
}

func (o *other) send(numbers []float32) { o.line.PostNumbers(numbers) }

// receive waits for numbers that fill dst.
func (o *other) receive(dst []float32) error {
	letter, _ := o.line.Next(-1)
	if numbers := o.line.Numbers(dst[:0:len(dst)], letter); len(numbers) != len(dst) {
		return fmt.Errorf("ours: %d numbers from the other worker: want %d", len(numbers), len(dst))
	}
	return nil
}

// follow does the work again and again, as the leading worker comes to it.
func (c *contestant) follow() error {
	for {
		if err := c.task.run(); err != nil {
			return err
		}
	}
}
