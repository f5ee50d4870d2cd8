package render

import (
	"math"

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
	pigments [trailPoints]pigment
	xs, ys   [trailPoints]float32
}

func (l *trails) Update(s *scene.Scene) {
	l.batch.clear()
	shown, now := s.Paths.Shown(), float32(s.Clock.Time())
	if shown.N == 0 || now == 0 {
		return
	}
	start := max(0, now-float32(s.Tail))
	for k := range trailPoints {
		age := float32(k) / (trailPoints - 1) // 0 at the tail, 1 at the head
		t := start + (now-start)*age
		l.stencils[k] = path.At(shown.Times, t, s.Curve)
		l.pigments[k] = paint(generatedAt(&s.Theme, t), trailOpacity*fade(age))
	}
	view, width := s.Camera.Affine(), float32(trailWidth*s.Pixel)
	for n := range min(shown.N, trailCount) {
		if !l.follow(shown, n, view) {
			continue
		}
		if n < len(s.Origins) {
			for k := range trailPoints {
				l.pigments[k] = paint(s.Origins[n], trailOpacity*fade(float32(k)/(trailPoints-1)))
			}
		}
		l.ribbon(width)
	}
}

// fade is a trail's opacity from its tail (0) to its head (1).
func fade(age float32) float32 { return age * (0.25 + 0.75*age) }

// follow finds the pixels of particle n's trail; false if a part of it is nowhere.
func (l *trails) follow(shown *path.Paths, n int, view camera.Affine) bool {
	for k := range l.stencils {
		x, y := l.stencils[k].Position(shown, n)
		l.xs[k], l.ys[k] = view.Apply(x, y)
		if !visible(l.xs[k], l.ys[k]) {
			return false
		}
	}
	return true
}

// ribbon appends the trail, each rib square to the line through its neighbours.
func (l *trails) ribbon(width float32) {
	var nx, ny float32
	for k := range trailPoints {
		before, after := max(k-1, 0), min(k+1, trailPoints-1)
		dx, dy := l.xs[after]-l.xs[before], l.ys[after]-l.ys[before]
		if length := float32(math.Sqrt(float64(dx*dx + dy*dy))); length > 1e-3 {
			nx, ny = -dy/length, dx/length
		}
		w := width * (0.4 + 0.6*float32(k)/(trailPoints-1))
		l.batch.rib(l.brush, l.xs[k], l.ys[k], nx*w, ny*w, l.pigments[k])
		if k > 0 {
			l.batch.quad()
		}
	}
}

func (l *trails) Draw(dst *ebiten.Image) { l.batch.draw(dst, l.brush) }
