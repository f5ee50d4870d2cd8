package render

import (
	"math"

	"pushforward/render/scene"
)

// stroke is a line through pixels, each with its width and colour.
type stroke struct {
	xs, ys, widths []float32
	pigments       []pigment
}

// size makes room for n pixels; those from before stay.
func (s *stroke) size(n int) {
	for len(s.xs) < n {
		s.xs, s.ys, s.widths = append(s.xs, 0), append(s.ys, 0), append(s.widths, 0)
		s.pigments = append(s.pigments, pigment{})
	}
	s.xs, s.ys, s.widths, s.pigments = s.xs[:n], s.ys[:n], s.widths[:n], s.pigments[:n]
}

// even gives the whole stroke one width and colour.
func (s *stroke) even(width float32, p pigment) {
	for k := range s.xs {
		s.widths[k], s.pigments[k] = width, p
	}
}

// visible reports whether every pixel can be drawn to.
func (s *stroke) visible() bool {
	for k, x := range s.xs {
		if !visible(x, s.ys[k]) {
			return false
		}
	}
	return true
}

// ribbon appends a stroke, each rib square to the line through its neighbours.
func (b *batch) ribbon(from *brush, s *stroke) {
	var nx, ny float32
	last := len(s.xs) - 1
	for k := range s.xs {
		before, after := max(k-1, 0), min(k+1, last)
		dx, dy := s.xs[after]-s.xs[before], s.ys[after]-s.ys[before]
		if length := float32(math.Sqrt(float64(dx*dx + dy*dy))); length > 1e-3 {
			nx, ny = -dy/length, dx/length
		}
		b.rib(from, s.xs[k], s.ys[k], nx*s.widths[k], ny*s.widths[k], s.pigments[k])
		if k > 0 {
			b.quad()
		}
	}
}

// haloWidth is the width of the ground's colour around outlined lines, times theirs.
const haloWidth = 2.4

// outlined appends a stroke of a width in CSS pixels on a wider one of the ground's colour, whose memory halo is, so that it stands out from what lies below.
func (b *batch) outlined(from *brush, s *scene.Scene, line, halo *stroke, width float64) {
	if !line.visible() {
		return
	}
	halo.size(len(line.xs))
	copy(halo.xs, line.xs)
	copy(halo.ys, line.ys)
	for k, p := range line.pigments {
		line.widths[k] = float32(width * s.Pixel)
		halo.widths[k] = haloWidth * line.widths[k]
		halo.pigments[k] = paint(s.Theme.Background, 0.8*p.a)
	}
	b.ribbon(from, halo)
	b.ribbon(from, line)
}
