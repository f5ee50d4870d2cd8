package trainer

import (
	"slices"
	"time"

	"pushforward/wasm/protocol"
)

// curve collects the loss and the time of a step between two reports.
type curve struct {
	steps []int
	loss  []float64
	times []float64 // milliseconds of a step, in recent slices
}

// recent is how many slices the median time of a step looks back.
const recent = 50

func (c *curve) add(step int, loss float64, perStep time.Duration) {
	c.steps, c.loss = append(c.steps, step), append(c.loss, loss)
	if len(c.times) == recent {
		copy(c.times, c.times[1:])
		c.times = c.times[:recent-1]
	}
	c.times = append(c.times, milliseconds(perStep))
}

// take hands over what has come since the last time.
func (c *curve) take() (protocol.Metrics, bool) {
	if len(c.steps) == 0 {
		return protocol.Metrics{}, false
	}
	sorted := slices.Clone(c.times)
	slices.Sort(sorted)
	m := protocol.Metrics{Steps: slices.Clone(c.steps), Loss: slices.Clone(c.loss), MsPerStep: sorted[len(sorted)/2]}
	c.steps, c.loss = c.steps[:0], c.loss[:0]
	return m, true
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
