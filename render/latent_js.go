package render

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/scene"
)

// The latent space's inset and the decoder's spread, in CSS pixels where it is a size.
const (
	insetSide      = 132.0
	insetShare     = 0.34 // of the stage's shorter side, at most
	insetMargin    = 8.0
	insetReach     = 3.2 // standard deviations from the middle to an edge
	insetCircle    = 64  // pieces of a circle
	codeOpacity    = 0.5
	spreadCount    = 60 // generated points whose spread is drawn
	spreadPieces   = 24
	spreadOpacity  = 0.5
	groundOpacity  = 0.86
	borderOpacity  = 0.25
	circleOpacity  = 0.6
	insetLineWidth = 1.0
)

// latent draws, in an inset, where the encoder puts the data among standard normal noise, whose circles of one and two standard deviations
// are grey: holes there are where strays come from. In the picture, ellipses around generated points are one standard deviation of what the decoder leaves out.
type latent struct {
	brush     *brush
	batch     batch
	line      stroke
	lettering lettering
	title     *word
	options   ebiten.DrawImageOptions
}

func (l *latent) Update(s *scene.Scene) {
	l.batch.clear()
	l.title = nil
	if len(s.Latent.Codes) == 0 {
		return
	}
	l.spread(s)
	l.inset(s)
}

// spread draws the ellipses.
func (l *latent) spread(s *scene.Scene) {
	view := s.Camera.Affine()
	rx, ry := float32(s.Latent.Spread[0])*view.AX, float32(s.Latent.Spread[1])*view.AY
	p := paint(generatedAt(&s.Theme, float32(s.Clock.Time())), spreadOpacity)
	for i := range min(spreadCount, len(s.Positions)/2) {
		x, y := view.Apply(s.Positions[2*i], s.Positions[2*i+1])
		l.ellipse(s, x, y, rx, ry, spreadPieces, p)
	}
}

// ellipse draws one around a pixel.
func (l *latent) ellipse(s *scene.Scene, x, y, rx, ry float32, pieces int, p pigment) {
	l.line.size(pieces + 1)
	for k := range pieces + 1 {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / float64(pieces))
		l.line.xs[k], l.line.ys[k] = x+rx*float32(cos), y+ry*float32(sin)
	}
	if l.line.visible() {
		l.line.even(float32(insetLineWidth*s.Pixel), p)
		l.batch.ribbon(l.brush, &l.line)
	}
}

// inset draws the latent space in the top right corner.
func (l *latent) inset(s *scene.Scene) {
	width, height := s.Camera.Size()
	side := float32(min(insetSide*s.Pixel, insetShare*min(width, height)))
	margin := float32(insetMargin * s.Pixel)
	x1, y0 := float32(width)-margin, margin
	x0, y1 := x1-side, y0+side
	thin := float32(max(1, math.Round(s.Pixel)))
	l.batch.fill(l.brush, x0, y0, x1, y1, paint(s.Theme.Background, groundOpacity))
	border := paint(s.Theme.Foreground, borderOpacity)
	l.batch.fill(l.brush, x0, y0, x1, y0+thin, border)
	l.batch.fill(l.brush, x0, y1-thin, x1, y1, border)
	l.batch.fill(l.brush, x0, y0, x0+thin, y1, border)
	l.batch.fill(l.brush, x1-thin, y0, x1, y1, border)
	mx, my, scale := (x0+x1)/2, (y0+y1)/2, side/2/insetReach
	p := paint(s.Theme.Target, codeOpacity)
	for i := 0; i < len(s.Latent.Codes); i += 2 {
		u, v := s.Latent.Codes[i], s.Latent.Codes[i+1]
		if max(u, -u, v, -v) < insetReach-0.1 {
			l.batch.stamp(l.brush, shapeDot, mx+scale*u, my-scale*v, p)
		}
	}
	l.title = l.lettering.word("latent space", s.Pixel)
	if l.title.letters.Bounds().Dx() > int(side-margin) {
		l.title = nil // no room
	}
	ink := paint(s.Theme.Foreground, labelOpacity)
	l.options.ColorScale.Reset()
	l.options.ColorScale.Scale(ink.r, ink.g, ink.b, ink.a)
	l.options.GeoM.Reset()
	l.options.GeoM.Translate(math.Round(float64(x0)+tickInset*s.Pixel), math.Round(float64(y0)+tickInset*s.Pixel/2))
	for deviations := range 2 {
		r := scale * float32(deviations+1)
		l.ellipse(s, mx, my, r, r, insetCircle, paint(s.Theme.Noise, circleOpacity))
	}
}

func (l *latent) Draw(dst *ebiten.Image) {
	l.batch.draw(dst, l.brush)
	if l.title != nil {
		dst.DrawImage(l.title.letters, &l.options)
	}
}
