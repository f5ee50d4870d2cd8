package ot

import (
	"fmt"
	"math"
)

// exponent is set in whole in a float32 that is infinite or not a number.
const exponent = 0x7f800000

// countPoints is the number of points in x, called name in errors. It is an error if they are not points of a dimension ≥ 1, if
// there are none, or if a coordinate is not finite.
func countPoints(name string, x []float32, dim int) (int, error) {
	if dim < 1 {
		return 0, fmt.Errorf("ot: dimension %d: want at least 1", dim)
	}
	if len(x) == 0 || len(x)%dim != 0 {
		return 0, fmt.Errorf("ot: %s has %d coordinates: want a positive multiple of the dimension %d", name, len(x), dim)
	}
	for k, v := range x {
		if math.Float32bits(v)&exponent == exponent {
			return 0, fmt.Errorf("ot: coordinate %d of point %d of %s is %v: want a finite number", k%dim, k/dim, name, v)
		}
	}
	return len(x) / dim, nil
}

// countPairs is the common number of points of x and y.
func countPairs(x, y []float32, dim int) (int, error) {
	n, err := countPoints("x", x, dim)
	if err != nil {
		return 0, err
	}
	m, err := countPoints("y", y, dim)
	if err != nil {
		return 0, err
	}
	if n != m {
		return 0, fmt.Errorf("ot: %d points in x and %d in y: want as many", n, m)
	}
	return n, nil
}

// CostMatrix writes the squared Euclidean distances between the points x [n×dim] and y [m×dim] to dst [n×m].
// Wrong lengths and coordinates that are not finite are errors.
func CostMatrix(dst, x, y []float32, dim int) error {
	n, err := countPoints("x", x, dim)
	if err != nil {
		return err
	}
	m, err := countPoints("y", y, dim)
	if err != nil {
		return err
	}
	if len(dst) != n*m {
		return fmt.Errorf("ot: cost has %d entries: want %d×%d = %d", len(dst), n, m, n*m)
	}
	costMatrix(dst, x, y, dim)
	return nil
}

// costMatrix rounds every product on its own (no fused multiply-add), so that all machines agree to the bit.
func costMatrix(dst, x, y []float32, dim int) {
	m := len(y) / dim
	for i := range len(x) / dim {
		row, point := dst[i*m:(i+1)*m], x[i*dim:(i+1)*dim]
		if dim == 2 {
			for j := range row {
				dx, dy := point[0]-y[2*j], point[1]-y[2*j+1]
				row[j] = float32(dx*dx) + float32(dy*dy)
			}
			continue
		}
		for j := range row {
			var sum float32
			for k, v := range y[j*dim : (j+1)*dim] {
				d := point[k] - v
				sum += float32(d * d)
			}
			row[j] = sum
		}
	}
}
