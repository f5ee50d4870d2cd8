package theme

import "math"

// divergingOpacity is how strongly the largest value covers the ground: points drawn over it must stay legible.
const divergingOpacity = 0.55

// Diverging shows a signed value in [-1,1] as a colour and an opacity over the ground: Target where positive (more
// samples wanted), Generated where negative (fewer), nothing at 0. The opacity grows faster than the value at first,
// so that the zero line is seen.
func (t Theme) Diverging(value float32) (c Colour, opacity float32) {
	c = t.Target
	if value < 0 {
		c, value = t.Generated, -value
	}
	return c, divergingOpacity * float32(math.Pow(float64(min(value, 1)), 0.75))
}
