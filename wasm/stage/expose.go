//go:build js

package main

import (
	"syscall/js"

	"pushforward/render"
	"pushforward/render/scene"
)

// expose gives the window a function pushforwardStage() that tells, for tests, what the stage shows.
func expose(window js.Value, game *render.Game) {
	window.Set("pushforwardStage", js.FuncOf(func(js.Value, []js.Value) any {
		var state map[string]any
		drawn := game.Drawn()
		game.Do(func(s *scene.Scene) {
			on := []any{}
			for _, id := range s.Layers() {
				on = append(on, id)
			}
			state = map[string]any{
				"t":          s.Clock.Time(),
				"playing":    s.Clock.Playing(),
				"frames":     s.Paths.Shown().Frames(),
				"particles":  s.Paths.Shown().N,
				"generation": s.Generation,
				"layers":     on,
				"drawn":      drawn,
			}
		})
		return state
	}))
}
