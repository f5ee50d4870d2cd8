//go:build js

package main

import (
	"fmt"
	"syscall/js"

	"pushforward/core/compile/encode/registers"
)

// ceiling is a loop of package registers: the most that one core does.
type ceiling struct{ loop js.Value }

func newCeiling(relaxed bool) (c ceiling, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("ours: this browser refused the loop: %v", problem)
		}
	}()
	module := registers.Loop()
	if relaxed {
		module = registers.RelaxedLoop()
	}
	bytes := js.Global().Get("Uint8Array").New(len(module))
	js.CopyBytesToJS(bytes, module)
	wasm := js.Global().Get("WebAssembly")
	instance := wasm.Get("Instance").New(wasm.Get("Module").New(bytes))
	return ceiling{instance.Get("exports").Get("run")}, nil
}

func (c ceiling) run() error {
	c.loop.Invoke()
	return nil
}

// check is 1: there is nothing to compare with.
func (c ceiling) check() (float64, error) { return 1, nil }
