package targettest

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"pushforward/core/random"
	"pushforward/core/target"
)

// gridCells is how many cells a grid has along an axis.
const gridCells = 12

// A grid divides a box into cells, each about as likely as the others along either axis.
type grid [2][gridCells + 1]float64 // edges along x and y

// newGrid has the quantiles of points [n×2] for edges, and the outer ones beyond all of them.
func newGrid(points []float32) (g grid) {
	box := target.Bounds(points, 2)
	values := make([]float64, len(points)/2)
	for axis := range 2 {
		for i := range values {
			values[i] = float64(points[2*i+axis])
		}
		slices.Sort(values)
		for k := range gridCells {
			g[axis][k] = values[k*len(values)/gridCells]
		}
		g[axis][0], g[axis][gridCells] = box[axis], box[axis+2]
	}
	return g
}

// cell is the index of the cell that holds a point, or gridCells² for a point outside the box.
func (g *grid) cell(x, y float64) int {
	column, row := g.interval(0, x), g.interval(1, y)
	if min(column, row) < 0 || max(column, row) >= gridCells {
		return gridCells * gridCells
	}
	return row*gridCells + column
}

// interval is the number of the interval of an axis that holds x, −1 or gridCells for none.
func (g *grid) interval(axis int, x float64) int {
	k, found := slices.BinarySearch(g[axis][:], x)
	if found {
		return k
	}
	return k - 1
}

// integrate is the integral of a density over each cell.
func (g *grid) integrate(density target.Densitied) []float64 {
	point := make([]float64, 2)
	p := func(x, y float64) float64 {
		point[0], point[1] = x, y
		return math.Exp(density.LogDensity(point))
	}
	mass := make([]float64, gridCells*gridCells)
	for k := range mass {
		column, row := k%gridCells, k/gridCells
		r := rectangle{g[0][column], g[1][row], g[0][column+1], g[1][row+1]}
		mass[k] = r.integrate(p, r.estimate(p), 0)
	}
	return mass
}

// A rectangle is xmin, ymin, xmax, ymax.
type rectangle [4]float64

// integrate divides a rectangle into quarters until they agree with the whole, at first always, so that no narrow peak is passed over.
// Where the density has an edge, the quarters are those along it.
func (r rectangle) integrate(p func(x, y float64) float64, whole float64, depth int) float64 {
	const least, most, tolerance = 2, 14, 1e-7
	x, y := (r[0]+r[2])/2, (r[1]+r[3])/2
	quarters := [4]rectangle{{r[0], r[1], x, y}, {x, r[1], r[2], y}, {r[0], y, x, r[3]}, {x, y, r[2], r[3]}}
	var parts [4]float64
	sum := 0.0
	for k, quarter := range quarters {
		parts[k] = quarter.estimate(p)
		sum += parts[k]
	}
	if depth >= most || depth >= least && math.Abs(sum-whole) < tolerance {
		return sum
	}
	sum = 0
	for k, quarter := range quarters {
		sum += quarter.integrate(p, parts[k], depth+1)
	}
	return sum
}

// estimate is the integral over a rectangle by Gauss and Legendre's rule of 4×4 points.
func (r rectangle) estimate(p func(x, y float64) float64) float64 {
	places := [4]float64{-0.861136311594053, -0.339981043584856, 0.339981043584856, 0.861136311594053}
	weights := [4]float64{0.347854845137454, 0.652145154862546, 0.652145154862546, 0.347854845137454}
	sum := 0.0
	for i, u := range places {
		for j, v := range places {
			sum += weights[i] * weights[j] * p((r[0]+r[2]+u*(r[2]-r[0]))/2, (r[1]+r[3]+v*(r[3]-r[1]))/2)
		}
	}
	return sum * (r[2] - r[0]) * (r[3] - r[1]) / 4
}

// testDensity checks, in the plane, that the density integrates to 1 and that the draws fall into the cells of a grid as it foretells. Other
// draws set the grid.
func testDensity(t Reporter, built target.Target, points []float32) {
	density, ok := built.(target.Densitied)
	if !ok {
		return // testTarget has reported it
	}
	if built.Dim() != 2 {
		t.Errorf("no check for a density in dimension %d", built.Dim())
		return
	}
	others := make([]float32, draws*2)
	built.Sample(others, random.New(seed, "grid"))
	g := newGrid(others)
	expected := g.integrate(density)
	total := 0.0
	for k := range expected {
		total += expected[k]
		expected[k] *= draws
	}
	if math.Abs(total-1) > 0.001 {
		t.Errorf("the density integrates to %.5f, want 1", total)
	}
	expected = append(expected, draws*max(0, 1-total))
	counts := make([]float64, len(expected))
	for i := 0; i < len(points); i += 2 {
		counts[g.cell(float64(points[i]), float64(points[i+1]))]++
	}
	checkCounts(t, "cells of the plane", counts, expected)
}

// checkCounts is Pearson's χ² test at the level 10⁻⁶. Cells of which fewer than 10 draws are expected are taken together.
func checkCounts(t Reporter, what string, counts, expected []float64) {
	t.Helper()
	var rare [2]float64
	var observed, foretold []float64
	for k := range counts {
		if expected[k] < 10 {
			rare[0] += counts[k]
			rare[1] += expected[k]
			continue
		}
		observed, foretold = append(observed, counts[k]), append(foretold, expected[k])
	}
	if rare[1] >= 10 {
		observed, foretold = append(observed, rare[0]), append(foretold, rare[1])
	} else if rare[0] > 40 { // a Poisson number of mean 10 passes 40 with probability below 10⁻¹²
		t.Errorf("%s: %v draws where %.2f are expected", what, rare[0], rare[1])
	}
	if len(observed) < 2 {
		return // one count holds all draws and cannot be off
	}
	got := stat.ChiSquare(observed, foretold)
	if limit := (distuv.ChiSquared{K: float64(len(observed) - 1)}).Quantile(1 - 1e-6); got > limit {
		t.Errorf("%s: χ² of %d counts is %.1f, want at most %.1f", what, len(observed), got, limit)
	}
}
