//go:build js

package main

import (
	"syscall/js"

	"pushforward/render"
)

// lostContext is what the page says when the browser takes the graphics context away.
const lostContext = "The browser took the stage's graphics away, so the picture stopped; training goes on. " +
	"Restart the view to see it again."

// swallowed is the events that Ebitengine would take on its canvas and cancel: keys (Tab too), the wheel, touches, the
// context menu and drops; wheel, key and mouse presses have their own listeners. They are stopped on their way down to it, uncancelled, so that the browser does with them
// what it does on any page; the stage listens to pointer events and to its own keys instead.
func swallowed() []string {
	return []string{
		"mouseup", "mousemove", "touchstart", "touchmove", "touchend", "contextmenu", "dragover", "drop",
	}
}

// guard keeps Ebitengine from its ways with the document: it must come before the page's own listeners.
func guard(window js.Value, game *render.Game, page *shell) {
	stop := js.FuncOf(func(_ js.Value, args []js.Value) any {
		args[0].Call("stopImmediatePropagation")
		return nil
	})
	for _, name := range swallowed() {
		window.Call("addEventListener", name, stop, map[string]any{"capture": true, "passive": true})
	}
	// A click would take the focus, and with it the keys, from whatever the reader is doing on the page.
	press := js.FuncOf(func(_ js.Value, args []js.Value) any {
		args[0].Call("stopImmediatePropagation")
		args[0].Call("preventDefault")
		return nil
	})
	window.Call("addEventListener", "mousedown", press, true)
	// Ebitengine would reload the document; browsers that keep few contexts would then reload for ever.
	lost := js.FuncOf(func(_ js.Value, args []js.Value) any {
		args[0].Call("stopImmediatePropagation")
		game.End()
		page.end(lostContext)
		return nil
	})
	window.Call("addEventListener", "webglcontextlost", lost, true)
}
