//go:build js

package main

import (
	"bytes"
	"fmt"
	"io"
	"syscall/js"
)

// fetchData opens a file of assets/data, by the function that the worker's script offers: it knows where the site is.
func fetchData(name string) (io.ReadCloser, error) {
	response, err := await(js.Global().Call("openFile", "assets/data/"+name))
	if err != nil {
		return nil, fmt.Errorf("data file %q could not be loaded (%w): check the connection and try again", name, err)
	}
	if !response.Get("ok").Bool() {
		return nil, fmt.Errorf("data file %q could not be loaded (HTTP %d)", name, response.Get("status").Int())
	}
	buffer, err := await(response.Call("arrayBuffer"))
	if err != nil {
		return nil, fmt.Errorf("data file %q broke off (%w): try again", name, err)
	}
	array := js.Global().Get("Uint8Array").New(buffer)
	content := make([]byte, array.Length())
	js.CopyBytesToGo(content, array)
	return io.NopCloser(bytes.NewReader(content)), nil
}

// await waits for a promise. It must not be called from a callback of the browser, which it would hold up.
func await(promise js.Value) (js.Value, error) {
	result := <-hear(promise)
	return result.value, result.err
}

// outcome is what has become of a promise.
type outcome struct {
	value js.Value
	err   error
}

// hear listens to a promise, and sends what becomes of it once, whether or not anybody waits: the browser complains of promises that break unheard.
func hear(promise js.Value) <-chan outcome {
	settled := make(chan outcome, 1)
	var kept, broken js.Func
	settle := func(o outcome) any {
		kept.Release()
		broken.Release()
		settled <- o
		return nil
	}
	kept = js.FuncOf(func(_ js.Value, args []js.Value) any { return settle(outcome{value: args[0]}) })
	broken = js.FuncOf(func(_ js.Value, args []js.Value) any { return settle(outcome{err: js.Error{Value: args[0]}}) })
	promise.Call("then", kept, broken)
	return settled
}
