package ot

import (
	"fmt"
	"math"
	"slices"

	"pushforward/core/random"
)

// W2Sorted1D is the Wasserstein distance of order two between two samples of the line, both in ascending order, each of equal
// weights but not necessarily of equal size: the square root of ∫₀¹ (F⁻¹ − G⁻¹)² over their quantile functions.
// A sample that is empty, not in order or not finite is an error.
func W2Sorted1D(x, y []float64) (float64, error) {
	if err := checkSorted("x", x); err != nil {
		return 0, err
	}
	if err := checkSorted("y", y); err != nil {
		return 0, err
	}
	return math.Sqrt(squaredSorted(x, y)), nil
}

func checkSorted(name string, x []float64) error {
	if len(x) == 0 {
		return fmt.Errorf("ot: %s is empty: want at least one value", name)
	}
	for i, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("ot: %s[%d] is %v: want a finite number", name, i, v)
		}
		if i > 0 && v < x[i-1] {
			return fmt.Errorf("ot: %s[%d] = %v comes after %v: want ascending order", name, i, v, x[i-1])
		}
	}
	return nil
}

// squaredSorted walks both quantile functions at once. Masses are counted in units of 1/(n·m), so that they stay whole numbers.
func squaredSorted(x, y []float64) float64 {
	n, m := len(x), len(y)
	sum, i, j, leftX, leftY := 0.0, 0, 0, m, n
	for i < n && j < m {
		mass, d := min(leftX, leftY), x[i]-y[j]
		sum += float64(float64(mass) * float64(d*d))
		if leftX -= mass; leftX == 0 {
			i, leftX = i+1, m
		}
		if leftY -= mass; leftY == 0 {
			j, leftY = j+1, n
		}
	}
	return sum / (float64(n) * float64(m))
}

// Sliced is the sliced Wasserstein distance of order two between x [n×dim] and y [m×dim]: the root of the mean of W₂² between their
// projections on random directions, uniform on the sphere (Bonneel et al., "Sliced and Radon Wasserstein barycenters of measures",
// JMIV 51, 2015). In dimension d it is at most W₂/√d. Fewer than one direction, wrong lengths and coordinates that are not
// finite are errors.
func Sliced(x, y []float32, dim, directions int, r *random.Stream) (float64, error) {
	if directions < 1 {
		return 0, fmt.Errorf("ot: %d directions: want at least 1", directions)
	}
	n, err := countPoints("x", x, dim)
	if err != nil {
		return 0, err
	}
	m, err := countPoints("y", y, dim)
	if err != nil {
		return 0, err
	}
	direction, a, b := make([]float64, dim), make([]float64, n), make([]float64, m)
	sum := 0.0
	for range directions {
		drawDirection(direction, r)
		project(a, x, direction)
		project(b, y, direction)
		slices.Sort(a)
		slices.Sort(b)
		sum += squaredSorted(a, b)
	}
	return math.Sqrt(sum / float64(directions)), nil
}

// drawDirection is uniform on the unit sphere.
func drawDirection(dst []float64, r *random.Stream) {
	norm := 0.0
	for norm == 0 {
		for k := range dst {
			dst[k] = r.Normal()
			norm += float64(dst[k] * dst[k])
		}
	}
	for k := range dst {
		dst[k] /= math.Sqrt(norm)
	}
}

// project writes the inner product of each point of x with direction to dst.
func project(dst []float64, x []float32, direction []float64) {
	dim := len(direction)
	for i := range dst {
		sum := 0.0
		for k, v := range x[i*dim : (i+1)*dim] {
			sum += float64(float64(v) * direction[k])
		}
		dst[i] = sum
	}
}
