//go:build js

package main

import (
	"fmt"

	"pushforward/core/engine"
)

// A workload is what the page asks for.
type workload struct {
	Name   string
	Kind   string // "train", "sample", "product" or "registers"
	Widths []int  // features of each layer, inputs and outputs included; of a product, its inner and outer width
	Rows   int    // of the batch or of the product; particles
	Steps  int    // Euler steps from time 0 to 1

	Relaxed bool // products may round once where the processor multiplies and adds in one
}

// engine is what the workload's program runs on.
func (w workload) engine() engine.Engine { return engine.WebAssembly{Relaxed: w.Relaxed} }

// A task is a workload made ready.
type task interface {
	// run does the work once.
	run() error
	// check is a number that tells whether the last run was right: its loss, or the mean square of what it computed.
	check() (float64, error)
}

// A contestant does one workload at a time. The zero value has none.
type contestant struct{ task task }

// prepare makes a workload ready. The parameters are weight, bias, weight, bias, …; x and y are the rows to learn from, the
// particles' start, or the left side of the product.
//
// With another worker, each is to prepare the same workload, and the one that does not lead to follow.
func (c *contestant) prepare(w workload, parameters [][]float32, x, y []float32, other *other) (err error) {
	if other != nil && !shares(w.Kind) {
		return fmt.Errorf("ours: workload %q of kind %q is not shared by two workers: want train or sample", w.Name, w.Kind)
	}
	switch w.Kind {
	case "train":
		c.task, err = newTraining(w, parameters, x, y, other)
	case "sample":
		c.task, err = newSampling(w, parameters, x, other)
	case "product":
		c.task, err = newProduct(w, x, parameters[0])
	case "registers":
		c.task, err = newCeiling(w.Relaxed)
	default:
		err = fmt.Errorf("ours: workload %q of kind %q: want train, sample, product or registers", w.Name, w.Kind)
	}
	return err
}

// run does the work a number of times.
func (c *contestant) run(times int) error {
	for range times {
		if err := c.task.run(); err != nil {
			return err
		}
	}
	return nil
}

// A loaded program, with what is often done to it.
type program struct{ engine.Instance }

// write stores each variable's numbers.
func (p program) write(numbers map[string][]float32) error {
	for variable, values := range numbers {
		if err := p.Write(variable, values); err != nil {
			return err
		}
	}
	return nil
}

// named pairs the parameters of the network "net" with their variables' names.
func named(parameters [][]float32) map[string][]float32 {
	numbers := map[string][]float32{}
	for i, values := range parameters {
		part := "weight"
		if i%2 == 1 {
			part = "bias"
		}
		numbers[fmt.Sprintf("net.net.%s%d", part, i/2)] = values
	}
	return numbers
}

// meanSquare is the mean of the squares of numbers.
func meanSquare(numbers []float32) float64 {
	sum := 0.0
	for _, x := range numbers {
		sum += float64(x) * float64(x)
	}
	return sum / float64(len(numbers))
}
