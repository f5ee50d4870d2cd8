package target

import "math"

// Bounds is the part of the plane worth seeing for points [n×dim], as xmin, ymin, xmax, ymax: the box around their first two columns,
// with a margin of 8% of its width and height on each side. A side without extent is 1 to each side of its middle, no points give
// [−1, 1]², and numbers that are not finite do not count.
func Bounds(points []float32, dim int) [4]float64 {
	const margin = 0.08
	var box [4]float64
	for axis := range 2 {
		low, high := math.Inf(1), math.Inf(-1)
		for i := axis; axis < dim && i < len(points); i += dim {
			if x := float64(points[i]); !math.IsNaN(x) && !math.IsInf(x, 0) {
				low, high = min(low, x), max(high, x)
			}
		}
		switch {
		case low > high:
			low, high = -1, 1
		case low == high:
			low, high = low-1, high+1
		default:
			low, high = low-margin*(high-low), high+margin*(high-low)
		}
		box[axis], box[axis+2] = low, high
	}
	return box
}
