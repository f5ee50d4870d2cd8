package trainer

import (
	"slices"

	"pushforward/core/method"
	"pushforward/wasm/protocol"
)

// layers lists the stage's layers, back to front.
func layers() []protocol.Layer {
	return []protocol.Layer{
		{
			ID: protocol.LayerDensity, Name: "Density", Needs: names(method.LogDensity, method.Energy), Off: true, With: protocol.LayerWarp,
			Help: "The density that the model has learnt, as a share of its largest value.",
		},
		{
			ID: protocol.LayerWitness, Name: "Witness", Needs: names(method.Witness), Off: true,
			Help: "The test function: blue where it wants more samples, orange where fewer.",
		},
		{
			ID: protocol.LayerDivergence, Name: "Divergence", Needs: names(method.Divergence), Off: true,
			Help: "The velocity's divergence at time t: orange where mass gathers, blue where it thins.",
		},
		{
			ID: protocol.LayerContours, Name: "Contours", Needs: names(method.LogDensity, method.Energy, method.Witness, method.Divergence), Off: true,
			Help: "Lines of equal value on the maps of colour that are shown.",
		},
		{
			ID: protocol.LayerWarp, Name: "Grid", Needs: names(method.Push, method.Velocity), Off: true,
			Help: "A square net of noise as the map carries it: orange where it is squeezed, blue where it is stretched, dark where it is folded over.",
		},
		{
			ID: protocol.LayerVelocity, Name: "Velocity", Needs: names(method.Velocity), Off: true,
			Help: "The learned velocity field at time t.",
		},
		{
			ID: protocol.LayerPull, Name: "Pull", Needs: names(method.Witness), Off: true, With: protocol.LayerWitness,
			Help: "The test function's slope: the way in which it draws the samples.",
		},
		{ID: protocol.LayerTrails, Name: "Trails", Help: "Where each particle has been up to time t. Where it takes steps of chance, all the way of a few: point at others."},
		{
			ID: protocol.LayerChords, Name: "Chords", Needs: names(method.Push), Off: true,
			Help: "Straight lines from noise to where the map puts it in one step.",
		},
		{
			ID: protocol.LayerPairs, Name: "Pairs", Needs: names(method.Pairs), Off: true,
			Help: "Lines to the data that a step of training pairs points with.",
		},
		{ID: protocol.LayerTarget, Name: "Target", Help: "Draws of the target."},
		{ID: protocol.LayerParticles, Name: "Generated", Help: "Noise carried by the map to time t."},
		{
			ID: protocol.LayerLatent, Name: "Latent", Needs: names(method.Latent), Off: true,
			Help: "Inset: where the encoder puts the data among the noise. Ellipses: the spread that the decoder leaves out.",
		},
		{ID: protocol.LayerProbe, Name: "Probe", Off: true, Help: "Follow one point: press or drag on the stage."},
		{ID: protocol.LayerAxes, Name: "Axes", Help: "Coordinates in the target's units."},
		{ID: protocol.LayerOrigin, Name: "Colour by origin", Off: true, Help: "Colour each particle by where in the noise it started: hue is angle, lightness is radius."},
	}
}

func names(abilities ...method.Ability) []string {
	var list []string
	for _, a := range abilities {
		list = append(list, string(a))
	}
	return list
}

// usual is the layers that are drawn of a method until the reader chooses others.
func usual(e method.Entry) []string {
	var on []string
	for _, l := range layers() {
		has := len(l.Needs) == 0 || slices.ContainsFunc(l.Needs, func(a string) bool { return e.Has(method.Ability(a)) })
		explains := l.ID == e.Explains || l.With != "" && l.With == e.Explains
		if has && (!l.Off || explains) {
			on = append(on, l.ID)
		}
	}
	return on
}
