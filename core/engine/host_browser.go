//go:build js

package engine

import (
	"fmt"
	"syscall/js"

	"pushforward/core/compile"
	"pushforward/core/compile/encode"
)

// browser is a module in the browser's own WebAssembly engine. Modules are compiled synchronously, which a worker may do at any size.
type browser struct {
	functions map[string]js.Value
	variables map[string]js.Value // Uint8Array over each variable's memory, which never grows
}

var _ host = (*browser)(nil)

const hostName = "this browser"

// relaxedHere tells whether the host has relaxed SIMD instructions.
func relaxedHere() bool {
	m := &encode.Module{}
	f := m.Function("", nil, []encode.Type{encode.V128})
	for range 3 {
		f.F32x4(1)
	}
	f.Op(encode.F32x4RelaxedMadd)
	return js.Global().Get("WebAssembly").Call("validate", bytesToJS(m.Bytes())).Bool()
}

// options are how modules are written for this host.
func options() compile.Options { return compile.Options{VectorsInLocals: true, SharedKernels: true} }

func load(module *compile.Module) (h host, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			h, err = nil, fmt.Errorf("engine: this browser refused the compiled program: %v", problem)
		}
	}()
	global := js.Global()
	wasm := global.Get("WebAssembly")
	exports := wasm.Get("Instance").New(wasm.Get("Module").New(bytesToJS(module.Bytes))).Get("exports")
	b := &browser{functions: map[string]js.Value{}, variables: map[string]js.Value{}}
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

func (b *browser) call(function string) (known bool, err error) {
	f, known := b.functions[function]
	if !known {
		return false, nil
	}
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("engine: function %q: %v", function, problem)
		}
	}()
	f.Invoke()
	return true, nil
}

func (b *browser) read(dst []float32, variable string) {
	js.CopyBytesToGo(bytesOf(dst), b.variables[variable])
}

func (b *browser) write(variable string, src []float32) {
	js.CopyBytesToJS(b.variables[variable], bytesOf(src))
}

// close drops the references to the module, which the browser's collector then takes.
func (b *browser) close() error {
	b.functions, b.variables = nil, nil
	return nil
}

// bytesToJS is a Uint8Array of the bytes.
func bytesToJS(bytes []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(bytes))
	js.CopyBytesToJS(array, bytes)
	return array
}
