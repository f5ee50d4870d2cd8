//go:build js

package main

import (
	"time"

	"pushforward/core/compile"
	"pushforward/core/engine"
	"pushforward/core/graph"
)

// A recorder is the engine of the browser, which notes of the last program what it took to make it run and what its plan says.
type recorder struct {
	first     float64 // milliseconds from the graph to a loaded module
	again     float64 // the least of the times after
	planned   int     // bytes of memory
	variables int     // bytes of variables
}

var _ engine.Engine = (*recorder)(nil)

// repetitions is how often a program is made again. The first time includes what the browser does to Go's code when that first runs.
const repetitions = 4

// Instantiate implements [engine.Engine].
func (r *recorder) Instantiate(program *graph.Graph) (engine.Instance, error) {
	instance, took, err := timed(program)
	if err != nil {
		return nil, err
	}
	r.first = took
	for i := range repetitions {
		other, took, err := timed(program)
		if err != nil {
			return nil, err
		}
		if err := other.Close(); err != nil {
			return nil, err
		}
		if i == 0 || took < r.again {
			r.again = took
		}
	}
	module, err := compile.Options{VectorsInLocals: true, SharedKernels: true}.Compile(program)
	if err != nil {
		return nil, err
	}
	r.planned, r.variables = module.Memory, 0
	for _, v := range module.Variables {
		r.variables += v.Bytes()
	}
	return instance, nil
}

// timed makes a program run and says how many milliseconds that took.
func timed(program *graph.Graph) (engine.Instance, float64, error) {
	began := time.Now()
	instance, err := engine.WebAssembly{}.Instantiate(program)
	return instance, float64(time.Since(began)) / float64(time.Millisecond), err
}
