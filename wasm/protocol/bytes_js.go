package protocol

import (
	"fmt"
	"syscall/js"
)

// maxBytes is the longest Uint8Array that is read: 64 MiB.
const maxBytes = 1 << 26

// bytesOf copies an Uint8Array.
func bytesOf(v js.Value) (Bytes, error) {
	if !v.InstanceOf(js.Global().Get("Uint8Array")) {
		return nil, fmt.Errorf("%s: want a Uint8Array", describe(v))
	}
	n := v.Length()
	if n > maxBytes {
		return nil, fmt.Errorf("%d bytes: want at most %d", n, maxBytes)
	}
	out := make(Bytes, n)
	js.CopyBytesToGo(out, v)
	return out, nil
}

// array copies b to a Uint8Array with a buffer of its own.
func (b Bytes) array() js.Value {
	array := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(array, b)
	return array
}
