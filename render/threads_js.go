package render

import (
	_ "embed"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
)

//go:embed thread.kage
var threadShader []byte

// threads is many lines of equally many points that turn little from one to the next. Their edges have a vertex a point, left and right by turns: half as many as
// a ribbon's.
type threads struct {
	vertices []ebiten.Vertex
	indices  []uint32
	points   int // of a line
	shader   *ebiten.Shader
}

// clear removes all lines; the next ones have so many points, at least two.
func (t *threads) clear(points int) {
	t.vertices = t.vertices[:0]
	if t.points != points {
		t.points = points
		t.indices = t.indices[:0]
	}
}

// add appends a line that is twice as wide as it looks, square to the line through each point's neighbours. The last point has a vertex on both sides.
func (t *threads) add(s *stroke) {
	var nx, ny float32
	side, last := float32(1), len(s.xs)-1
	for k := range s.xs {
		before, after := max(k-1, 0), min(k+1, last)
		dx, dy := s.xs[after]-s.xs[before], s.ys[after]-s.ys[before]
		if length := float32(math.Sqrt(float64(dx*dx + dy*dy))); length > 1e-3 {
			nx, ny = -dy/length, dx/length
		}
		t.edge(s, k, nx, ny, side)
		side = -side
	}
	t.edge(s, last, nx, ny, side)
}

// edge appends the vertex of a point on one side of its line.
func (t *threads) edge(s *stroke, k int, nx, ny, side float32) {
	away := side * s.widths[k]
	t.vertices = append(t.vertices, vertex(s.xs[k]+nx*away, s.ys[k]+ny*away, 0, side, s.pigments[k]))
}

// join joins every three vertices of a line that follow one another, once all lines are there.
func (t *threads) join() {
	line, triangles := t.points+1, t.points-1
	lines := len(t.vertices) / line
	for n := len(t.indices) / (3 * triangles); n < lines; n++ {
		for k := range triangles {
			first := uint32(n*line + k)
			t.indices = append(t.indices, first, first+1, first+2)
		}
	}
	t.indices = t.indices[:3*triangles*lines]
}

// draw draws the lines over dst.
func (t *threads) draw(dst *ebiten.Image) {
	if len(t.indices) == 0 {
		return
	}
	if t.shader == nil {
		t.shader = compiled(threadShader)
	}
	dst.DrawTrianglesShader32(t.vertices, t.indices, t.shader, nil)
}
