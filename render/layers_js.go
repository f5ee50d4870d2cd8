package render

import (
	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/scene"
	"pushforward/wasm/protocol"
)

// Layer is one thing drawn of a scene. Update makes ready what changed; Draw only draws what Update made.
type Layer interface {
	Update(s *scene.Scene)
	Draw(dst *ebiten.Image)
}

// namedLayer is a layer and the id that turns it on.
type namedLayer struct {
	id string
	Layer
}

// layers is every layer, back to front. A new layer is a file and a line here.
func layers(b *brush) []namedLayer {
	density, witness, divergence := newDensity(), newWitness(), newDivergence()
	return []namedLayer{
		{protocol.LayerDensity, density},
		{protocol.LayerWitness, witness},
		{protocol.LayerDivergence, divergence},
		{protocol.LayerContours, &contours{brush: b, maps: []contoured{
			{id: protocol.LayerDensity, heatmap: density, levels: shares()},
			{id: protocol.LayerWitness, heatmap: witness, levels: signed()},
			{id: protocol.LayerDivergence, heatmap: divergence, levels: signed()},
		}}},
		{protocol.LayerWarp, &warp{brush: b}},
		{protocol.LayerVelocity, newVelocity(b)},
		{protocol.LayerPull, newPull(b)},
		{protocol.LayerTarget, &target{brush: b}},
		{protocol.LayerTrails, &trails{brush: b}},
		{protocol.LayerChords, &chords{brush: b}},
		{protocol.LayerPairs, &pairs{brush: b}},
		{protocol.LayerParticles, &particles{}},
		{protocol.LayerTrails, &histories{brush: b}},
		{protocol.LayerLatent, &latent{brush: b}},
		{protocol.LayerProbe, &probe{brush: b}},
		{protocol.LayerAxes, &axes{brush: b}},
	}
}
