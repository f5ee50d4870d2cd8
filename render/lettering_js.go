package render

import (
	"math"
	"strconv"
	"syscall/js"

	"github.com/hajimehoshi/ebiten/v2"

	"pushforward/render/sprite"
)

// maxWords is how many pictures of words are kept; a new pixel ratio or a long zoom starts over.
const maxWords = 200

// lettering draws words with the browser's own text engine: no font to ship, every script, crisp at any pixel ratio.
type lettering struct {
	context js.Value // 2d
	words   map[string]*word
	pixel   float64
}

// word is a text as pictures, both white: the letters, and a halo for them to stand on, which reaches a little farther on every side.
type word struct {
	letters, halo *ebiten.Image
	near          float64 // how much farther, pixels
}

// fontSize in CSS pixels, and the height of a line of it; haloOpacity is that of nine pictures of the letters about their place.
const (
	fontSize    = 11.0
	lineHeight  = 14.0
	haloOpacity = 0.5
)

// word returns pictures of text for a pixel ratio, nil if text is empty.
func (l *lettering) word(text string, pixel float64) *word {
	if text == "" {
		return nil
	}
	if l.pixel != pixel || len(l.words) >= maxWords {
		l.forget()
		l.pixel = pixel
	}
	w, ok := l.words[text]
	if !ok {
		w = l.write(text)
		l.words[text] = w
	}
	return w
}

func (l *lettering) forget() {
	for _, w := range l.words {
		w.letters.Deallocate()
		w.halo.Deallocate()
	}
	l.words = map[string]*word{}
}

// write draws text on a canvas and copies it.
func (l *lettering) write(text string) *word {
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
	coverage := sprite.Picture{Width: width, Height: height, Coverage: make([]float32, width*height)}
	for i := range coverage.Coverage {
		coverage.Coverage[i] = float32(pixels[4*i+3]) / 255
	}
	near := max(1, int(math.Round(l.pixel)))
	return &word{letters: white(coverage), halo: white(coverage.Halo(near, haloOpacity)), near: float64(near)}
}

// white is a white picture of a coverage.
func white(p sprite.Picture) *ebiten.Image {
	image := ebiten.NewImage(p.Width, p.Height)
	image.WritePixels(p.White())
	return image
}
