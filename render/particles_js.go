package render

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/scene"
	"pushforward/render/theme"
)

// maxSprites is the most particles drawn one by one; of more, the first ones stand for all until there is a crowd.
const maxSprites = scene.CrowdFrom

// particles draws what the map makes of the noise, as filled disks, or as a cloud where there is a crowd: noise grey at t = 0, the generated colour at 1.
type particles struct {
	brush  *brush
	batch  batch
	clouds clouds
	cloudy bool // a crowd is drawn in their place
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
	l.batch.clear()
	if l.cloudy = s.Crowd.Shown(); l.cloudy {
		l.clouds.Update(s)
		return
	}
	n := min(len(s.Positions)/2, maxSprites)
	opacity := particleOpacity(n)
	same := paint(generatedAt(&s.Theme, float32(s.Clock.Time())), opacity)
	view := s.Camera.Affine()
	for i := range n {
		x, y := view.Apply(s.Positions[2*i], s.Positions[2*i+1])
		if !visible(x, y) {
			continue
		}
		p := same
		if i < len(s.Origins) {
			p = paint(s.Origins[i], opacity)
		}
		l.batch.stamp(l.brush, shapeParticle, x, y, p)
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
