package scene

import (
	"math"

	"pushforward/render/path"
	"pushforward/render/theme"
	"pushforward/wasm/protocol"
)

// colour gives each particle the colour of where it started, for as long as it lives: the angle and the radius of its
// first frame about that frame's mean, the radius in its standard deviations.
func (s *Scene) colour(shown *path.Paths) {
	if !s.On(protocol.LayerOrigin) {
		s.Origins = s.Origins[:0]
		return
	}
	made := Revision{Theme: s.Revision.Theme, Origin: s.Revision.Origin}
	if len(s.Origins) == shown.N && s.originsOf == made {
		return
	}
	s.originsOf = made
	start := shown.Frame(0)
	mx, my, deviation := spread(start)
	if cap(s.Origins) < shown.N {
		s.Origins = make([]theme.Colour, shown.N)
	}
	s.Origins = s.Origins[:shown.N]
	for i := range s.Origins {
		dx, dy := float64(start[2*i])-mx, float64(start[2*i+1])-my
		s.Origins[i] = s.Theme.Noise
		if radius := math.Hypot(dx, dy) / deviation; !math.IsNaN(radius) {
			s.Origins[i] = s.Theme.Origin(math.Atan2(dy, dx), radius)
		}
	}
}

// spread returns the mean of points [n×2] and the standard deviation of one coordinate, over those that are finite.
func spread(points []float32) (mx, my, deviation float64) {
	n, sum := 0.0, 0.0
	for i := 0; i < len(points); i += 2 {
		if x, y := float64(points[i]), float64(points[i+1]); finite(x) && finite(y) {
			n, mx, my, sum = n+1, mx+x, my+y, sum+x*x+y*y
		}
	}
	if n == 0 {
		return 0, 0, 1
	}
	mx, my = mx/n, my/n
	variance := (sum/n - mx*mx - my*my) / 2
	if !(variance > 0) {
		return mx, my, 1
	}
	return mx, my, math.Sqrt(variance)
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
