package metric

import (
	"fmt"
	"math"
	"slices"
)

// MMD2 is the unbiased estimate of the squared maximum mean discrepancy between x [n×dim] and y [m×dim],
// E k(x,x′) + E k(y,y′) − 2 E k(x,y) with the Gaussian kernel k(x,y) = exp(−‖x−y‖²/(2ℓ²)) (Gretton et al., "A kernel two-sample test",
// JMLR 13, 2012, eq. 3). Being unbiased, it may be negative. The bandwidth ℓ > 0 is in natural units; see [MedianBandwidth].
// Fewer than two points, wrong lengths and values that are not finite are errors.
func MMD2(x, y []float32, dim int, bandwidth float64) (float64, error) {
	n, m, err := checkMMD(x, y, dim, bandwidth)
	if err != nil {
		return 0, err
	}
	kernel := gaussian(bandwidth)
	within := sumWithin(x, dim, kernel)/(n*(n-1)) + sumWithin(y, dim, kernel)/(m*(m-1))
	return within - 2*sumPairs(x, y, dim, kernel)/(n*m), nil
}

// MMD2Biased is the squared maximum mean discrepancy between the two empirical measures themselves (Gretton et al., eq. 5): pairs of a
// point with itself count, so it is never negative and is 0 only for equal samples. Arguments and errors as for [MMD2].
func MMD2Biased(x, y []float32, dim int, bandwidth float64) (float64, error) {
	n, m, err := checkMMD(x, y, dim, bandwidth)
	if err != nil {
		return 0, err
	}
	kernel := gaussian(bandwidth)
	within := (sumWithin(x, dim, kernel)+n)/(n*n) + (sumWithin(y, dim, kernel)+m)/(m*m)
	return max(within-2*sumPairs(x, y, dim, kernel)/(n*m), 0), nil
}

// kernelDistances is [MMD2] and [Energy] in one pass over the pairs, which have the squared distance in common.
func kernelDistances(x, y []float32, dim int, bandwidth float64) (mmd2, energy float64, err error) {
	n, m, err := checkMMD(x, y, dim, bandwidth)
	if err != nil {
		return 0, 0, err
	}
	kernel, distance := gaussian(bandwidth), 0.0
	both := func(squared float64) float64 {
		distance += math.Sqrt(squared)
		return kernel(squared)
	}
	across := sumPairs(x, y, dim, both) / (n * m)
	energy, distance = 2*distance/(n*m), 0
	within := sumWithin(x, dim, both) / (n * (n - 1))
	energy, distance = energy-2*distance/(n*n), 0
	within += sumWithin(y, dim, both) / (m * (m - 1))
	energy -= 2 * distance / (m * m)
	return within - 2*across, max(energy, 0), nil
}

func gaussian(bandwidth float64) func(squared float64) float64 {
	factor := -1 / (2 * bandwidth * bandwidth)
	return func(squared float64) float64 { return math.Exp(factor * squared) }
}

func checkMMD(x, y []float32, dim int, bandwidth float64) (n, m float64, err error) {
	if !(bandwidth > 0) || math.IsInf(bandwidth, 1) {
		return 0, 0, fmt.Errorf("metric: mmd: bandwidth %v: want > 0", bandwidth)
	}
	countX, countY, err := countBoth(x, y, dim)
	return float64(countX), float64(countY), err
}

// MedianBandwidth is the median distance between two different points of x [n×dim], the common choice of ℓ. Points that coincide make it 0
// where they are half of all pairs; it is then the mean distance, and an error if all points are one. It takes 4n² bytes.
func MedianBandwidth(x []float32, dim int) (float64, error) {
	n, err := countPoints("x", x, dim)
	if err != nil {
		return 0, err
	}
	squared := make([]float64, 0, n*(n-1)/2)
	sum := sumWithin(x, dim, func(s float64) float64 {
		squared = append(squared, s)
		return math.Sqrt(s)
	})
	if sum == 0 {
		return 0, fmt.Errorf("metric: mmd: all %d points are the same: want a distance above 0 for the bandwidth", n)
	}
	slices.Sort(squared)
	middle := len(squared) / 2
	median := math.Sqrt(squared[middle])
	if len(squared)%2 == 0 {
		median = (median + math.Sqrt(squared[middle-1])) / 2
	}
	if median == 0 {
		return sum / float64(n*(n-1)), nil
	}
	return median, nil
}
