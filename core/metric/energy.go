package metric

import "math"

// Energy is the energy distance 2 E‖x−y‖ − E‖x−x′‖ − E‖y−y′‖ between the empirical measures of x [n×dim] and y [m×dim] (Székely and Rizzo,
// "Energy statistics", J. Stat. Plan. Inference 143, 2013), in natural units and never negative. In one dimension it is 2∫(F−G)².
// Fewer than two points, wrong lengths and values that are not finite are errors.
func Energy(x, y []float32, dim int) (float64, error) {
	countX, countY, err := countBoth(x, y, dim)
	if err != nil {
		return 0, err
	}
	n, m := float64(countX), float64(countY)
	across := sumPairs(x, y, dim, math.Sqrt) / (n * m)
	return max(2*across-sumWithin(x, dim, math.Sqrt)/(n*n)-sumWithin(y, dim, math.Sqrt)/(m*m), 0), nil
}
