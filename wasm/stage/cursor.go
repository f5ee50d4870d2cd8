//go:build js

package main

import (
	"syscall/js"

	"pushforward/render"
	"pushforward/render/scene"
	"pushforward/wasm/protocol"
)

// watchCursor tells where the mouse or a pen is over the stage, and when it has left, and lets it point at particles; a finger, which covers what it is at, points
// where it is laid.
func watchCursor(canvas js.Value, game *render.Game, tell func(m protocol.Cursor)) {
	point := func(event js.Value) {
		at := devicePixel(event)
		game.Do(func(s *scene.Scene) { s.Point(at[0], at[1]) })
	}
	on(canvas, "pointerdown", point)
	on(canvas, "pointermove", func(event js.Value) {
		if touches(event) {
			return
		}
		point(event)
		box := canvas.Call("getBoundingClientRect")
		tell(protocol.Cursor{
			X:  (event.Get("clientX").Float() - box.Get("left").Float()) / box.Get("width").Float(),
			Y:  (event.Get("clientY").Float() - box.Get("top").Float()) / box.Get("height").Float(),
			On: true,
		})
	})
	on(canvas, "pointerleave", func(event js.Value) {
		if !touches(event) {
			game.Do((*scene.Scene).PointAway)
		}
		tell(protocol.Cursor{})
	})
}

// touches reports whether an event is a finger's.
func touches(event js.Value) bool { return event.Get("pointerType").String() == "touch" }
