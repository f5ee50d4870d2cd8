//go:build js

// Command stage draws the particles: it runs in its own document, a frame of the page, shows what the worker sends it
// over a MessagePort and obeys the page that holds the frame.
package main

import (
	"syscall/js"

	"pushforward/render"
	"pushforward/render/scene"
	"pushforward/wasm/protocol"
)

func main() {
	window := js.Global()
	shell := newShell(window)
	s := scene.New()
	game := render.NewGame(s, func() float64 { return window.Get("devicePixelRatio").Float() })
	game.Shaped = func(m protocol.Shape) { shell.post(protocol.TypeShape, &m) }
	game.Ticked = func(m protocol.Time) { shell.post(protocol.TypeTime, &m) }
	game.Looked = func(m protocol.Camera) { shell.post(protocol.TypeCamera, &m) }

	guard(window, game, shell)
	canvas := label(window.Get("document").Call("querySelector", "canvas"))
	watchPointer(canvas, game, func(m protocol.Point) { shell.post(protocol.TypePoint, &m) })
	watchWheel(window, game)
	watchCursor(canvas, game, func(m protocol.Cursor) { shell.post(protocol.TypeCursor, &m) })
	watchKeys(canvas, game, func() { shell.post(protocol.TypeToggle, nil) })
	watchVisibility(window, canvas, game)
	expose(window, game)
	shell.listen(&inbox{game: game, shell: shell, canvas: canvas})
	shell.post(protocol.TypeReady, &protocol.Ready{})

	if err := game.Run(); err != nil {
		shell.end("The picture stopped: " + err.Error())
	}
	select {} // the listeners stay: they still answer
}

// label makes the canvas one stop of the keyboard, in the document's order, and says what it is.
func label(canvas js.Value) js.Value {
	canvas.Set("tabIndex", 0)
	canvas.Call("setAttribute", "role", "img")
	canvas.Call("setAttribute", "aria-label", "Particles carried from noise to the target. "+
		"Arrow keys move the view, plus and minus zoom, 0 shows all, Space plays or pauses.")
	return canvas
}
