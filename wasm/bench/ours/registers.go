//go:build js

package main

import (
	"fmt"
	"syscall/js"

	"pushforward/core/compile/encode"
)

// The loop is a fixed number of strict operations, multiply and then add, that touch no memory: the most that one core does. Package bench counts
// chains·rounds·4 of each.
const (
	chains = 12 // independent sums, to hide the latency of the operations
	rounds = 30000
)

// registers is that loop.
type registers struct{ loop js.Value }

func newRegisters() (r registers, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("ours: this browser refused the loop: %v", problem)
		}
	}()
	module := loop()
	bytes := js.Global().Get("Uint8Array").New(len(module))
	js.CopyBytesToJS(bytes, module)
	wasm := js.Global().Get("WebAssembly")
	instance := wasm.Get("Instance").New(wasm.Get("Module").New(bytes))
	return registers{instance.Get("exports").Get("run")}, nil
}

func (r registers) run() error {
	r.loop.Invoke()
	return nil
}

// check is 1: there is nothing to compare with.
func (r registers) check() (float64, error) { return 1, nil }

// loop is a module whose function "run" is the loop.
func loop() []byte {
	m := &encode.Module{}
	m.Memory(encode.PageBytes)
	f := m.Function("run", nil, nil)
	counter, factor := f.Local(encode.I32), f.Local(encode.V128)
	f.F32x4(0.999)
	f.Set(factor)
	var sums [chains]encode.Local
	for i := range sums {
		sums[i] = f.Local(encode.V128)
	}
	f.Count(counter, 0, rounds, 1, func() {
		for _, sum := range sums {
			f.Get(sum)
			f.Get(factor)
			f.Op(encode.F32x4Mul)
			f.Get(factor)
			f.Op(encode.F32x4Add)
			f.Set(sum)
		}
	})
	for _, sum := range sums { // so that they are not dropped
		f.I32(0)
		f.Get(sum)
		f.Memory(encode.V128Store, 0)
	}
	return m.Bytes()
}
