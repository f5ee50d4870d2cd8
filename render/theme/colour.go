// Package theme holds the stage's colours: one meaning each, on light and on dark.
package theme

import (
	"fmt"
	"math"
)

// Colour is an sRGB colour, each channel in [0,1], opaque.
type Colour struct{ R, G, B float32 }

// Parse reads "#rrggbb".
func Parse(s string) (Colour, error) {
	if len(s) != 7 || s[0] != '#' {
		return Colour{}, fmt.Errorf("colour %q: want #rrggbb", s)
	}
	var channels [3]float32
	for i := range channels {
		high, ok1 := nibble(s[1+2*i])
		low, ok2 := nibble(s[2+2*i])
		if !ok1 || !ok2 {
			return Colour{}, fmt.Errorf("colour %q: want #rrggbb", s)
		}
		channels[i] = float32(high<<4|low) / 255
	}
	return Colour{channels[0], channels[1], channels[2]}, nil
}

func nibble(c byte) (value byte, ok bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// Bytes returns the channels as 0 to 255.
func (c Colour) Bytes() (r, g, b byte) { return quantise(c.R), quantise(c.G), quantise(c.B) }

func quantise(v float32) byte { return byte(min(max(v, 0), 1)*255 + 0.5) }

// Mix goes from c (s = 0) to d (s = 1) through Oklab, so that what lies between is neither muddy nor dim.
func (c Colour) Mix(d Colour, s float32) Colour {
	a, b := c.oklab(), d.oklab()
	for i := range a {
		a[i] += s * (b[i] - a[i])
	}
	return fromOklab(a)
}

// Luminance is the relative luminance of WCAG 2: 0 for black, 1 for white.
func (c Colour) Luminance() float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// oklab converts to Björn Ottosson's Oklab (2020): lightness and two opponent axes.
func (c Colour) oklab() [3]float32 {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return [3]float32{
		float32(0.2104542553*l + 0.7936177850*m - 0.0040720468*s),
		float32(1.9779984951*l - 2.4285922050*m + 0.4505937099*s),
		float32(0.0259040371*l + 0.7827717662*m - 0.8086757660*s),
	}
}

// fromOklab is the inverse of oklab, clamped to what sRGB can show.
func fromOklab(lab [3]float32) Colour {
	lightness, a, b := float64(lab[0]), float64(lab[1]), float64(lab[2])
	l := cube(lightness + 0.3963377774*a + 0.2158037573*b)
	m := cube(lightness - 0.1055613458*a - 0.0638541728*b)
	s := cube(lightness - 0.0894841775*a - 1.2914855480*b)
	return Colour{
		gamma(4.0767416621*l - 3.3077115913*m + 0.2309699292*s),
		gamma(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s),
		gamma(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s),
	}
}

func cube(v float64) float64 { return v * v * v }

// linear undoes sRGB's transfer curve (IEC 61966-2-1).
func linear(v float32) float64 {
	if v <= 0.04045 {
		return float64(v) / 12.92
	}
	return math.Pow((float64(v)+0.055)/1.055, 2.4)
}

// gamma applies sRGB's transfer curve and clamps to [0,1].
func gamma(v float64) float32 {
	if v <= 0.0031308 {
		return float32(max(0, 12.92*v))
	}
	return float32(min(1, 1.055*math.Pow(v, 1/2.4)-0.055))
}
