package trainer

import (
	"pushforward/core/method"
	"pushforward/wasm/protocol"
)

// How many points are paired, as a batch would be, and how many of the pairs are shown.
const (
	pairedPoints = 256
	shownPairs   = 60
)

// showPairs shows whom the method pairs the first particles with.
func (t *Trainer) showPairs(method.Ability) error {
	noise := t.view.noise[:2*pairedPoints]
	data := make([]float32, len(noise))
	t.session.Problem.Target.Sample(data, t.session.Stream("pairs' data"))
	match := make([]int, pairedPoints)
	if err := t.session.Pair(match, noise, data); err != nil {
		return err
	}
	m := protocol.Pairs{Generation: t.generation, OfImages: t.session.Entry.Has(method.Push)}
	for _, j := range match[:shownPairs] {
		m.Partners = append(m.Partners, data[2*j], data[2*j+1])
	}
	t.Stage(protocol.TypePairs, m)
	return nil
}
