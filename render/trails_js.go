package render

import (
	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/camera"
	"pushforward/render/path"
	"pushforward/render/scene"
)

// Trails: how finely and how many.
const (
	trailPoints  = 24  // of one trail
	trailCount   = 700 // trails at most: more are a thicket, and 24 points of 700 are what one batch takes lightly
	trailWidth   = 1.1 // CSS pixels, at the head
	trailOpacity = 0.42
)

// trails draws where each of the first particles has been up to now, as far back as the scene's tails reach: thin, fading and narrowing backwards.
type trails struct {
	brush    *brush
	batch    batch
	stencils [trailPoints]path.Stencil
	stroke   stroke
}

func (l *trails) Update(s *scene.Scene) {
	l.batch.clear()
	l.stroke.size(trailPoints)
	shown, now := s.Paths.Shown(), float32(s.Clock.Time())
	if shown.N == 0 || now == 0 {
		return
	}
	start := max(0, now-float32(s.Tail))
	for k := range trailPoints {
		age := float32(k) / (trailPoints - 1) // 0 at the tail, 1 at the head
		t := start + (now-start)*age
		l.stencils[k] = path.At(shown.Times, t, s.Curve)
		l.stroke.pigments[k] = paint(generatedAt(&s.Theme, t), trailOpacity*fade(age))
		l.stroke.widths[k] = float32(trailWidth*s.Pixel) * (0.4 + 0.6*age)
	}
	view := s.Camera.Affine()
	for n := range min(shown.N, trailCount) {
		if !l.follow(shown, n, view) {
			continue
		}
		if n < len(s.Origins) {
			for k := range trailPoints {
				l.stroke.pigments[k] = paint(s.Origins[n], trailOpacity*fade(float32(k)/(trailPoints-1)))
			}
		}
		l.batch.ribbon(l.brush, &l.stroke)
	}
}

// fade is a trail's opacity from its tail (0) to its head (1).
func fade(age float32) float32 { return age * (0.25 + 0.75*age) }

// follow finds the pixels of particle n's trail; false if a part of it is nowhere.
func (l *trails) follow(shown *path.Paths, n int, view camera.Affine) bool {
	for k := range l.stencils {
		x, y := l.stencils[k].Position(shown, n)
		l.stroke.xs[k], l.stroke.ys[k] = view.Apply(x, y)
		if !visible(l.stroke.xs[k], l.stroke.ys[k]) {
			return false
		}
	}
	return true
}

func (l *trails) Draw(dst *ebiten.Image) { l.batch.draw(dst, l.brush) }
