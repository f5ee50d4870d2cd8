package render

import "math"

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
