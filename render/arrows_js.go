package render

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/camera"
	"pushforward/render/field"
	"pushforward/render/scene"
)

// Arrows: a lattice fixed in the world, denser by halves as the view zooms in.
const (
	arrowColumns = 28   // across the field at zoom 1
	arrowGap     = 22.0 // least distance of two arrows at zoom 1, CSS pixels
	arrowReach   = 0.86 // longest arrow over the distance of two
	arrowWidth   = 0.9  // CSS pixels
	arrowOpacity = 0.42
	arrowEdge    = 0.06 // share of the field's width and height over which arrows fade at its bounds
	arrowFull    = 0.8  // share of the field's speeds that are shown in proportion; faster ones are capped
	maxArrows    = 4000
)

// arrows draws a vector field at t as arrows centred on their points, length in proportion to size up to a cap.
type arrows struct {
	brush    *brush
	of       func(s *scene.Scene) (f *field.Field, revision int)
	batch    batch
	grid     []float32
	scale    float32
	revision int
}

// newVelocity draws the velocity.
func newVelocity(b *brush) *arrows {
	return &arrows{brush: b, of: func(s *scene.Scene) (*field.Field, int) { return &s.Velocity, s.Revision.Velocity }}
}

// newPull draws the slope of the witness, up which it draws samples.
func newPull(b *brush) *arrows {
	return &arrows{brush: b, of: func(s *scene.Scene) (*field.Field, int) { return &s.Slope, s.Revision.Witness }}
}

func (l *arrows) Update(s *scene.Scene) {
	l.batch.clear()
	f, revision := l.of(s)
	if f.Empty() {
		return
	}
	if l.revision != revision {
		l.revision = revision
		l.scale = f.Scale(arrowFull)
		l.grid = grow(l.grid, f.NX*f.NY*f.C)
	}
	f.At(l.grid, float32(s.Clock.Time()))
	gap, aspect := arrowSpacing(s, f.Bounds), s.Camera.Aspect()
	scale, _ := s.Camera.Scale()
	reach := float32(arrowReach * gap * scale)
	view, area := s.Camera.Affine(), overlap(s.Camera.View(), f.Bounds)
	i0, i1 := int(math.Ceil(area[0]/gap)), int(math.Floor(area[2]/gap))
	j0, j1 := int(math.Ceil(area[1]*aspect/gap)), int(math.Floor(area[3]*aspect/gap))
	if (i1-i0+1)*(j1-j0+1) > maxArrows {
		return
	}
	var v [2]float32
	for j := j0; j <= j1; j++ {
		for i := i0; i <= i1; i++ {
			x, y := float64(i)*gap, float64(j)*gap/aspect
			if f.Sample(v[:], l.grid, x, y) {
				px, py := view.Apply(float32(x), float32(y))
				l.arrow(s, px, py, v[0], -v[1]*float32(aspect), reach, arrowFade(f.Bounds, x, y))
			}
		}
	}
}

// arrowSpacing returns the lattice's spacing in units of x.
func arrowSpacing(s *scene.Scene, b camera.Bounds) float64 {
	zoom := s.Camera.Zoom()
	scale, _ := s.Camera.Scale()
	home := max((b[2]-b[0])/arrowColumns, arrowGap*s.Pixel*zoom/scale)
	return home / math.Exp2(math.Round(math.Log2(zoom)))
}

// arrowFade is how strongly an arrow shows: fully, but for those near the field's bounds, beyond which nothing is known.
func arrowFade(b camera.Bounds, x, y float64) float32 {
	inside := min((x-b[0])/(b[2]-b[0]), (b[2]-x)/(b[2]-b[0]), (y-b[1])/(b[3]-b[1]), (b[3]-y)/(b[3]-b[1]))
	return float32(min(1, inside/arrowEdge))
}

// overlap returns the part of a that lies in b; it may be empty.
func overlap(a, b camera.Bounds) camera.Bounds {
	return camera.Bounds{max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])}
}

// arrow appends the arrow of velocity (vx, vy), y downwards and both in units of x, centred on a pixel, at most reach long.
func (l *arrows) arrow(s *scene.Scene, x, y, vx, vy, reach, fade float32) {
	speed := float32(math.Hypot(float64(vx), float64(vy)))
	pixel := float32(s.Pixel)
	share := min(speed/l.scale, 1)
	length := share * reach
	if !(length >= 2*pixel) {
		return
	}
	cos, sin := vx/speed, vy/speed
	p := paint(s.Theme.Foreground, fade*arrowOpacity*(0.35+0.65*share))
	head := min(1, length/(4*headSize*pixel)) // scale of the head
	tail, neck := -length/2, length/2-2*head*headSize*pixel
	l.batch.line(l.brush, x+tail*cos, y+tail*sin, x+neck*cos, y+neck*sin, arrowWidth*pixel, p)
	middle := length/2 - head*headSize*pixel
	l.batch.turned(l.brush, shapeHead, x+middle*cos, y+middle*sin, cos, sin, head, p)
}

func (l *arrows) Draw(dst *ebiten.Image) { l.batch.draw(dst, l.brush) }
