package engine

import (
	"unsafe"

	"pushforward/core/compile"
	"pushforward/core/graph"
)

// WebAssembly compiles programs to SIMD modules and runs them on this platform's host.
type WebAssembly struct{}

var _ Engine = WebAssembly{}

// Instantiate implements [Engine].
func (WebAssembly) Instantiate(program *graph.Graph) (Instance, error) {
	module, err := compile.Compile(program)
	if err != nil {
		return nil, err
	}
	return load(module)
}

// lookup finds a variable that must hold size numbers.
func lookup(module *compile.Module, variable string, size int) (compile.Tensor, error) {
	t, ok := module.Variables[variable]
	if !ok {
		return t, errUnknown("variable", variable)
	}
	if t.Rows*t.Cols != size {
		return t, errSize(variable, size, t.Rows*t.Cols)
	}
	return t, nil
}

// bytesOf is the memory of x as bytes. Go's own targets that run here, and WebAssembly, are little-endian.
func bytesOf(x []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(x))), 4*len(x))
}
