package ot

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pushforward/core/random"
)

// costs are matrices of several kinds: independent, whole numbers with many ties, all equal, of either sign, and squared distances.
var costs = map[string]func(n int, r *random.Stream) []float32{
	"uniform": func(n int, r *random.Stream) []float32 { return drawCosts(n, r.Float64) },
	"ties": func(n int, r *random.Stream) []float32 {
		return drawCosts(n, func() float64 { return float64(r.IntN(4)) })
	},
	"equal": func(n int, _ *random.Stream) []float32 { return drawCosts(n, func() float64 { return 3 }) },
	"signed": func(n int, r *random.Stream) []float32 {
		return drawCosts(n, func() float64 { return 1e6 * r.Normal() })
	},
	"distances": func(n int, r *random.Stream) []float32 { return distances(n, r, "noise", "8gaussians") },
	"grid":      func(n int, r *random.Stream) []float32 { return distances(n, r, "grid", "grid") },
}

func drawCosts(n int, draw func() float64) []float32 {
	cost := make([]float32, n*n)
	for k := range cost {
		cost[k] = float32(draw())
	}
	return cost
}

func distances(n int, r *random.Stream, from, to string) []float32 {
	cost := make([]float32, n*n)
	costMatrix(cost, clouds[from](n, r), clouds[to](n, r), 2)
	return cost
}

// leastTotal tries all permutations, row by row.
func leastTotal(cost []float32, n, row int, taken uint) float64 {
	if row == n {
		return 0
	}
	best := math.Inf(1)
	for j := range n {
		if taken&(1<<j) == 0 {
			best = min(best, float64(cost[row*n+j])+leastTotal(cost, n, row+1, taken|1<<j))
		}
	}
	return best
}

func TestAssignmentAgainstBruteForce(t *testing.T) {
	var a Assignment
	for name, draw := range costs {
		r := random.New(11, name)
		for n := 1; n <= 8; n++ {
			for range 10 {
				cost, match := draw(n, r), make([]int, n)
				got, err := a.Solve(match, cost, n)
				if err != nil {
					t.Fatal(err)
				}
				if want := leastTotal(cost, n, 0, 0); math.Abs(got-want) > 1e-9*max(1, math.Abs(want)) {
					t.Errorf("%s, n = %d: total %v, want %v", name, n, got, want)
				}
			}
		}
	}
}

// Feasible prices that are tight on the assignment prove that no other is cheaper (complementary slackness).
func TestPricesCertifyTheAssignment(t *testing.T) {
	var a Assignment
	for name, draw := range costs {
		for _, n := range []int{9, 60, 400} {
			r := random.New(5, name)
			cost, match, guess := draw(n, r), make([]int, n), make([]float64, n)
			cold, err := a.Solve(match, cost, n)
			if err != nil {
				t.Fatal(err)
			}
			certify(t, fmt.Sprintf("%s, n = %d", name, n), &a, match, cost, n, cold)
			for j := range guess {
				guess[j] = 3 * r.Normal()
			}
			warm, err := a.SolveFrom(match, cost, n, guess)
			if err != nil {
				t.Fatal(err)
			}
			certify(t, fmt.Sprintf("%s from a guess, n = %d", name, n), &a, match, cost, n, warm)
		}
	}
}

func certify(t *testing.T, name string, a *Assignment, match []int, cost []float32, n int, total float64) {
	t.Helper()
	v, seen := make([]float64, n), make([]bool, n)
	a.Prices(v)
	primal, dual, scale := 0.0, 0.0, 0.0
	for i, j := range match {
		if seen[j] {
			t.Fatalf("%s: column %d is given twice", name, j)
		}
		seen[j] = true
		primal += float64(cost[i*n+j])
		u := math.Inf(1)
		for k, c := range cost[i*n : (i+1)*n] {
			u = min(u, float64(c)-v[k])
			scale = max(scale, math.Abs(float64(c)))
		}
		if slack := float64(cost[i*n+j]) - v[j] - u; slack > 1e-9*max(1, scale) {
			t.Errorf("%s: row %d could save %v elsewhere, want 0", name, i, slack)
		}
		dual += u + v[j]
	}
	if math.Abs(primal-total) > 1e-9*max(1, math.Abs(total)) || math.Abs(primal-dual) > 1e-9*max(1, scale)*float64(n) {
		t.Errorf("%s: total %v, sum of the costs %v, dual value %v: want equal", name, total, primal, dual)
	}
}

// On the line with a convex cost the sorted order is optimal.
func TestAssignmentOnTheLineIsSorting(t *testing.T) {
	const n = 300
	r := random.New(2, "data")
	x, y := make([]float32, n), make([]float32, n)
	for i := range x {
		x[i], y[i] = float32(r.Normal()), float32(2*r.Normal()+1)
	}
	match := make([]int, n)
	var exact Exact
	squared, err := exact.Couple(match, x, y, 1)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(x)
	slices.Sort(y)
	want := 0.0
	for i := range x {
		want += float64(x[i]-y[i]) * float64(x[i]-y[i]) / n
	}
	if math.Abs(squared-want) > 1e-5*want {
		t.Errorf("W₂² = %v, sorting gives %v", squared, want)
	}
}

func TestCouplingAgainAllocatesNothing(t *testing.T) {
	r := random.New(3, "data")
	x, y, match := clouds["noise"](100, r), clouds["checkerboard"](100, r), make([]int, 100)
	var exact Exact
	if n := testing.AllocsPerRun(5, func() { _, _ = exact.Couple(match, x, y, 2) }); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}

func TestAssignmentRefuses(t *testing.T) {
	nan := float32(math.NaN())
	var a Assignment
	for _, test := range []struct {
		match  int
		cost   []float32
		n      int
		prices []float64
		want   string
	}{
		{0, nil, 0, nil, "size 0: want at least 1"},
		{1, make([]float32, 4), 2, nil, "match has length 1: want 2"},
		{2, make([]float32, 3), 2, nil, "cost has 3 entries: want 2×2 = 4"},
		{2, []float32{0, 0, nan, 0}, 2, nil, "row 1, column 0 is NaN"},
		{2, make([]float32, 4), 2, []float64{0}, "1 prices: want 2"},
		{2, make([]float32, 4), 2, []float64{0, math.Inf(-1)}, "price of column 1 is -Inf"},
	} {
		_, err := a.SolveFrom(make([]int, test.match), test.cost, test.n, test.prices)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("got %v, want an error with %q", err, test.want)
		}
	}
}

// Of a full list, ties or not, half stays, and nothing dropped is below the bound.
func TestHalvingKeepsTheLower(t *testing.T) {
	r := random.New(6, "data")
	for name, draw := range costs {
		c := candidates{values: make([]float64, 9)}
		list, price := make([]candidate, 9), make([]float64, 9)
		for j, cost := range draw(3, r) {
			list[j], price[j] = candidate{int32(j), cost}, float64(r.IntN(3))
		}
		all := slices.Clone(list)
		size, bound := c.halve(list, price)
		if size != 4 {
			t.Errorf("%s: %d of 9 stay, want 4", name, size)
		}
		for _, e := range all {
			kept, reduced := slices.Contains(list[:size], e), float64(e.cost)-price[e.column]
			if kept && reduced > bound || !kept && reduced < bound {
				t.Errorf("%s: reduced cost %v with the bound %v: kept %v", name, reduced, bound, kept)
			}
		}
	}
}
