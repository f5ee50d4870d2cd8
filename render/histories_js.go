package render

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/scene"
)

// Histories: sizes in CSS pixels.
const (
	historyWidth = 1.3
	historyStart = 0.5 // of a mark's size
	historyNow   = 0.7
	historyFaint = 0.18  // opacity of what lies far back,
	historyReach = 600.0 // which is so far along the way
)

// histories draws all the way of the followed particles, step by step, from a ring where each began to a disk where it is now.
type histories struct {
	brush *brush
	batch batch
	way   stroke
	halo  stroke
}

func (l *histories) Update(s *scene.Scene) {
	l.batch.clear()
	shown, now := s.Paths.Shown(), float32(s.Clock.Time())
	past := 0 // frames
	for past < shown.Frames() && shown.Times[past] < now {
		past++
	}
	if past == 0 {
		return
	}
	l.way.size(past + 1)
	for _, n := range s.Followed() {
		l.follow(s, n, past)
	}
}

// follow appends particle n's way, which led through so many frames.
func (l *histories) follow(s *scene.Scene, n, past int) {
	view, shown := s.Camera.Affine(), s.Paths.Shown()
	for k := range past {
		at := shown.Frame(k)[2*n : 2*n+2]
		l.way.xs[k], l.way.ys[k] = view.Apply(at[0], at[1])
	}
	l.way.xs[past], l.way.ys[past] = view.Apply(s.Positions[2*n], s.Positions[2*n+1])
	if !l.way.visible() {
		return
	}
	l.fade(s, n)
	l.batch.outlined(l.brush, s, &l.way, &l.halo, historyWidth)
	ground, line := paint(s.Theme.Background, 1), paint(s.Theme.Foreground, 1)
	l.mark(shapeMark, 0, historyStart, ground)
	l.mark(shapeMarkRing, 0, historyStart, line)
	l.mark(shapeMark, past, historyNow, paint(generatedAt(&s.Theme, float32(s.Clock.Time())), 1))
	l.mark(shapeMarkRing, past, historyNow, line)
}

// fade colours particle n's way, the more faintly the farther back along it: a walk on the spot soon leaves what is old behind, a straight way shows whole.
func (l *histories) fade(s *scene.Scene, n int) {
	colour, reach := s.Theme.Foreground, float32(historyReach*s.Pixel)
	if n < len(s.Origins) {
		colour = s.Origins[n]
	}
	back := float32(0)
	for k := len(l.way.xs) - 1; k >= 0; k-- {
		l.way.pigments[k] = paint(colour, historyFaint+(1-historyFaint)*max(0, 1-back/reach))
		if k > 0 {
			back += float32(math.Hypot(float64(l.way.xs[k]-l.way.xs[k-1]), float64(l.way.ys[k]-l.way.ys[k-1])))
		}
	}
}

// mark appends a shape at a point of the way.
func (l *histories) mark(shape, point int, scale float32, p pigment) {
	l.batch.turned(l.brush, shape, l.way.xs[point], l.way.ys[point], 1, 0, scale, p)
}

func (l *histories) Draw(dst *ebiten.Image) { l.batch.draw(dst, l.brush) }
