package render

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/path"
	"pushforward/render/scene"
)

// Probe, in CSS pixels where it is a size.
const (
	probePoints   = 64 // of its way
	ellipsePoints = 48
	probeWidth    = 1.8
	ellipseWidth  = 1.5
	partnerWidth  = 1.2
	probeDashes   = 5.0  // length of a dash, and of a gap
	probeComing   = 0.35 // opacity of the way that is still to come
)

// probe draws one point's way from its noise (a grey ring) over where it is now (a disk in the colour it has there) to the data it becomes (a ring in the generated
// colour), the image of a small circle of noise, and a dashed line to where an optimal plan would send it.
type probe struct {
	brush   *brush
	batch   batch
	way     stroke
	ellipse stroke
	halo    stroke
}

func (l *probe) Update(s *scene.Scene) {
	l.batch.clear()
	p := &s.Probe
	if p.Path.N == 0 {
		return
	}
	now := float32(s.Clock.Time())
	l.follow(s, now)
	l.partner(s)
	if len(p.Jacobians) > 0 && p.Radius > 0 {
		l.circle(s, now)
	}
	l.mark(s, 0, false)
	l.mark(s, 1, false)
	l.mark(s, now, true)
}

// pixel is where the probe is at t.
func (l *probe) pixel(s *scene.Scene, t float32) (x, y float32) {
	at := path.At(s.Probe.Path.Times, t, s.Curve)
	wx, wy := at.Position(&s.Probe.Path, 0)
	return s.Camera.Affine().Apply(wx, wy)
}

// follow draws the way: strongly up to now, faintly from there.
func (l *probe) follow(s *scene.Scene, now float32) {
	l.way.size(probePoints)
	for k := range probePoints {
		t := float32(k) / (probePoints - 1)
		l.way.xs[k], l.way.ys[k] = l.pixel(s, t)
		opacity := float32(1)
		if t > now {
			opacity = probeComing
		}
		l.way.pigments[k] = paint(s.Theme.Foreground, opacity)
	}
	l.batch.outlined(l.brush, s, &l.way, &l.halo, probeWidth)
}

// circle draws the image at t of the circle around the noise.
func (l *probe) circle(s *scene.Scene, now float32) {
	at := path.At(s.Probe.Path.Times, now, s.Curve)
	x, y := at.Position(&s.Probe.Path, 0)
	j := s.Probe.Jacobian(&at)
	view := s.Camera.Affine()
	l.ellipse.size(ellipsePoints + 1)
	for k := range ellipsePoints + 1 {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / ellipsePoints)
		u, v := float32(s.Probe.Radius*cos), float32(s.Probe.Radius*sin)
		l.ellipse.xs[k], l.ellipse.ys[k] = view.Apply(x+j[0]*u+j[1]*v, y+j[2]*u+j[3]*v)
	}
	l.ellipse.even(0, paint(generatedAt(&s.Theme, now), 1))
	l.batch.outlined(l.brush, s, &l.ellipse, &l.halo, ellipseWidth)
}

// partner draws dashes from the noise to its partner.
func (l *probe) partner(s *scene.Scene) {
	if len(s.Probe.Partner) != 2 {
		return
	}
	x0, y0 := l.pixel(s, 0)
	x1, y1 := s.Camera.Affine().Apply(s.Probe.Partner[0], s.Probe.Partner[1])
	if !visible(x0, y0) || !visible(x1, y1) {
		return
	}
	length := math.Hypot(float64(x1-x0), float64(y1-y0))
	dash := max(probeDashes*s.Pixel, length/512)
	p := paint(s.Theme.Target, 1)
	for from := 0.0; from < length; from += 2 * dash {
		a, b := float32(from/length), float32(min(from+dash, length)/length)
		l.batch.line(l.brush, x0+a*(x1-x0), y0+a*(y1-y0), x0+b*(x1-x0), y0+b*(y1-y0), float32(partnerWidth*s.Pixel), p)
	}
	l.batch.stamp(l.brush, shapeMark, x1, y1, paint(s.Theme.Background, 0.9))
	l.batch.stamp(l.brush, shapeMarkRing, x1, y1, p)
}

// mark draws a ring where the probe is at t, or a disk.
func (l *probe) mark(s *scene.Scene, t float32, filled bool) {
	x, y := l.pixel(s, t)
	if !visible(x, y) {
		return
	}
	inner, outer := paint(s.Theme.Background, 0.9), paint(generatedAt(&s.Theme, t), 1)
	if filled {
		inner, outer = outer, inner
	}
	l.batch.stamp(l.brush, shapeMark, x, y, inner)
	l.batch.stamp(l.brush, shapeMarkRing, x, y, outer)
}

func (l *probe) Draw(dst *ebiten.Image) { l.batch.draw(dst, l.brush) }
