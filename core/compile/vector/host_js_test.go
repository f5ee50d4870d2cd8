//go:build js

package vector

import (
	"fmt"
	"syscall/js"
	"testing"
)

// load is a kernel on the WebAssembly of the browser, or of Node.js.
func load(t testing.TB, module []byte) kernel {
	t.Helper()
	global := js.Global()
	source := global.Get("Uint8Array").New(len(module))
	js.CopyBytesToJS(source, module)
	wasm := global.Get("WebAssembly")
	exports := wasm.Get("Instance").New(wasm.Get("Module").New(source)).Get("exports")
	memory := global.Get("Uint8Array").New(exports.Get("memory").Get("buffer"))
	run := exports.Get("map")
	return kernel{
		run: func() (err error) {
			defer func() {
				if problem := recover(); problem != nil {
					err = fmt.Errorf("map: %v", problem)
				}
			}()
			run.Invoke()
			return nil
		},
		read:  func(bytes []byte) { js.CopyBytesToGo(bytes, memory) },
		write: func(bytes []byte) { js.CopyBytesToJS(memory, bytes) },
	}
}
