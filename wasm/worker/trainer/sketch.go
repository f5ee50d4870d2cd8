package trainer

import (
	"pushforward/core/random"
	"pushforward/core/target"
	"pushforward/wasm/protocol"
)

// sketched is how many points a sketch has.
const sketched = 2000

// Sketch draws points of a target for the page, beside the run, if there is one.
func (t *Trainer) Sketch(s *protocol.Sketch) error {
	built, err := target.New(s.Target, s.Parameters, t.Open)
	if err != nil {
		return err
	}
	points := make([]float32, sketched*built.Dim())
	built.Sample(points, random.New(0, "sketch"))
	t.Page(protocol.TypeSketch, protocol.Sketch{Points: plane(points, built.Dim())})
	return nil
}
