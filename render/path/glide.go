package path

import "time"

// GlideTime is how long particles take from their old paths to new ones.
const GlideTime = 150 * time.Millisecond

// Glide shows paths and, when new paths of the same particles come, lets each particle ease from where it is seen to
// where it now belongs, at every time at once. The zero value shows nothing.
type Glide struct {
	shown, from, to Paths
	elapsed         time.Duration
	gliding         bool
}

// Shown returns the paths to draw now; they change with the next Advance or Set.
func (g *Glide) Shown() *Paths { return &g.shown }

// Gliding reports whether Advance will move anything.
func (g *Glide) Gliding() bool { return g.gliding }

// Clear shows nothing.
func (g *Glide) Clear() {
	g.gliding = false
	g.shown.N, g.shown.Times, g.shown.Points = 0, g.shown.Times[:0], g.shown.Points[:0]
}

// Set copies p, which must pass Check, and starts the glide to it. If nothing is shown, or another number of particles,
// p is shown at once.
func (g *Glide) Set(p Paths) {
	jump := g.shown.N != p.N
	if !jump {
		resample(&g.from, &g.shown, p.Times)
	}
	g.to.copy(&p)
	g.elapsed = 0
	g.gliding = !jump
	g.shown.copy(&g.to)
	if !jump {
		copy(g.shown.Points, g.from.Points)
	}
}

// Advance lets dt pass and reports whether the paths shown changed.
func (g *Glide) Advance(dt time.Duration) bool {
	if !g.gliding {
		return false
	}
	g.elapsed += dt
	if g.elapsed >= GlideTime {
		g.gliding = false
		copy(g.shown.Points, g.to.Points)
		return true
	}
	left := 1 - float32(g.elapsed)/float32(GlideTime)
	w := 1 - left*left*left // fast at first, then settling
	for i, b := range g.to.Points {
		a := g.from.Points[i]
		g.shown.Points[i] = a + w*(b-a)
	}
	return true
}

// resample writes src as seen at other times to dst.
func resample(dst, src *Paths, times []float32) {
	dst.N = src.N
	dst.Times = append(dst.Times[:0], times...)
	dst.Points = grow(dst.Points, 2*src.N*len(times))
	for i, t := range times {
		s := At(src.Times, t, Cubic)
		s.Positions(dst.Frame(i), src)
	}
}

func (p *Paths) copy(src *Paths) {
	p.N = src.N
	p.Times = append(p.Times[:0], src.Times...)
	p.Points = append(p.Points[:0], src.Points...)
}

// grow returns s with length n, its contents undefined.
func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}
