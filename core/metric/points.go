package metric

import (
	"fmt"
	"math"
)

// countPoints is the number of points in x, called name in errors. It is an error if they are not at least two finite points of a
// dimension ≥ 1.
func countPoints(name string, x []float32, dim int) (int, error) {
	if dim < 1 {
		return 0, fmt.Errorf("metric: dimension %d: want at least 1", dim)
	}
	if len(x) < 2*dim || len(x)%dim != 0 {
		return 0, fmt.Errorf("metric: %s has %d coordinates: want a multiple of the dimension %d, at least 2 points", name, len(x), dim)
	}
	for k, v := range x {
		if f := float64(v); math.IsNaN(f) || math.IsInf(f, 0) {
			return 0, fmt.Errorf("metric: coordinate %d of point %d of %s is %v: want a finite number", k%dim, k/dim, name, v)
		}
	}
	return len(x) / dim, nil
}

// countBoth is countPoints of x and of y.
func countBoth(x, y []float32, dim int) (n, m int, err error) {
	if n, err = countPoints("x", x, dim); err != nil {
		return 0, 0, err
	}
	m, err = countPoints("y", y, dim)
	return n, m, err
}

// squaredDistance is ‖a − b‖².
func squaredDistance(a, b []float32) float64 {
	sum := 0.0
	for k, v := range a {
		d := float64(v) - float64(b[k])
		sum += float64(d * d)
	}
	return sum
}

// sumPairs adds f of the squared distance over all pairs of a point of x and a point of y.
func sumPairs(x, y []float32, dim int, f func(squared float64) float64) float64 {
	sum := 0.0
	for i := 0; i < len(x); i += dim {
		a, row := x[i:i+dim], 0.0
		for j := 0; j < len(y); j += dim {
			row += f(squaredDistance(a, y[j:j+dim]))
		}
		sum += row
	}
	return sum
}

// sumWithin adds f of the squared distance over all ordered pairs of different points of x.
func sumWithin(x []float32, dim int, f func(squared float64) float64) float64 {
	sum := 0.0
	for i := 0; i < len(x); i += dim {
		a, row := x[i:i+dim], 0.0
		for j := 0; j < i; j += dim {
			row += f(squaredDistance(a, x[j:j+dim]))
		}
		sum += row
	}
	return 2 * sum
}
