package engine

import (
	"errors"
	"unsafe"

	"pushforward/core/compile"
	"pushforward/core/graph"
)

// WebAssembly compiles programs to SIMD modules and runs them on this platform's host.
type WebAssembly struct {
	Relaxed bool // faster products, whose bits depend on the processor: see [compile.Options]; an error where the host does not have them
}

var (
	_ Engine  = WebAssembly{}
	_ Relaxer = WebAssembly{}
)

// Relax implements [Relaxer].
func (e WebAssembly) Relax() (Engine, error) {
	if !relaxedHere() {
		return nil, errors.New("fast arithmetic: " + hostName + " has no relaxed SIMD instructions: want exact arithmetic")
	}
	e.Relaxed = true
	return e, nil
}

// Instantiate implements [Engine].
func (e WebAssembly) Instantiate(program *graph.Graph) (Instance, error) {
	if e.Relaxed && !relaxedHere() {
		return nil, errors.New("engine: relaxed products: " + hostName + " has no relaxed SIMD instructions: want WebAssembly.Relaxed false")
	}
	o := options()
	o.Relaxed = e.Relaxed
	module, err := o.Compile(program)
	if err != nil {
		return nil, err
	}
	return newCompiled(module)
}

// host runs a module: the browser, or wazero. Variables are known to be the module's, and to have the size of the slice.
type host interface {
	// call runs a function; known is false if the module has none of that name.
	call(function string) (known bool, err error)
	read(dst []float32, variable string)
	write(variable string, src []float32)
	close() error
}

// compiled is a module on its host; the host is nil once the instance is closed.
type compiled struct {
	module *compile.Module
	host   host
}

func newCompiled(module *compile.Module) (*compiled, error) {
	h, err := load(module)
	if err != nil {
		return nil, err
	}
	return &compiled{module, h}, nil
}

func (c *compiled) Call(function string) error {
	if c.host == nil {
		return errClosed()
	}
	known, err := c.host.call(function)
	if !known {
		return errUnknown("function", function)
	}
	return err
}

func (c *compiled) Read(dst []float32, variable string) error {
	if err := c.check(variable, len(dst)); err != nil {
		return err
	}
	c.host.read(dst, variable)
	return nil
}

func (c *compiled) Write(variable string, src []float32) error {
	if err := c.check(variable, len(src)); err != nil {
		return err
	}
	c.host.write(variable, src)
	return nil
}

func (c *compiled) Close() error {
	if c.host == nil {
		return nil
	}
	h := c.host
	c.host = nil
	return h.close()
}

// check tells what keeps a variable from being read or written as size numbers.
func (c *compiled) check(variable string, size int) error {
	if c.host == nil {
		return errClosed()
	}
	t, ok := c.module.Variables[variable]
	if !ok {
		return errUnknown("variable", variable)
	}
	if want := t.Rows * t.Cols; size != want {
		return errSize(variable, size, want)
	}
	return nil
}

// bytesOf is the memory of x as bytes. Go's own targets that run here, and WebAssembly, are little-endian.
func bytesOf(x []float32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(x))), 4*len(x))
}
