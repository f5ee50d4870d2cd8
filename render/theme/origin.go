package theme

import "math"

// The circle of colours a particle can come from, in Oklch: one chroma that sRGB can show at nearly every hue.
const (
	originChroma   = 0.13
	originCentre   = 0.80 // lightness in the middle of the noise
	originRim      = 0.50 // lightness far out
	originDarkLift = 0.08 // lightness added on a dark ground
)

// Origin colours a particle for life by where it started: hue is the angle of z (radians), lightness falls with its
// radius, given in standard deviations of one coordinate. Neighbours in noise have neighbouring colours, so tearing,
// folding and crossing show.
func (t Theme) Origin(angle, radius float64) Colour {
	rim := 1 - math.Exp(-radius*radius/2) // share of a Gaussian that lies closer: even use of the range
	lightness := originCentre + (originRim-originCentre)*rim
	if t.Dark {
		lightness += originDarkLift
	}
	sin, cos := math.Sincos(angle)
	return fromOklab([3]float32{float32(lightness), float32(originChroma * cos), float32(originChroma * sin)})
}
