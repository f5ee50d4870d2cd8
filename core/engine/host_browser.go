//go:build js

package engine

import (
	"fmt"
	"syscall/js"

	"pushforward/core/compile"
)

// browser is a module in the browser's own WebAssembly engine. Modules are compiled synchronously, which a worker may do at any size.
type browser struct {
	module    *compile.Module
	functions map[string]js.Value
	variables map[string]js.Value // Uint8Array over each variable's memory, which never grows
}

func load(module *compile.Module) (instance Instance, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			instance, err = nil, fmt.Errorf("engine: this browser refused the compiled program: %v", problem)
		}
	}()
	global := js.Global()
	bytes := global.Get("Uint8Array").New(len(module.Bytes))
	js.CopyBytesToJS(bytes, module.Bytes)
	wasm := global.Get("WebAssembly")
	exports := wasm.Get("Instance").New(wasm.Get("Module").New(bytes)).Get("exports")
	b := &browser{module: module, functions: map[string]js.Value{}, variables: map[string]js.Value{}}
	memory := global.Get("Uint8Array").New(exports.Get("memory").Get("buffer"))
	for name, t := range module.Variables {
		b.variables[name] = memory.Call("subarray", t.Offset, t.Offset+t.Bytes())
	}
	names := global.Get("Object").Call("keys", exports)
	for i := range names.Length() {
		if name := names.Index(i).String(); name != "memory" {
			b.functions[name] = exports.Get(name)
		}
	}
	return b, nil
}

func (b *browser) Call(function string) (err error) {
	f, ok := b.functions[function]
	if !ok {
		return errUnknown("function", function)
	}
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("engine: function %q: %v", function, problem)
		}
	}()
	f.Invoke()
	return nil
}

func (b *browser) Read(dst []float32, variable string) error {
	if _, err := lookup(b.module, variable, len(dst)); err != nil {
		return err
	}
	js.CopyBytesToGo(bytesOf(dst), b.variables[variable])
	return nil
}

func (b *browser) Write(variable string, src []float32) error {
	if _, err := lookup(b.module, variable, len(src)); err != nil {
		return err
	}
	js.CopyBytesToJS(b.variables[variable], bytesOf(src))
	return nil
}

func (b *browser) Close() error {
	b.functions, b.variables = nil, nil
	return nil
}
