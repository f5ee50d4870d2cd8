package ot

import (
	"cmp"
	"math"
	"slices"
)

// Exact couples samples of equal size optimally for the squared Euclidean cost. The zero value is ready; scratch is kept, so that coupling
// samples of one size soon allocates nothing. It must not be used by two goroutines at once.
type Exact struct {
	assignment     Assignment
	cost           []float32 // [n×n]
	prices         []float64 // [n]
	orderX, orderY []rank    // [n]
}

// rank is one coordinate of a point and the point's index, for sorting.
type rank struct {
	value float64
	index int
}

// Couple writes to match [n] which point of y each point of x goes to, both [n×dim], and returns W₂² between them in squared natural units.
// Wrong lengths, samples of unequal size and coordinates that are not finite are errors.
func (e *Exact) Couple(match []int, x, y []float32, dim int) (w2squared float64, err error) {
	n, err := countPairs(x, y, dim)
	if err != nil {
		return 0, err
	}
	e.cost = resize(e.cost, n*n)
	costMatrix(e.cost, x, y, dim)
	e.estimate(x, y, n, dim)
	total, err := e.assignment.SolveFrom(match, e.cost, n, e.prices)
	return total / float64(n), err
}

// estimate sets prices to the sum over the coordinates of the one-dimensional problems' exact prices. As ‖x−y‖² is the sum of the
// coordinates' costs they are feasible, and exact where x and y have independent coordinates: up to six times faster than least costs.
func (e *Exact) estimate(x, y []float32, n, dim int) {
	e.prices, e.orderX, e.orderY = resize(e.prices, n), resize(e.orderX, n), resize(e.orderY, n)
	clear(e.prices)
	for k := range dim {
		sortCoordinate(e.orderX, x, k, dim)
		sortCoordinate(e.orderY, y, k, dim)
		price := 0.0
		for r := 1; r < n; r++ {
			// The middle of the interval that leaves both (r−1,r−1) and (r,r) cheapest.
			y0, y1 := e.orderY[r-1].value, e.orderY[r].value
			price += float64((y1 - y0) * (y0 + y1 - e.orderX[r-1].value - e.orderX[r].value))
			e.prices[e.orderY[r].index] += price
		}
	}
}

func sortCoordinate(dst []rank, x []float32, k, dim int) {
	for i := range dst {
		dst[i] = rank{float64(x[i*dim+k]), i}
	}
	sortRanks(dst)
}

func sortRanks(ranks []rank) {
	slices.SortFunc(ranks, func(a, b rank) int { return cmp.Compare(a.value, b.value) })
}

// W2 is the Wasserstein distance of order two between the samples x and y, both [n×dim], exact by assignment, with 4n² bytes for the
// costs. Wrong lengths, samples of unequal size and coordinates that are not finite are errors.
func W2(x, y []float32, dim int) (float64, error) {
	var exact Exact
	squared, err := exact.Couple(make([]int, len(x)/max(dim, 1)), x, y, dim)
	return math.Sqrt(squared), err
}
