package trainer

import (
	"fmt"
	"slices"

	"pushforward/core/method"
	"pushforward/wasm/protocol"
)

// An exhibit is what the stage is shown for some of its layers, of a model that has one of the abilities.
type exhibit struct {
	layers    []string
	abilities []method.Ability
	show      func(t *Trainer, of method.Ability) error // of the first ability that the model has
}

// exhibitCount is how many exhibits there are.
const exhibitCount = 7

func exhibits() [exhibitCount]exhibit {
	one := func(layers ...string) []string { return layers }
	return [exhibitCount]exhibit{
		{one(protocol.LayerVelocity), []method.Ability{method.Velocity}, (*Trainer).showVelocity},
		{one(protocol.LayerWitness, protocol.LayerPull), []method.Ability{method.Witness}, (*Trainer).showWitness},
		{one(protocol.LayerDensity), []method.Ability{method.LogDensity, method.Energy}, (*Trainer).showDensity},
		{one(protocol.LayerDivergence), []method.Ability{method.Divergence}, (*Trainer).showDivergence},
		{one(protocol.LayerWarp), []method.Ability{method.Push, method.Velocity}, (*Trainer).showNet},
		{one(protocol.LayerPairs), []method.Ability{method.Pairs}, (*Trainer).showPairs},
		{one(protocol.LayerLatent), []method.Ability{method.Latent}, (*Trainer).showLatent},
	}
}

// exhibit shows the stage what its layers draw and it has not been shown of the model as it stands. More than two dimensions are too many for pictures of
// the plane.
func (t *Trainer) exhibit() error {
	if t.session.Problem.Dim() != 2 {
		return nil
	}
	for i, e := range exhibits() {
		k := slices.IndexFunc(e.abilities, t.session.Entry.Has)
		if k < 0 || t.exhibited[i] || !slices.ContainsFunc(e.layers, t.onStage) {
			continue
		}
		if err := e.show(t, e.abilities[k]); err != nil {
			return err
		}
		t.exhibited[i] = true
	}
	return nil
}

// onStage tells whether the stage draws a layer.
func (t *Trainer) onStage(layer string) bool {
	on := t.chosen
	if on == nil {
		on = usual(t.session.Entry)
	}
	return slices.Contains(on, layer)
}

// Layers notes which layers the stage draws, and shows it what they need.
func (t *Trainer) Layers(m *protocol.Layers) error {
	if m.Particles < 0 || m.Particles > maxCrowd {
		return fmt.Errorf("%d particles: want at most %d", m.Particles, maxCrowd)
	}
	t.chosen = m.On
	recount := t.crowd.ask(m.Particles)
	if t.session == nil {
		return nil
	}
	if recount {
		t.view = newView(t.session, t.crowd.followed())
		return t.look()
	}
	if t.owed.look {
		return nil
	}
	return t.attend(&t.owed.look, t.exhibit)
}
