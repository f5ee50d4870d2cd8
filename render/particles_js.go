package render

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/scene"
	"pushforward/render/sprite"
	"pushforward/render/theme"
)

// maxSprites is the most particles drawn one by one; of more, the first ones stand for all until there is a crowd.
const maxSprites = scene.CrowdFrom

// spriteTones is how many colours there are from t = 0 to 1: sprites are painted anew when theirs changes.
const spriteTones = 50

// particles draws what the map makes of the noise, as filled disks, or as a cloud where there is a crowd: noise grey at t = 0, the generated colour at 1.
type particles struct {
	brush   *brush
	batch   batch // a triangle a particle, of whose vertices from frame to frame only the places change
	painted spritePaint
	clouds  clouds
	cloudy  bool // a crowd is drawn in their place
}

// spritePaint is what the sprites' shapes and colours depend on.
type spritePaint struct {
	same                   pigment // of all, unless they are coloured by origin
	slot                   sprite.Slot
	origins, theme, origin int
}

// particleRadius in CSS pixels, for n particles: 2.3 up to 1000, then smaller so that they cover about as much.
func particleRadius(n int) float64 {
	return max(1.0, 2.3*math.Pow(1000/float64(max(n, 1000)), 0.3))
}

// particleOpacity lets dense regions show as dense.
func particleOpacity(n int) float32 {
	return float32(max(0.55, 0.85*math.Pow(1000/float64(max(n, 1000)), 0.1)))
}

func (l *particles) Update(s *scene.Scene) {
	if l.cloudy = s.Crowd.Shown(); l.cloudy {
		l.clouds.Update(s)
		return
	}
	n := min(len(s.Positions)/2, maxSprites)
	l.size(n)
	l.colour(s, n)
	l.place(s, n)
}

// size makes room for n sprites, and joins their vertices.
func (l *particles) size(n int) {
	for k := uint32(len(l.batch.indices)); len(l.batch.indices) < 3*n; k++ {
		l.batch.indices = append(l.batch.indices, k)
	}
	l.batch.indices = l.batch.indices[:3*n]
	if len(l.batch.vertices) != 3*n {
		l.batch.vertices = append(l.batch.vertices[:0], make([]ebiten.Vertex, 3*n)...)
		l.painted = spritePaint{}
	}
}

// colour gives the sprites their shape and colour, where these are not those of the last frame.
func (l *particles) colour(s *scene.Scene, n int) {
	opacity := particleOpacity(n)
	wanted := spritePaint{
		same: paint(generatedAt(&s.Theme, float32(math.Round(s.Clock.Time()*spriteTones)/spriteTones)), opacity), slot: l.brush.slots[shapeParticle],
		origins: len(s.Origins), theme: s.Revision.Theme, origin: s.Revision.Origin,
	}
	if l.painted == wanted {
		return
	}
	l.painted = wanted
	half := float32(wanted.slot.Size) / 2
	u, v := float32(wanted.slot.X)+half, float32(wanted.slot.Y)+half
	triangle := sprite.Triangle(wanted.slot.Size)
	for i := range n {
		p := wanted.same
		if i < len(s.Origins) {
			p = paint(s.Origins[i], opacity)
		}
		for k, corner := range triangle {
			l.batch.vertices[3*i+k] = vertex(0, 0, u+corner[0], v+corner[1], p)
		}
	}
}

// place moves the sprites to their particles; those that cannot be drawn shrink to a point.
func (l *particles) place(s *scene.Scene, n int) {
	view, triangle := s.Camera.Affine(), sprite.Triangle(l.brush.slots[shapeParticle].Size)
	top, bottom, side := triangle[0][1], triangle[2][1], triangle[2][0]
	positions, vertices := s.Positions[:2*n], l.batch.vertices[:3*n]
	for len(positions) >= 2 && len(vertices) >= 3 {
		corners := (*[3]ebiten.Vertex)(vertices)
		if x, y := view.Apply(positions[0], positions[1]); visible(x, y) {
			corners[0].DstX, corners[0].DstY = x, y+top
			corners[1].DstX, corners[1].DstY = x-side, y+bottom
			corners[2].DstX, corners[2].DstY = x+side, y+bottom
		} else {
			for k := range corners {
				corners[k].DstX, corners[k].DstY = 0, 0
			}
		}
		positions, vertices = positions[2:], vertices[3:]
	}
}

func (l *particles) Draw(dst *ebiten.Image) {
	if l.cloudy {
		l.clouds.Draw(dst)
		return
	}
	l.batch.draw(dst, l.brush)
}

// generatedAt is the colour of what is on its way at t: it leaves the noise's grey early.
func generatedAt(t *theme.Theme, at float32) theme.Colour {
	left := 1 - at
	return t.Noise.Mix(t.Generated, 1-left*left*left)
}

// visible reports whether a pixel can be drawn to: finite, and not so far out that a vertex loses its precision.
func visible(x, y float32) bool {
	const far = 1 << 15
	return x > -far && x < far && y > -far && y < far
}
