//go:build js

package main

import (
	"syscall/js"

	"pushforward/render"
)

// watchVisibility lets the game sleep while the tab is hidden or the stage is scrolled out of view.
func watchVisibility(window, canvas js.Value, game *render.Game) {
	document := window.Get("document")
	onScreen := true
	tell := func() { game.Sleep(!onScreen || document.Get("hidden").Bool()) }
	on(document, "visibilitychange", func(js.Value) { tell() })
	observer := window.Get("IntersectionObserver").New(js.FuncOf(func(_ js.Value, args []js.Value) any {
		entries := args[0]
		onScreen = entries.Index(entries.Length() - 1).Get("isIntersecting").Bool()
		tell()
		return nil
	}))
	observer.Call("observe", canvas)
}
