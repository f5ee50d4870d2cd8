package render

import (
	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/scene"
)

// pairs draws lines from the first particles to the data that the method pairs them with: from their noise, or from where the map carries them if it
// pairs images.
type pairs struct {
	brush *brush
	batch batch
}

func (l *pairs) Update(s *scene.Scene) {
	l.batch.clear()
	shown, partners := s.Paths.Shown(), s.Pairs.Partners
	if shown.N == 0 {
		return
	}
	from, colour := shown.Frame(0), s.Theme.Noise
	if s.Pairs.OfImages {
		from, colour = shown.Frame(shown.Frames()-1), s.Theme.Generated
	}
	first, last := paint(colour, chordOpacity), paint(s.Theme.Target, chordOpacity)
	view := s.Camera.Affine()
	for i := range min(shown.N, len(partners)/2, chordCount) {
		p, q := from[2*i:2*i+2], partners[2*i:2*i+2]
		l.batch.join(l.brush, s, p, q, float32(chordWidth*s.Pixel), first, last)
		if x, y := view.Apply(p[0], p[1]); visible(x, y) {
			l.batch.stamp(l.brush, shapeParticle, x, y, paint(colour, 1))
		}
		if x, y := view.Apply(q[0], q[1]); visible(x, y) {
			l.batch.stamp(l.brush, shapeParticle, x, y, paint(s.Theme.Target, 1))
		}
	}
}

func (l *pairs) Draw(dst *ebiten.Image) { l.batch.draw(dst, l.brush) }
