package render

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/path"
	"pushforward/render/scene"
)

// The net, in CSS pixels and opacities.
const (
	netWidth   = 1.0
	netOpacity = 0.45
	netFull    = 8.0 // areas that grow or shrink by so much have the strongest colour
	netShade   = 0.7 // of the colours' opacity: particles are to be seen
	netFold    = 0.3 // opacity of what is folded over
)

// warp draws the image of a square net of noise at t. Its cells are shaded by how areas change: the generated colour where they shrink and mass
// gathers, the target's where they grow, dark where the net is folded over.
type warp struct {
	brush   *brush
	shades  batch
	lines   batch
	line    stroke
	nodes   []float32 // [NY×NX×2] at t
	stretch []float32 // [NY×NX]
}

func (l *warp) Update(s *scene.Scene) {
	l.shades.clear()
	l.lines.clear()
	net := &s.Net
	shown := net.Shown()
	if shown.N == 0 {
		return
	}
	l.nodes, l.stretch = grow(l.nodes, 2*shown.N), grow(l.stretch, shown.N)
	at := path.At(shown.Times, float32(s.Clock.Time()), s.Curve)
	at.Positions(l.nodes, shown)
	net.Stretch(l.stretch, l.nodes)
	l.place(s)
	l.shade(s)
	for j := 0; j < net.NY; j += net.Mesh {
		l.follow(s, j*net.NX, 1, net.NX)
	}
	for i := 0; i < net.NX; i += net.Mesh {
		l.follow(s, i, net.NX, net.NY)
	}
}

// place turns the nodes into pixels.
func (l *warp) place(s *scene.Scene) {
	view := s.Camera.Affine()
	for k := 0; k < len(l.nodes); k += 2 {
		l.nodes[k], l.nodes[k+1] = view.Apply(l.nodes[k], l.nodes[k+1])
	}
}

// shade colours the cells, smoothly from node to node.
func (l *warp) shade(s *scene.Scene) {
	slot := l.brush.slots[shapeStroke] // solid in its middle
	u, v := float32(slot.X)+float32(slot.Size)/2, float32(slot.Y)+float32(slot.Size)/2
	nx, ny := s.Net.NX, s.Net.NY
	for k, stretch := range l.stretch {
		x, y := l.nodes[2*k], l.nodes[2*k+1]
		if !visible(x, y) {
			x, y = 0, 0 // its cells are left out
		}
		l.shades.vertices = append(l.shades.vertices, vertex(x, y, u, v, stretchPaint(s, stretch)))
	}
	for j := range ny - 1 {
		for i := range nx - 1 {
			k := j*nx + i
			if !l.sees(k) || !l.sees(k+1) || !l.sees(k+nx) || !l.sees(k+nx+1) {
				continue
			}
			a, b := uint32(k), uint32(k+nx)
			l.shades.indices = append(l.shades.indices, a, a+1, b, a+1, b+1, b)
		}
	}
}

func (l *warp) sees(k int) bool { return visible(l.nodes[2*k], l.nodes[2*k+1]) }

// stretchPaint is the colour of a change of areas.
func stretchPaint(s *scene.Scene, stretch float32) pigment {
	switch {
	case stretch > 0:
		colour, opacity := s.Theme.Diverging(float32(math.Log(float64(stretch)) / math.Log(netFull)))
		return paint(colour, netShade*opacity)
	case stretch <= 0:
		return paint(s.Theme.Foreground, netFold)
	}
	return pigment{} // not a number
}

// follow draws a line of the net: count nodes from one on, step apart.
func (l *warp) follow(s *scene.Scene, from, step, count int) {
	l.line.size(count)
	for k := range count {
		node := from + k*step
		l.line.xs[k], l.line.ys[k] = l.nodes[2*node], l.nodes[2*node+1]
	}
	if !l.line.visible() {
		return
	}
	l.line.even(float32(netWidth*s.Pixel), paint(s.Theme.Foreground, netOpacity))
	l.lines.ribbon(l.brush, &l.line)
}

func (l *warp) Draw(dst *ebiten.Image) {
	l.shades.draw(dst, l.brush)
	l.lines.draw(dst, l.brush)
}
