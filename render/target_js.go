package render

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/scene"
)

// maxRings is the most target points drawn as hollow rings; more are drawn as dots.
const maxRings = 3000

// target draws the points to reach: hollow rings, or small translucent dots where there are many. The picture is kept
// and drawn again only when the points, the view or the colours change.
type target struct {
	brush   *brush
	batch   batch
	picture *ebiten.Image
	made    targetPicture
	current targetPicture
}

// targetPicture is what the kept picture depends on.
type targetPicture struct {
	revision      scene.Revision
	width, height int
}

// ringRadius in CSS pixels.
const ringRadius = 2.6

// dotRadius in CSS pixels, for n target points.
func dotRadius(n int) float64 {
	return max(0.7, 1.5*math.Pow(maxRings/float64(max(n, maxRings)), 0.3))
}

func (l *target) Update(s *scene.Scene) {
	r := s.Revision
	l.current.revision = scene.Revision{Target: r.Target, Theme: r.Theme, View: r.View}
	if l.picture != nil && l.current.revision == l.made.revision {
		return
	}
	l.batch.clear()
	n := len(s.Target) / 2
	shape, p := shapeRing, paint(s.Theme.Target, float32(max(0.5, 0.8-0.1*float64(n)/1000)))
	if n > maxRings {
		shape, p = shapeDot, paint(s.Theme.Target, 0.6)
	}
	view := s.Camera.Affine()
	for i := range n {
		if x, y := view.Apply(s.Target[2*i], s.Target[2*i+1]); visible(x, y) {
			l.batch.stamp(l.brush, shape, x, y, p)
		}
	}
}

func (l *target) Draw(dst *ebiten.Image) {
	size := dst.Bounds().Size()
	l.current.width, l.current.height = size.X, size.Y
	if l.picture == nil || l.current != l.made {
		l.keep()
	}
	dst.DrawImage(l.picture, nil)
}

// keep draws the batch to the kept picture.
func (l *target) keep() {
	if l.picture != nil && (l.made.width != l.current.width || l.made.height != l.current.height) {
		l.picture.Deallocate()
		l.picture = nil
	}
	if l.picture == nil {
		l.picture = ebiten.NewImage(l.current.width, l.current.height)
	}
	l.picture.Clear()
	l.batch.draw(l.picture, l.brush)
	l.made = l.current
}
