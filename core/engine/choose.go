package engine

import (
	"errors"
	"fmt"

	"pushforward/core/graph"
)

// Choose is the engine for this machine: [WebAssembly] where compiled programs run, which one small program tries, else [Fallback] and what
// kept the program from running.
func Choose() (Engine, error) { return choose(WebAssembly{}) }

// choose is preferred if it works.
func choose(preferred Engine) (Engine, error) {
	if err := try(preferred); err != nil {
		return Fallback{}, err
	}
	return preferred, nil
}

// try runs a program with vector instructions, x ↦ x + x, and checks what comes of it.
func try(e Engine) error {
	g := graph.New()
	x := g.Variable("x", 1, 4)
	g.Function("double").Output("y", x.Add(x))
	instance, err := e.Instantiate(g)
	if err != nil {
		return err
	}
	var y [4]float32
	err = errors.Join(instance.Write("x", []float32{1, 2, 3, 4}), instance.Call("double"), instance.Read(y[:], "double.y"), instance.Close())
	if err == nil && y != [4]float32{2, 4, 6, 8} {
		err = fmt.Errorf("engine: twice 1 2 3 4 came out as %v", y)
	}
	return err
}
