//go:build js

package main

import (
	"fmt"
	"io"
	"strings"
	"syscall/js"
	"time"

	"pushforward/core/target"
	"pushforward/wasm/protocol"
)

// own is the user's data, files of the browser by name, as the page hands them over. They are read anew each time: what is built of one stays, and the file would take
// as much memory again.
type own map[string]js.Value

// ownPatience is how long data that a run refers to may come after it: to the second of two workers the two come by different lines.
const ownPatience = time.Second

// listen takes in data as soon as it comes, whatever the program is about.
func (o own) listen(scope js.Value) {
	scope.Call("addEventListener", "message", js.FuncOf(func(_ js.Value, args []js.Value) any {
		message := args[0].Get("data")
		if kind, err := protocol.TypeOf(message); err != nil || kind != protocol.TypeData {
			return nil
		}
		var data protocol.Data
		if err := protocol.Decode(message, &data); err == nil && data.Name != "" && data.File.Truthy() {
			o[data.Name] = data.File
		}
		return nil
	}))
}

// open opens the user's data, and files of assets/data.
func (o own) open(file string) (io.ReadCloser, error) {
	name, ok := strings.CutPrefix(file, target.OwnFolder)
	if !ok {
		return fetchData(file)
	}
	for wait := time.Duration(0); o[name].IsUndefined(); wait += ownPatience / 50 {
		if wait > ownPatience {
			return nil, fmt.Errorf("data %q is not in this browser: make the target anew", "@"+name)
		}
		time.Sleep(ownPatience / 50)
	}
	return io.NopCloser(newBlobReader(o[name])), nil
}
