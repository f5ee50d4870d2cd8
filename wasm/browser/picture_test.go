package browser_test

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"os"
	"testing"
)

// crop is a part of a picture, with its corner at (0, 0).
func crop(picture image.Image, area image.Rectangle) *image.RGBA {
	part := image.NewRGBA(image.Rect(0, 0, area.Dx(), area.Dy()))
	draw.Draw(part, part.Bounds(), picture, area.Min, draw.Src)
	return part
}

// save writes a picture to a PNG file as small as can be, for it is kept with the source.
func save(t testing.TB, path string, picture image.Image) {
	t.Helper()
	var content bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&content, picture); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func same(a, b *image.RGBA) bool { return a.Rect == b.Rect && bytes.Equal(a.Pix, b.Pix) }

// An inking is how much was drawn in each cell of a picture on the page's light ground, as shares of the whole, and of which colours.
type inking struct {
	cells        []float64
	ink          int     // pixels drawn on
	orange, blue float64 // shares of them
}

// cell is the side of an inking's cells in pixels.
const cell = 10

// inkOf measures a picture.
func inkOf(picture image.Image) inking {
	size := picture.Bounds().Size()
	columns := (size.X + cell - 1) / cell
	k := inking{cells: make([]float64, columns*((size.Y+cell-1)/cell))}
	for y := range size.Y {
		for x := range size.X {
			r, g, b, _ := picture.At(x, y).RGBA()
			red, green, blue := int(r>>8), int(g>>8), int(b>>8)
			if 3*252-red-green-blue < 60 {
				continue
			}
			k.ink++
			k.cells[y/cell*columns+x/cell]++
			switch {
			case red > blue+30:
				k.orange++
			case blue > red+30:
				k.blue++
			}
		}
	}
	for i := range k.cells {
		k.cells[i] /= float64(max(k.ink, 1))
	}
	k.orange /= float64(max(k.ink, 1))
	k.blue /= float64(max(k.ink, 1))
	return k
}

// within is the share of the ink that lies in cells where another picture is drawn on too.
func (k inking) within(other inking) float64 {
	sum := 0.0
	for i, share := range k.cells {
		if other.cells[i] > 0 {
			sum += share
		}
	}
	return sum
}
