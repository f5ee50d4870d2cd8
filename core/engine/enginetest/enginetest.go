// Package enginetest runs single WebAssembly modules for the tests of what writes them, on the host of the platform: the browser, or wazero.
package enginetest

// A Kernel is a module's exported function without arguments, and the module's memory.
type Kernel struct {
	Run   func() error
	Read  func(bytes []byte) // copies the start of the memory
	Write func(bytes []byte) // to the start of the memory
}
