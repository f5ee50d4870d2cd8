// Package engine runs a program (a [graph.Graph]) on one of three hosts:
//
//   - [WebAssembly] compiles it to a SIMD module and runs that in the browser (js/wasm) or under wazero (elsewhere):
//     the same arithmetic, hence the same bits;
//   - [Reference] evaluates it in float64, one loop per operation, written to be obviously right: what the other two are
//     tested against;
//   - [Fallback] is the reference for programs small enough, where the browser does not run the modules. [Choose] says which it is.
package engine

import (
	"errors"
	"fmt"

	"pushforward/core/graph"
)

// An Engine makes programs runnable.
type Engine interface {
	// Instantiate checks and loads a program; all its variables are 0. The program must not change afterwards.
	Instantiate(program *graph.Graph) (Instance, error)
}

// An Instance is a loaded program with memory of its own. It is not safe for concurrent use.
type Instance interface {
	// Call runs the function of that name.
	Call(function string) error
	// Read copies a variable, row by row, to dst, whose length must be the variable's size.
	Read(dst []float32, variable string) error
	// Write copies src to a variable of that size.
	Write(variable string, src []float32) error
	// Close frees what the instance holds. Every other method then returns an error; a second Close does nothing.
	Close() error
}

// A Relaxer is an engine that may have relaxed arithmetic too.
type Relaxer interface {
	// Relax is the engine with relaxed arithmetic, or an error where this machine has none.
	Relax() (Engine, error)
}

// Relax is an engine with relaxed arithmetic: faster, with bits that depend on the processor. It is an error where there is none.
func Relax(e Engine) (Engine, error) {
	if r, ok := e.(Relaxer); ok {
		return r.Relax()
	}
	return nil, errors.New("fast arithmetic: the engine here has exact arithmetic only")
}

// Seed sets the key of a program's random numbers.
func Seed(instance Instance, seed uint64) error {
	return instance.Write(graph.SeedName, []float32{
		float32(seed & 0xffff), float32(seed >> 16 & 0xffff), float32(seed >> 32 & 0xffff), float32(seed >> 48),
	})
}

func errClosed() error { return errors.New("engine: the instance is closed") }

func errUnknown(kind, name string) error {
	return fmt.Errorf("engine: no %s %q in the program", kind, name)
}

func errSize(variable string, got, want int) error {
	return fmt.Errorf("engine: %d numbers for variable %q: want %d", got, variable, want)
}
