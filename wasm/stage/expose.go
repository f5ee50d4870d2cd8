//go:build js

package main

import (
	"syscall/js"

	"pushforward/render"
	"pushforward/render/scene"
	"pushforward/wasm/protocol"
)

// exposedNumbers is how many coordinates of particles are told.
const exposedNumbers = 64

// fields is whether the stage has what layers draw, of which it is shown only what is on.
func fields(s *scene.Scene) map[string]any {
	return map[string]any{
		protocol.FieldVelocity:   !s.Velocity.Empty(),
		protocol.FieldWitness:    !s.Witness.Empty(),
		protocol.FieldDensity:    !s.Density.Empty(),
		protocol.FieldDivergence: !s.Divergence.Empty(),
		protocol.LayerWarp:       s.Net.Shown().N > 0,
		protocol.LayerPairs:      len(s.Pairs.Partners) > 0,
		protocol.LayerLatent:     len(s.Latent.Codes) > 0,
	}
}

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
			positions := []any{}
			for _, x := range s.Positions[:min(len(s.Positions), exposedNumbers)] {
				positions = append(positions, x)
			}
			view := s.Camera.View()
			state = map[string]any{
				"positions":  positions,
				"probe":      s.Probe.Path.N > 0,
				"view":       []any{view[0], view[1], view[2], view[3]},
				"fields":     fields(s),
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
