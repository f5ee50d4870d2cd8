//go:build js

package enginetest

import (
	"fmt"
	"syscall/js"
	"testing"
)

// Load is a module of which a function is to run on the WebAssembly of the browser, or of Node.js.
func Load(t testing.TB, module []byte, function string) Kernel {
	t.Helper()
	global := js.Global()
	source := global.Get("Uint8Array").New(len(module))
	js.CopyBytesToJS(source, module)
	wasm := global.Get("WebAssembly")
	exports := wasm.Get("Instance").New(wasm.Get("Module").New(source)).Get("exports")
	memory := global.Get("Uint8Array").New(exports.Get("memory").Get("buffer"))
	run := exports.Get(function)
	return Kernel{
		Run: func() (err error) {
			defer func() {
				if problem := recover(); problem != nil {
					err = fmt.Errorf("function %q: %v", function, problem)
				}
			}()
			run.Invoke()
			return nil
		},
		Read:  func(bytes []byte) { js.CopyBytesToGo(bytes, memory) },
		Write: func(bytes []byte) { js.CopyBytesToJS(memory, bytes) },
	}
}
