package scene

import (
	"fmt"
	"math"

	"pushforward/render/path"
	"pushforward/wasm/protocol"
)

// Net is the image of a square net of noise. It glides as the particles do; its nodes are those of the shown paths, NY rows of NX.
type Net struct {
	path.Glide
	NX, NY int
	Mesh   int // nodes from one line of the net to the next
}

// SetNet shows a net; one of another generation is dropped without an error.
func (s *Scene) SetNet(m *protocol.Net) error {
	if m.Generation != s.Generation {
		return nil
	}
	p := path.Paths{N: m.NX * m.NY, Times: m.Times, Points: m.Points}
	switch {
	case m.NX < 2 || m.NY < 2 || m.NX > maxNodes || m.NY > maxNodes:
		return fmt.Errorf("net: %d×%d nodes: want 2×2 to %d×%d", m.NX, m.NY, maxNodes, maxNodes)
	case m.Mesh < 1 || (m.NX-1)%m.Mesh != 0 || (m.NY-1)%m.Mesh != 0:
		return fmt.Errorf("net: mesh %d: want a divisor of %d and %d", m.Mesh, m.NX-1, m.NY-1)
	case m.Frames != p.Frames():
		return fmt.Errorf("net: frames %d but %d times", m.Frames, p.Frames())
	}
	if err := p.Check(); err != nil {
		return fmt.Errorf("net: %w", err)
	}
	if s.Net.NX != m.NX {
		s.Net.Clear() // nothing to glide from
	}
	s.Net.NX, s.Net.NY, s.Net.Mesh = m.NX, m.NY, m.Mesh
	s.Net.Set(p)
	s.changed = true
	return nil
}

// maxNodes is the most nodes a side of a net may have.
const maxNodes = 512

// Stretch writes the determinant of the map from the net's first frame to nodes [NX·NY×2] at each node to dst [NX·NY], by central differences,
// one-sided at the edges: 1 where areas stay, negative where the net is turned over.
func (n *Net) Stretch(dst, nodes []float32) {
	start := n.Shown().Frame(0)
	for j := range n.NY {
		for i := range n.NX {
			k := j*n.NX + i
			before := cross(start, n.NX, n.NY, i, j)
			dst[k] = cross(nodes, n.NX, n.NY, i, j) / before
			if before == 0 {
				dst[k] = float32(math.NaN())
			}
		}
	}
}

// cross is the area, with its sign, that the two edges of a net through a node span.
func cross(nodes []float32, nx, ny, i, j int) float32 {
	left, right := j*nx+max(i-1, 0), j*nx+min(i+1, nx-1)
	below, above := max(j-1, 0)*nx+i, min(j+1, ny-1)*nx+i
	ax, ay := nodes[2*right]-nodes[2*left], nodes[2*right+1]-nodes[2*left+1]
	bx, by := nodes[2*above]-nodes[2*below], nodes[2*above+1]-nodes[2*below+1]
	return ax*by - ay*bx
}

// Pairs is whom the method pairs the first particles with.
type Pairs struct {
	OfImages bool      // it pairs where the map has carried a particle, else its noise
	Partners []float32 // [n×2]
}

// SetPairs shows partners; those of another generation are dropped without an error.
func (s *Scene) SetPairs(m *protocol.Pairs) error {
	if m.Generation != s.Generation {
		return nil
	}
	if len(m.Partners)%2 != 0 {
		return fmt.Errorf("pairs: %d numbers in partners: want pairs", len(m.Partners))
	}
	s.Pairs = Pairs{OfImages: m.OfImages, Partners: m.Partners}
	s.changed = true
	return nil
}

// Latent is where an encoder takes data, and what the decoder leaves out.
type Latent struct {
	Codes  []float32  // [n×2], among standard normal noise
	Spread [2]float64 // standard deviations around each generated point, world units
}

// SetLatent shows codes and spread; those of another generation are dropped without an error.
func (s *Scene) SetLatent(m *protocol.Latent) error {
	if m.Generation != s.Generation {
		return nil
	}
	if len(m.Codes)%2 != 0 || len(m.Spread) != 2 {
		return fmt.Errorf("latent: %d numbers in codes and %d in spread: want pairs and 2", len(m.Codes), len(m.Spread))
	}
	s.Latent = Latent{Codes: m.Codes, Spread: [2]float64{float64(m.Spread[0]), float64(m.Spread[1])}}
	s.Revision.Latent++
	s.changed = true
	return nil
}
