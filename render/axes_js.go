package render

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/axis"
	"pushforward/render/scene"
)

// Axes, in CSS pixels.
const (
	tickGap      = 74.0 // least distance of two ticks
	tickInset    = 5.0  // of labels from the stage's edge
	gridOpacity  = 0.06
	labelOpacity = 0.7
)

// axes draws a faint grid at round numbers, which stand along the bottom and the left, and the axes' names.
type axes struct {
	brush     *brush
	batch     batch
	lettering lettering
	words     []placedWord
	options   ebiten.DrawImageOptions
	halo      ebiten.DrawImageOptions
	made      scene.Revision // what the batch and the words were made for,
	shapes    brushSizes     // and with
}

// placedWord is a word and the pixel of its top left corner.
type placedWord struct {
	*word
	x, y float64
}

func (l *axes) Update(s *scene.Scene) {
	wanted := scene.Revision{View: s.Revision.View, Theme: s.Revision.Theme}
	if l.made == wanted && l.shapes == l.brush.sizes {
		return
	}
	l.made, l.shapes = wanted, l.brush.sizes
	l.batch.clear()
	l.words = l.words[:0]
	p := paint(s.Theme.Foreground, labelOpacity)
	l.options.ColorScale.Reset()
	l.options.ColorScale.Scale(p.r, p.g, p.b, p.a)
	h := paint(s.Theme.Background, 1)
	l.halo.ColorScale.Reset()
	l.halo.ColorScale.Scale(h.r, h.g, h.b, h.a)
	view := s.Camera.View()
	width, height := s.Camera.Size()
	grid := paint(s.Theme.Foreground, gridOpacity)
	thin := float32(math.Max(1, math.Round(s.Pixel)))
	affine := s.Camera.Affine()
	inset := tickInset * s.Pixel

	columns := axis.Choose(view[0], view[2], int(width/(tickGap*s.Pixel)))
	for i := range columns.Len() {
		at, _ := affine.Apply(float32(columns.Value(i)), 0)
		x := float32(math.Round(float64(at)))
		l.batch.fill(l.brush, x, 0, x+thin, float32(height), grid)
		l.column(l.lettering.word(columns.Label(i), s.Pixel), float64(x), width, height, inset)
	}
	rows := axis.Choose(view[1], view[3], int(height/(tickGap*s.Pixel)))
	for i := range rows.Len() {
		_, at := affine.Apply(0, float32(rows.Value(i)))
		y := float32(math.Round(float64(at)))
		l.batch.fill(l.brush, 0, y, float32(width), y+thin, grid)
		l.row(l.lettering.word(rows.Label(i), s.Pixel), float64(y), height, inset)
	}
	l.names(s, width, height, inset)
}

// column places the label of a vertical line at the bottom, if it fits clear of the corners.
func (l *axes) column(word *word, x, width, height, inset float64) {
	size := word.letters.Bounds().Size()
	left := math.Round(x - float64(size.X)/2)
	if left < 7*inset || left+float64(size.X) > width-inset {
		return
	}
	l.place(word, left, height-float64(size.Y)-inset/2)
}

// row places the label of a horizontal line at the left, if it fits clear of the corners.
func (l *axes) row(word *word, y, height, inset float64) {
	size := word.letters.Bounds().Size()
	top := math.Round(y - float64(size.Y)/2)
	if top < inset || top+float64(size.Y) > height-4*inset {
		return
	}
	l.place(word, inset, top)
}

// names places the axes' names: x at the right above its numbers, y at the top.
func (l *axes) names(s *scene.Scene, width, height, inset float64) {
	if word := l.lettering.word(s.Labels[0], s.Pixel); word != nil {
		size := word.letters.Bounds().Size()
		l.place(word, width-float64(size.X)-inset, height-2*float64(size.Y)-inset/2)
	}
	if word := l.lettering.word(s.Labels[1], s.Pixel); word != nil {
		l.place(word, 7*inset, inset)
	}
}

// place puts a word's top left corner on the pixel nearest to a point.
func (l *axes) place(word *word, x, y float64) {
	l.words = append(l.words, placedWord{word, math.Round(x), math.Round(y)})
}

func (l *axes) Draw(dst *ebiten.Image) {
	l.batch.draw(dst, l.brush)
	for _, word := range l.words {
		l.halo.GeoM.Reset()
		l.halo.GeoM.Translate(word.x-word.near, word.y-word.near)
		dst.DrawImage(word.halo, &l.halo)
	}
	for _, word := range l.words {
		l.options.GeoM.Reset()
		l.options.GeoM.Translate(word.x, word.y)
		dst.DrawImage(word.letters, &l.options)
	}
}
