package protocol

import (
	"fmt"
	"syscall/js"
	"unsafe"
)

// maxFloats is the longest Float32Array that is read: 128 MiB.
const maxFloats = 1 << 25

// floatsOf copies a Float32Array. WebAssembly and Float32Array are both little-endian, so the bytes are the numbers.
func floatsOf(v js.Value) (Floats, error) {
	if !v.InstanceOf(js.Global().Get("Float32Array")) {
		return nil, fmt.Errorf("%s: want a Float32Array", describe(v))
	}
	n := v.Length()
	if n > maxFloats {
		return nil, fmt.Errorf("%d numbers: want at most %d", n, maxFloats)
	}
	if n == 0 {
		return nil, nil
	}
	out := make(Floats, n)
	bytes := js.Global().Get("Uint8Array").New(v.Get("buffer"), v.Get("byteOffset"), v.Get("byteLength"))
	js.CopyBytesToGo(out.bytes(), bytes)
	return out, nil
}

// array copies f to a Float32Array with a buffer of its own.
func (f Floats) array() js.Value {
	bytes := js.Global().Get("Uint8Array").New(4 * len(f))
	if len(f) > 0 {
		js.CopyBytesToJS(bytes, f.bytes())
	}
	return js.Global().Get("Float32Array").New(bytes.Get("buffer"))
}

// bytes views a non-empty f as bytes.
func (f Floats) bytes() []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(&f[0])), 4*len(f))
}
