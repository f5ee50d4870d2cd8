package render

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"
)

// batch is triangles textured from one brush and drawn in one call. Its slices keep their capacity, so that a frame
// like the last one allocates nothing.
type batch struct {
	vertices []ebiten.Vertex
	indices  []uint32
	options  ebiten.DrawTrianglesOptions
}

func (b *batch) clear() { b.vertices, b.indices = b.vertices[:0], b.indices[:0] }

// quad appends the two triangles of the four vertices appended last, which go round as top left, top right, bottom left,
// bottom right.
func (b *batch) quad() {
	n := uint32(len(b.vertices))
	b.indices = append(b.indices, n-4, n-3, n-2, n-3, n-1, n-2)
}

// stamp appends a shape with its middle at a pixel.
func (b *batch) stamp(from *brush, shape int, x, y float32, p pigment) {
	slot := from.slots[shape]
	half := float32(slot.Size) / 2
	u0, v0 := float32(slot.X), float32(slot.Y)
	u1, v1 := u0+float32(slot.Size), v0+float32(slot.Size)
	b.vertices = append(b.vertices,
		vertex(x-half, y-half, u0, v0, p), vertex(x+half, y-half, u1, v0, p),
		vertex(x-half, y+half, u0, v1, p), vertex(x+half, y+half, u1, v1, p))
	b.quad()
}

// turned appends a shape with its middle at a pixel, scaled and turned so that its right points along the unit vector
// (cos, sin).
func (b *batch) turned(from *brush, shape int, x, y, cos, sin, scale float32, p pigment) {
	slot := from.slots[shape]
	half := scale * float32(slot.Size) / 2
	u0, v0 := float32(slot.X), float32(slot.Y)
	u1, v1 := u0+float32(slot.Size), v0+float32(slot.Size)
	c, s := half*cos, half*sin
	b.vertices = append(b.vertices,
		vertex(x-c+s, y-s-c, u0, v0, p), vertex(x+c+s, y+s-c, u1, v0, p),
		vertex(x-c-s, y-s+c, u0, v1, p), vertex(x+c-s, y+s+c, u1, v1, p))
	b.quad()
}

// line appends a soft line of a width in pixels from one pixel to another.
func (b *batch) line(from *brush, x0, y0, x1, y1, width float32, p pigment) {
	b.blend(from, x0, y0, x1, y1, width, p, p)
}

// blend appends a soft line that goes from one colour to another.
func (b *batch) blend(from *brush, x0, y0, x1, y1, width float32, first, last pigment) {
	length := float32(math.Hypot(float64(x1-x0), float64(y1-y0)))
	if length == 0 {
		return
	}
	nx, ny := -(y1-y0)/length*width, (x1-x0)/length*width
	b.rib(from, x0, y0, nx, ny, first)
	b.rib(from, x1, y1, nx, ny, last)
	b.quad()
}

// rib appends the two edge vertices of a soft ribbon at a pixel, (nx, ny) away on either side: a unit normal times the
// width of the line. After each rib but the first of a ribbon, quad joins it to the one before.
func (b *batch) rib(from *brush, x, y, nx, ny float32, p pigment) {
	slot := from.slots[shapeStroke]
	u := float32(slot.X) + float32(slot.Size)/2
	v0, v1 := float32(slot.Y), float32(slot.Y+slot.Size)
	b.vertices = append(b.vertices, vertex(x-nx, y-ny, u, v0, p), vertex(x+nx, y+ny, u, v1, p))
}

// fill appends a solid rectangle of pixels.
func (b *batch) fill(from *brush, x0, y0, x1, y1 float32, p pigment) {
	slot := from.slots[shapeStroke] // solid in its middle
	u, v := float32(slot.X)+float32(slot.Size)/2, float32(slot.Y)+float32(slot.Size)/2
	b.vertices = append(b.vertices,
		vertex(x0, y0, u, v, p), vertex(x1, y0, u, v, p), vertex(x0, y1, u, v, p), vertex(x1, y1, u, v, p))
	b.quad()
}

// draw draws the batch over dst.
func (b *batch) draw(dst *ebiten.Image, from *brush) {
	if len(b.indices) == 0 {
		return
	}
	b.show(dst, from.image)
}

// show draws the batch with any picture for its texture.
func (b *batch) show(dst, picture *ebiten.Image) {
	b.options.ColorScaleMode = ebiten.ColorScaleModePremultipliedAlpha
	b.options.Filter = ebiten.FilterLinear
	b.options.DisableMipmaps = true
	dst.DrawTriangles32(b.vertices, b.indices, picture, &b.options)
}

func vertex(x, y, u, v float32, p pigment) ebiten.Vertex {
	return ebiten.Vertex{DstX: x, DstY: y, SrcX: u, SrcY: v, ColorR: p.r, ColorG: p.g, ColorB: p.b, ColorA: p.a}
}
