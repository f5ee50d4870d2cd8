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

// costs is the costs of the last frames in milliseconds.
func costs(game *render.Game) []any {
	list := []any{}
	for _, cost := range game.Costs() {
		list = append(list, cost.Seconds()*1000)
	}
	return list
}

// expose gives the window functions for tests, of which the first also serves whoever takes pictures: pushforwardStage() tells what the stage shows, pushforwardStage.costs() how long the last frames took, and
// pushforwardStage.allocations(n) how often one of the next n frames allocates.
func expose(window js.Value, game *render.Game) {
	tell := js.FuncOf(func(js.Value, []js.Value) any {
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
				"crowd":      s.Crowd.Count,
				"probe":      s.Probe.Path.N > 0,
				"view":       []any{view[0], view[1], view[2], view[3]},
				"fields":     fields(s),
				"t":          s.Clock.Time(),
				"playing":    s.Clock.Playing(),
				"followed":   len(s.Followed()),
				"frames":     s.Paths.Shown().Frames(),
				"particles":  s.Paths.Shown().N,
				"generation": s.Generation,
				"layers":     on,
				"drawn":      drawn,
			}
		})
		return state
	})
	tell.Set("costs", js.FuncOf(func(js.Value, []js.Value) any { return costs(game) }))
	tell.Set("allocations", js.FuncOf(func(_ js.Value, args []js.Value) any { return game.Allocations(args[0].Int()) }))
	window.Set("pushforwardStage", tell)
}
