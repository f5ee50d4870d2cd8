// Package sprite draws the stage's small shapes once, as coverage in [0,1] with soft edges one pixel wide, for the
// batches of triangles to stamp in any colour.
package sprite

import "math"

// Mask is coverage on a square of Size×Size pixels, rows from the top.
type Mask struct {
	Size     int
	Coverage []float32
}

// Disk is filled, of a radius in pixels, at the middle of its square.
func Disk(radius float64) Mask {
	return shape(radius, func(x, y float64) float64 { return math.Hypot(x, y) - radius })
}

// Ring is hollow: a stroke of a width in pixels centred on the radius.
func Ring(radius, width float64) Mask {
	return shape(radius+width/2, func(x, y float64) float64 {
		return math.Abs(math.Hypot(x, y)-radius) - width/2
	})
}

// Head is an arrow's head that points right: its tip at distance size from the middle, its base at −size.
func Head(size float64) Mask {
	const slope = 0.55 // half the base's height over its length
	norm := math.Hypot(1, slope)
	return shape(size, func(x, y float64) float64 {
		side := (math.Abs(y) - slope*(size-x)) / norm
		return max(side, -size-x)
	})
}

// Stroke is the profile across a line, a raised cosine over its height, the same along its width. It sums to half its
// height, so a ribbon twice as wide as the line and textured with it weighs what the line should, softly at any angle.
func Stroke(size int) Mask {
	m := Mask{Size: size, Coverage: make([]float32, size*size)}
	for row := range size {
		y := (float64(row)+0.5)/float64(size)*2 - 1
		v := float32(0.5 + 0.5*math.Cos(math.Pi*y))
		for column := range size {
			m.Coverage[row*size+column] = v
		}
	}
	return m
}

// shape covers where the signed distance is negative; extent is how far the shape reaches from the middle.
func shape(extent float64, distance func(x, y float64) float64) Mask {
	size := 2 * int(math.Ceil(extent+1))
	m := Mask{Size: size, Coverage: make([]float32, size*size)}
	half := float64(size) / 2
	for row := range size {
		for column := range size {
			d := distance(float64(column)+0.5-half, float64(row)+0.5-half)
			m.Coverage[row*size+column] = float32(min(max(0.5-d, 0), 1))
		}
	}
	return m
}

// Slot is where a mask lies on a sheet, in pixels.
type Slot struct{ X, Y, Size int }

// Triangle is the corners of the equilateral triangle about a disk of a radius, relative to its middle: all that a round sprite needs, with a vertex less than
// its square.
func Triangle(radius float64) (corners [3][2]float32) {
	r, side := float32(radius), float32(radius*math.Sqrt(3))
	return [3][2]float32{{0, -2 * r}, {-side, r}, {side, r}}
}

// Sheet is masks side by side on one picture.
type Sheet struct {
	Width, Height int
	Pixels        []byte // premultiplied white, RGBA, rows from the top
	Slots         []Slot // one a mask, in their order
}

// gutter is the empty border around a mask on a sheet, for linear filtering.
const gutter = 2

// Pack puts masks on a sheet.
func Pack(masks ...Mask) Sheet {
	var s Sheet
	for _, m := range masks {
		s.Slots = append(s.Slots, Slot{X: s.Width + gutter, Y: gutter, Size: m.Size})
		s.Width += m.Size + 2*gutter
		s.Height = max(s.Height, m.Size+2*gutter)
	}
	s.Pixels = make([]byte, 4*s.Width*s.Height)
	for i, m := range masks {
		slot := s.Slots[i]
		for k, coverage := range m.Coverage {
			at := 4 * ((slot.Y+k/m.Size)*s.Width + slot.X + k%m.Size)
			v := byte(coverage*255 + 0.5)
			s.Pixels[at], s.Pixels[at+1], s.Pixels[at+2], s.Pixels[at+3] = v, v, v, v
		}
	}
	return s
}
