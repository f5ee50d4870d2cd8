package trainer

import (
	"pushforward/core/method"
	"pushforward/wasm/protocol"
)

// codedPoints is how many data are shown in the latent space.
const codedPoints = 800

// showLatent shows where an encoder takes the data, and the spread that the map leaves out.
func (t *Trainer) showLatent(of method.Ability) error {
	data := t.view.target[:min(len(t.view.target), 2*codedPoints)]
	columns := t.session.Columns(of)
	codes := make([]float32, len(data)/2*columns)
	if err := t.session.On(of, codes, data, 0); err != nil {
		return err
	}
	m := protocol.Latent{Generation: t.generation, Codes: plane(codes, columns), Spread: make([]float32, 2)}
	if t.session.Entry.Has(method.Spread) {
		if err := t.session.On(method.Spread, m.Spread, data[:2], 0); err != nil {
			return err
		}
	}
	t.Stage(protocol.TypeLatent, m)
	return nil
}
