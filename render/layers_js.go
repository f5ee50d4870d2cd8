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
	return []namedLayer{
		{protocol.LayerDensity, newDensity()},
		{protocol.LayerWitness, newWitness()},
		{protocol.LayerVelocity, &velocity{brush: b}},
		{protocol.LayerTarget, &target{brush: b}},
		{protocol.LayerTrails, &trails{brush: b}},
		{protocol.LayerParticles, &particles{brush: b}},
		{protocol.LayerProbe, &probe{brush: b}},
		{protocol.LayerAxes, &axes{brush: b}},
	}
}
