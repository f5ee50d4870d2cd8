//go:build js

package main

import (
	"syscall/js"

	"pushforward/wasm/protocol"
)

// watchCursor tells where the mouse or a pen is over the stage, and when it has left. A finger covers what it is at.
func watchCursor(canvas js.Value, tell func(m protocol.Cursor)) {
	on(canvas, "pointermove", func(event js.Value) {
		if event.Get("pointerType").String() == "touch" {
			return
		}
		box := canvas.Call("getBoundingClientRect")
		tell(protocol.Cursor{
			X:  (event.Get("clientX").Float() - box.Get("left").Float()) / box.Get("width").Float(),
			Y:  (event.Get("clientY").Float() - box.Get("top").Float()) / box.Get("height").Float(),
			On: true,
		})
	})
	on(canvas, "pointerleave", func(js.Value) { tell(protocol.Cursor{}) })
}
