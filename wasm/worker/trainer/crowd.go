package trainer

import (
	"cmp"
	"time"

	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/core/random"
	"pushforward/wasm/protocol"
)

// Crowds: how many particles at most, how long a piece may take to compute, and how many numbers all pieces may have.
const (
	maxCrowd     = 1_000_000
	crowdTime    = 30 * time.Millisecond
	largestPiece = 16 * method.Chunk
	crowdNumbers = 16_000_000
)

// crowd is the particles beyond those that are followed one by one. They are new draws, shown piece by piece while training stands.
type crowd struct {
	asked int // particles that the stage is to draw; 0 is the usual number
	sent  int
	next  int // particles of the next piece
	noise *random.Stream
}

// ask notes how many particles the stage is to draw, and tells whether that is another number.
func (c *crowd) ask(count int) bool {
	changed := c.asked != count
	c.asked = count
	return changed
}

// followed is how many are followed one by one. Where there is a crowd that is the usual number, for there is no telling them apart.
func (c *crowd) followed() int {
	if c.asked > followed {
		return particles
	}
	return cmp.Or(c.asked, particles)
}

// begin starts anew, for the state that a session stands in. There are no crowds but in the plane.
func (c *crowd) begin(s *lab.Session) {
	c.sent, c.next = 0, method.Chunk
	c.noise = nil
	if s.Problem.Dim() == 2 {
		c.noise = s.Stream("crowd")
	}
}

// owed tells whether pieces are still to be shown.
func (c *crowd) owed() bool { return c.noise != nil && c.asked > followed && c.sent < c.asked }

// showCrowd shows the next piece.
func (t *Trainer) showCrowd() error {
	c := &t.crowd
	start, n := t.Clock(), min(c.next, c.asked-c.sent)
	times := t.crowdTimes()
	noise, points := make([]float32, 2*n), make([]float32, len(times)*2*n)
	t.session.Problem.Noise(noise, c.noise)
	if _, err := t.session.Trajectories(points, noise, times); err != nil {
		c.noise = nil
		return err
	}
	t.Stage(protocol.TypeCrowd, protocol.Crowd{Generation: t.generation, First: c.sent, N: n, Of: c.asked, Times: floats(times), Points: points})
	c.sent += n
	if t.Clock()-start < crowdTime/2 {
		c.next = min(2*c.next, largestPiece)
	}
	return nil
}

// crowdTimes are the times of a piece: of a map its ends, else as many as memory allows.
func (t *Trainer) crowdTimes() []float64 {
	if t.session.Entry.Has(method.Push) {
		return even(2)
	}
	return even(max(2, min(len(t.view.times), crowdNumbers/(2*t.crowd.asked))))
}
