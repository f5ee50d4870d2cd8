package render

import (
	"strconv"
	"syscall/js"

	"github.com/hajimehoshi/ebiten/v2"
)

// maxWords is how many pictures of words are kept; a new pixel ratio or a long zoom starts over.
const maxWords = 200

// lettering draws words with the browser's own text engine: no font to ship, every script, crisp at any pixel ratio.
type lettering struct {
	context js.Value // 2d
	words   map[string]*ebiten.Image
	pixel   float64
}

// fontSize in CSS pixels, and the height of a line of it.
const (
	fontSize   = 11.0
	lineHeight = 14.0
)

// word returns a white picture of text for a pixel ratio, nil if text is empty.
func (l *lettering) word(text string, pixel float64) *ebiten.Image {
	if text == "" {
		return nil
	}
	if l.pixel != pixel || len(l.words) >= maxWords {
		l.forget()
		l.pixel = pixel
	}
	image, ok := l.words[text]
	if !ok {
		image = l.write(text)
		l.words[text] = image
	}
	return image
}

func (l *lettering) forget() {
	for _, image := range l.words {
		image.Deallocate()
	}
	l.words = map[string]*ebiten.Image{}
}

// write draws text on a canvas and copies it.
func (l *lettering) write(text string) *ebiten.Image {
	if l.context.IsUndefined() {
		canvas := js.Global().Get("document").Call("createElement", "canvas")
		l.context = canvas.Call("getContext", "2d", map[string]any{"willReadFrequently": true})
	}
	font := strconv.FormatFloat(fontSize*l.pixel, 'f', 2, 64) + "px system-ui, sans-serif"
	l.context.Set("font", font)
	width := int(l.context.Call("measureText", text).Get("width").Float()) + 2
	height := int(lineHeight * l.pixel)
	canvas := l.context.Get("canvas")
	canvas.Set("width", width)
	canvas.Set("height", height)
	l.context.Set("font", font) // a canvas that changes size forgets it
	l.context.Set("fillStyle", "#fff")
	l.context.Set("textBaseline", "middle")
	l.context.Call("fillText", text, 1, float64(height)/2)
	pixels := make([]byte, 4*width*height)
	js.CopyBytesToGo(pixels, l.context.Call("getImageData", 0, 0, width, height).Get("data"))
	for i := 0; i < len(pixels); i += 4 {
		pixels[i], pixels[i+1], pixels[i+2] = pixels[i+3], pixels[i+3], pixels[i+3] // premultiply white
	}
	image := ebiten.NewImage(width, height)
	image.WritePixels(pixels)
	return image
}
