package render

import (
	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/contour"
	"pushforward/render/scene"
)

// Contours, in CSS pixels and opacities.
const (
	contourWidth   = 1.0
	contourOpacity = 0.5
)

// contours draws level lines of the heat maps that are on, at shares of what their colours tell apart.
type contours struct {
	brush *brush
	maps  []contoured
	batch batch
	grid  []float32
}

// contoured is a heat map with its lines.
type contoured struct {
	id      string
	heatmap *heatmap
	levels  []float32
	lines   []float32 // [n×4] in cells of the field's grid
	made    heatPicture
}

// shares are the levels of a function from 0 to 1: by halves, so that tails are seen.
func shares() []float32 { return []float32{0.02, 0.05, 0.1, 0.2, 0.4, 0.7} }

// signed are the levels of a function of either sign.
func signed() []float32 { return []float32{-0.8, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6, 0.8} }

func (l *contours) Update(s *scene.Scene) {
	l.batch.clear()
	for i := range l.maps {
		m := &l.maps[i]
		if f, _ := m.heatmap.of(s); s.On(m.id) && !f.Empty() {
			l.find(s, m)
			l.place(s, m)
		}
	}
}

// find finds a map's lines, unless they are those of the last picture. The map itself, which lies below, knows its scale by now.
func (l *contours) find(s *scene.Scene, m *contoured) {
	f, revision := m.heatmap.of(s)
	wanted := heatPicture{values: revision, theme: 1, t: heatTime(s, f)}
	if m.made == wanted {
		return
	}
	m.made = wanted
	l.grid = grow(l.grid, f.NX*f.NY)
	f.At(l.grid, wanted.t)
	m.lines = m.lines[:0]
	for _, level := range m.levels {
		m.lines = contour.Append(m.lines, l.grid, f.NX, f.NY, level*m.heatmap.scale)
	}
}

// place puts a map's lines on the screen.
func (l *contours) place(s *scene.Scene, m *contoured) {
	f, _ := m.heatmap.of(s)
	view, b := s.Camera.Affine(), f.Bounds
	dx, dy := float32((b[2]-b[0])/float64(f.NX-1)), float32((b[3]-b[1])/float64(f.NY-1))
	x, y := float32(b[0]), float32(b[1])
	p, width := paint(s.Theme.Foreground, contourOpacity), float32(contourWidth*s.Pixel)
	for i := 0; i < len(m.lines); i += 4 {
		line := m.lines[i : i+4]
		x0, y0 := view.Apply(x+dx*line[0], y+dy*line[1])
		x1, y1 := view.Apply(x+dx*line[2], y+dy*line[3])
		if visible(x0, y0) && visible(x1, y1) {
			l.batch.line(l.brush, x0, y0, x1, y1, width, p)
		}
	}
}

func (l *contours) Draw(dst *ebiten.Image) { l.batch.draw(dst, l.brush) }
