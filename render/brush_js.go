package render

import (
	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/sprite"
	"pushforward/render/theme"
)

// The shapes on a brush's sheet, in the order they are packed.
const (
	shapeParticle = iota
	shapeDot
	shapeRing
	shapeHead
	shapeStroke
	shapeMark
	shapeMarkRing
	shapeCount
)

// Sizes in CSS pixels.
const (
	ringStroke = 1.1
	headSize   = 2.5
	markRadius = 5.0
	markStroke = 2.0
	strokeSize = 16 // device pixels: only its profile matters
)

// brush is the shapes that layers stamp, drawn for one pixel ratio and one size of particle and dot.
type brush struct {
	image *ebiten.Image
	slots [shapeCount]sprite.Slot
	sizes brushSizes
}

// brushSizes is what the shapes depend on.
type brushSizes struct {
	pixel               float64 // device pixels per CSS pixel
	particle, dot, ring float64 // radii in CSS pixels
}

// prepare draws the shapes for the sizes, unless they are already so.
func (b *brush) prepare(sizes brushSizes) {
	if b.image != nil && b.sizes == sizes {
		return
	}
	p := sizes.pixel
	sheet := sprite.Pack(
		sprite.Disk(sizes.particle*p),
		sprite.Disk(sizes.dot*p),
		sprite.Ring(sizes.ring*p, ringStroke*p),
		sprite.Head(headSize*p),
		sprite.Stroke(strokeSize),
		sprite.Disk(markRadius*p),
		sprite.Ring(markRadius*p, markStroke*p),
	)
	if b.image != nil {
		b.image.Deallocate()
	}
	b.image = ebiten.NewImage(sheet.Width, sheet.Height)
	b.image.WritePixels(sheet.Pixels)
	b.sizes = sizes
	copy(b.slots[:], sheet.Slots)
}

// pigment is a colour times its opacity, as vertices carry it.
type pigment struct{ r, g, b, a float32 }

func paint(c theme.Colour, opacity float32) pigment {
	return pigment{c.R * opacity, c.G * opacity, c.B * opacity, opacity}
}
