package scene

import (
	"fmt"

	"pushforward/render/path"
	"pushforward/wasm/protocol"
)

// Crowd is many more particles than are drawn one by one. They come in pieces, after the paths of the same state.
type Crowd struct {
	Pieces []path.Paths
	Count  int // particles that have come
	Of     int // that are to come in all
	tints  tints
}

// CrowdFrom is how many particles are shown as a cloud, and no longer one by one.
const CrowdFrom = 20_000

// Shown reports whether there are enough of them to be shown in place of the particles.
func (c *Crowd) Shown() bool { return c.Count > 0 && c.Count >= min(c.Of, CrowdFrom) }

// SetCrowd adds a piece of the crowd; it keeps m's slices. The first piece takes the place of what was there; one of another generation, or that does not follow on
// what was there, is dropped without an error.
func (s *Scene) SetCrowd(m *protocol.Crowd) error {
	if m.Generation != s.Generation || m.First != 0 && m.First != s.Crowd.Count {
		return nil
	}
	p := path.Paths{N: m.N, Times: m.Times, Points: m.Points}
	if err := p.Check(); err != nil {
		return fmt.Errorf("crowd: %w", err)
	}
	if m.First < 0 || m.First+m.N > m.Of || m.Of > path.MaxParticles {
		return fmt.Errorf("crowd: particles %d to %d of %d: want at most %d", m.First, m.First+m.N, m.Of, path.MaxParticles)
	}
	if m.First == 0 {
		s.Crowd.Pieces, s.Crowd.Count, s.Crowd.Of = nil, 0, m.Of
		s.Crowd.tints.of = Revision{}
	}
	s.Crowd.Pieces = append(s.Crowd.Pieces, p)
	s.Crowd.Count += m.N
	s.Revision.Crowd++
	s.changed = true
	return nil
}
