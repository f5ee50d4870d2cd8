package theme

import "math"

// sequentialOpacity is how strongly the largest value covers the ground.
const sequentialOpacity = 0.6

// Sequential shows a share in [0,1] of what has been generated as a colour and an opacity over the ground: nothing at 0 and below. The
// opacity grows faster than the share at first, so that thin tails are seen.
func (t Theme) Sequential(share float32) (c Colour, opacity float32) {
	return t.Generated, sequentialOpacity * float32(math.Sqrt(float64(min(max(share, 0), 1))))
}
