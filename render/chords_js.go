package render

import (
	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/scene"
)

// Lines between points, in CSS pixels and opacities.
const (
	chordCount   = 60
	chordWidth   = 1.3
	chordOpacity = 0.75
)

// chords draws straight lines from the noise of the first particles to where the map carries them, whatever the clock says.
type chords struct {
	brush *brush
	batch batch
}

func (l *chords) Update(s *scene.Scene) {
	l.batch.clear()
	shown := s.Paths.Shown()
	if shown.N == 0 {
		return
	}
	start, end := shown.Frame(0), shown.Frame(shown.Frames()-1)
	noise, data := paint(s.Theme.Noise, chordOpacity), paint(s.Theme.Generated, chordOpacity)
	for i := range min(shown.N, chordCount) {
		if i < len(s.Origins) {
			noise = paint(s.Origins[i], chordOpacity)
			data = noise
		}
		l.batch.join(l.brush, s, start[2*i:2*i+2], end[2*i:2*i+2], float32(chordWidth*s.Pixel), noise, data)
	}
}

func (l *chords) Draw(dst *ebiten.Image) { l.batch.draw(dst, l.brush) }

// join appends a line between two points of the world that goes from one colour to the other, if both can be drawn to.
func (b *batch) join(from *brush, s *scene.Scene, p, q []float32, width float32, first, last pigment) {
	view := s.Camera.Affine()
	x0, y0 := view.Apply(p[0], p[1])
	x1, y1 := view.Apply(q[0], q[1])
	if visible(x0, y0) && visible(x1, y1) {
		b.blend(from, x0, y0, x1, y1, width, first, last)
	}
}
