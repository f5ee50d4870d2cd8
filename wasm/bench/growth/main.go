//go:build js

// Command growth runs this project's own programs at any size: a network's training step, sampling along a network's field, and each
// method's step as shipped. It draws its numbers itself, so that sizes may be large, and tells what compiling took and what memory the
// plan asks for. The worker's script calls the functions of its global object "program".
package main

import (
	"fmt"
	"syscall/js"
)

// A workload is what the page asks for.
type workload struct {
	Name   string
	Kind   string // "train", "sample" or "default"
	Widths []int  // features of each layer, inputs and outputs included
	Rows   int    // of the batch; particles
	Steps  int    // Euler steps from time 0 to 1
}

// A task is a workload made ready.
type task interface {
	// run does the work once.
	run() error
	// check is a number of the last run's: a loss, or the mean square of what was computed.
	check() (float64, error)
}

// prepare makes a workload ready on an engine.
func prepare(w workload, on *recorder) (task, error) {
	switch w.Kind {
	case "train":
		return newTraining(w, on)
	case "sample":
		return newSampling(w, on)
	case "default":
		return newShipped(w, on)
	default:
		return nil, fmt.Errorf("growth: workload %q of kind %q: want train, sample or default", w.Name, w.Kind)
	}
}

func main() {
	var t task
	var on recorder
	program := js.Global().Get("Object").New()
	program.Set("prepare", answer(func(args []js.Value) (_ any, err error) {
		t, err = prepare(described(args[0]), &on)
		return nil, err
	}))
	program.Set("run", answer(func(args []js.Value) (any, error) {
		for range args[0].Int() {
			if err := t.run(); err != nil {
				return nil, err
			}
		}
		return nil, nil
	}))
	program.Set("check", answer(func([]js.Value) (any, error) { return t.check() }))
	program.Set("figures", answer(func([]js.Value) (any, error) {
		return map[string]any{
			"compileMs": on.first, "compileAgainMs": on.again, "planned": on.planned, "variables": on.variables,
		}, nil
	}))
	js.Global().Set("program", program)
	select {}
}

// answer makes a function for the script, which returns an Error where Go's returns an error.
func answer(f func(args []js.Value) (any, error)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		value, err := f(args)
		if err != nil {
			return js.Global().Get("Error").New(err.Error())
		}
		return value
	})
}

// described is the workload that an object of the page describes.
func described(object js.Value) workload {
	w := workload{
		Name: object.Get("name").String(), Kind: object.Get("kind").String(),
		Rows: object.Get("rows").Int(), Steps: object.Get("steps").Int(),
	}
	widths := object.Get("widths")
	for i := range widths.Length() {
		w.Widths = append(w.Widths, widths.Index(i).Int())
	}
	return w
}
