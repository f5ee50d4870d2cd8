package ot

import (
	"fmt"
	"math"
)

// unassigned marks a row or a column without a partner.
const unassigned = -1

// An Assignment solves dense linear assignment problems exactly: it finds the permutation that minimises Σᵢ cost[i,match[i]].
// The zero value is ready; scratch is kept, so that solving problems of one size soon allocates nothing.
// It must not be used by two goroutines at once.
//
// It is a primal–dual method in the manner of Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear
// assignment problems", Computing 38 (1987): prices from the columns' least costs, an ε-scaling auction to improve them, a last round
// of bidding without ε, and one shortest augmenting path for each row still free. Only the last two decide, so the result is exact.
// Each row works on a short list of candidate columns for as long as a bound proves that enough.
type Assignment struct {
	n     int
	cost  []float32
	price []float64 // [n] v, dual of the columns
	row   []int     // [n] column of each row
	owner []int     // [n] row of each column
	free  []int     // rows without a column
	near  candidates
	paths search
}

// Solve writes the optimal column of each row to match [n] and returns the least total cost, summed in float64.
// Cost is [n×n], row-major and finite. An n below 1, a wrong length or a cost that is not finite is an error.
func (a *Assignment) Solve(match []int, cost []float32, n int) (total float64, err error) {
	if err := checkSquare(match, cost, n); err != nil {
		return 0, err
	}
	a.reset(cost, n)
	a.leastCosts()
	return a.finish(match), nil
}

// SolveFrom is Solve with a guess at the prices of the columns [n], in place of those by column reduction: any finite guess gives the same
// total, a good one sooner.
func (a *Assignment) SolveFrom(match []int, cost []float32, n int, prices []float64) (total float64, err error) {
	if err := checkSquare(match, cost, n); err != nil {
		return 0, err
	}
	if err := checkPrices(prices, n); err != nil {
		return 0, err
	}
	a.reset(cost, n)
	copy(a.price, prices)
	return a.finish(match), nil
}

// finish completes the assignment from prices alone.
func (a *Assignment) finish(match []int) (total float64) {
	for i := range a.n {
		a.refresh(i)
	}
	a.release()
	a.auction()
	a.bid(0)
	for _, row := range a.free {
		a.augment(row)
	}
	copy(match, a.row)
	for i, j := range match {
		total += float64(a.cost[i*a.n+j])
	}
	a.cost = nil // it is the caller's
	return total
}

// Prices copies the column prices v of the last solve to dst, which must have its size. With uᵢ = minⱼ cost[i,j] − vⱼ they certify
// the optimum: Σu + Σv is the least total cost.
func (a *Assignment) Prices(dst []float64) { copy(dst, a.price) }

func checkSquare(match []int, cost []float32, n int) error {
	switch {
	case n < 1:
		return fmt.Errorf("ot: assignment of size %d: want at least 1", n)
	case len(match) != n:
		return fmt.Errorf("ot: match has length %d: want %d", len(match), n)
	case len(cost) != n*n:
		return fmt.Errorf("ot: cost has %d entries: want %d×%d = %d", len(cost), n, n, n*n)
	}
	for k, c := range cost {
		if math.Float32bits(c)&exponent == exponent {
			return fmt.Errorf("ot: cost of row %d, column %d is %v: want a finite number", k/n, k%n, c)
		}
	}
	return nil
}

func checkPrices(prices []float64, n int) error {
	if len(prices) != n {
		return fmt.Errorf("ot: %d prices: want %d", len(prices), n)
	}
	for j, v := range prices {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("ot: price of column %d is %v: want a finite number", j, v)
		}
	}
	return nil
}

func (a *Assignment) reset(cost []float32, n int) {
	a.n, a.cost = n, cost
	a.price, a.row, a.owner, a.free = resize(a.price, n), resize(a.row, n), resize(a.owner, n), resize(a.free, n)[:0]
	a.near.reset(n)
	a.paths.reset(n)
}

// leastCosts prices each column at its least cost.
func (a *Assignment) leastCosts() {
	for j, c := range a.cost[:a.n] {
		a.price[j] = float64(c)
	}
	for i := 1; i < a.n; i++ {
		for j, c := range a.cost[i*a.n : (i+1)*a.n] {
			a.price[j] = min(a.price[j], float64(c))
		}
	}
}

// resize is s with length n, in the same array where that is large enough; the contents are arbitrary.
func resize[E any](s []E, n int) []E {
	if cap(s) < n {
		return make([]E, n)
	}
	return s[:n]
}
