package render

import (
	"math"
	"slices"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/camera"
	"pushforward/render/path"
	"pushforward/render/scene"
)

// Trails: how finely and how many.
const (
	trailPoints  = 24  // of one trail from t = 0 to 1,
	trailLeast   = 11  // lines of a short one
	trailCount   = 700 // trails at most: more are a thicket, and 24 points of 700 are what one batch takes lightly
	trailWidth   = 1.1 // CSS pixels, at the head
	trailOpacity = 0.42
)

// trails draws where each of the first particles has been up to now, as far back as the scene's tails reach: thin, fading and narrowing backwards.
type trails struct {
	brush   *brush
	rough   batch       // of paths that turn at every point
	threads threads     // of all others
	times   []float32   // of the trails' points
	places  [][]float32 // [trails×2] for each of them, world units: where the particles were
	stroke  stroke
}

func (l *trails) Update(s *scene.Scene) {
	l.rough.clear()
	l.threads.clear(trailPoints)
	shown, now := s.Paths.Shown(), float32(s.Clock.Time())
	if shown.N == 0 || now == 0 {
		l.threads.join()
		return
	}
	l.choose(s, now)
	points, trails := len(l.times), min(shown.N, trailCount)
	l.threads.clear(points)
	l.stroke.size(points)
	for len(l.places) < points {
		l.places = append(l.places, nil)
	}
	for k, t := range l.times {
		age := l.age(k)
		l.places[k] = slices.Grow(l.places[k][:0], 2*trails)[:2*trails]
		stencil := path.At(shown.Times, t, s.Curve)
		stencil.Positions(l.places[k], shown)
		l.stroke.pigments[k] = paint(generatedAt(&s.Theme, t), trailOpacity*fade(age))
		l.stroke.widths[k] = float32(trailWidth*s.Pixel) * (0.4 + 0.6*age)
	}
	view := s.Camera.Affine()
	for n := range trails {
		if !l.follow(n, view) {
			continue
		}
		if n < len(s.Origins) {
			for k := range points {
				l.stroke.pigments[k] = paint(s.Origins[n], trailOpacity*fade(l.age(k)))
			}
		}
		if s.Rough() {
			l.rough.ribbon(l.brush, &l.stroke)
		} else {
			l.threads.add(&l.stroke)
		}
	}
	l.threads.join()
}

// choose sets the times of the trails' points, from the tail to now: evenly spread, but of rough paths their own.
func (l *trails) choose(s *scene.Scene, now float32) {
	start := max(0, now-float32(s.Tail))
	l.times = append(l.times[:0], start)
	if s.Rough() {
		for _, t := range s.Paths.Shown().Times {
			if t > start && t < now {
				l.times = append(l.times, t)
			}
		}
	} else {
		last := max(trailLeast, int(math.Ceil(float64(now-start)*(trailPoints-1))))
		for k := 1; k < last; k++ {
			l.times = append(l.times, start+(now-start)*float32(k)/float32(last))
		}
	}
	l.times = append(l.times, now)
}

// age is how far a trail's point lies from its tail (0) to its head (1).
func (l *trails) age(point int) float32 {
	start, now := l.times[0], l.times[len(l.times)-1]
	return (l.times[point] - start) / (now - start)
}

// fade is a trail's opacity from its tail (0) to its head (1).
func fade(age float32) float32 { return age * (0.25 + 0.75*age) }

// follow finds the pixels of particle n's trail; false if a part of it is nowhere.
func (l *trails) follow(n int, view camera.Affine) bool {
	for k := range l.stroke.xs {
		place := l.places[k][2*n : 2*n+2]
		l.stroke.xs[k], l.stroke.ys[k] = view.Apply(place[0], place[1])
		if !visible(l.stroke.xs[k], l.stroke.ys[k]) {
			return false
		}
	}
	return true
}

func (l *trails) Draw(dst *ebiten.Image) {
	l.rough.draw(dst, l.brush)
	l.threads.draw(dst)
}
