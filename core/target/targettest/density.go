package targettest

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"pushforward/core/target"
)

// A grid divides a box into cells×cells cells, and each of these for quadrature into fine×fine.
type grid struct {
	box         [4]float64 // xmin, ymin, xmax, ymax
	cells, fine int
}

// node is the coordinate of node k of the fine grid along an axis; k may lie between nodes.
func (g grid) node(axis int, k float64) float64 {
	low, high := g.box[axis], g.box[axis+2]
	return low + (high-low)*k/float64(g.cells*g.fine)
}

// cell is the index of the cell that holds a point, or cells² for a point outside the box.
func (g grid) cell(x, y float64) int {
	column := int(math.Floor((x - g.box[0]) / (g.box[2] - g.box[0]) * float64(g.cells)))
	row := int(math.Floor((y - g.box[1]) / (g.box[3] - g.box[1]) * float64(g.cells)))
	if min(column, row) < 0 || max(column, row) >= g.cells {
		return g.cells * g.cells
	}
	return row*g.cells + column
}

// integrate is the integral of a density over each cell: by the trapezoidal rule in fine cells where the density is smooth.
func (g grid) integrate(density target.Densitied) []float64 {
	at := func(column, row float64) float64 {
		return math.Exp(density.LogDensity([]float64{g.node(0, column), g.node(1, row)}))
	}
	side := g.cells * g.fine
	nodes := make([]float64, (side+1)*(side+1))
	for k := range nodes {
		nodes[k] = at(float64(k%(side+1)), float64(k/(side+1)))
	}
	area := (g.box[2] - g.box[0]) * (g.box[3] - g.box[1]) / float64(side*side)
	mass := make([]float64, g.cells*g.cells)
	for row := range side {
		for column := range side {
			k := row*(side+1) + column
			corners := [4]float64{nodes[k], nodes[k+1], nodes[k+side+1], nodes[k+side+2]}
			mean := (corners[0] + corners[1] + corners[2] + corners[3]) / 4
			if mean > 0 && min(corners[0], corners[1], corners[2], corners[3]) == 0 {
				mean = edgeMean(at, column, row)
			}
			mass[row/g.fine*g.cells+column/g.fine] += area * mean
		}
	}
	return mass
}

// edgeMean is the mean of a density over a fine cell that the edge of its support runs through: by the midpoint rule, 16×16 points.
func edgeMean(at func(column, row float64) float64, column, row int) float64 {
	const points = 16
	sum := 0.0
	for k := range points * points {
		sum += at(float64(column)+(float64(k%points)+0.5)/points, float64(row)+(float64(k/points)+0.5)/points)
	}
	return sum / (points * points)
}

// testDensity checks, in the plane, that the density integrates to 1 and that the draws fall into the cells of a grid as it foretells.
func testDensity(t Reporter, built target.Target, points []float32) {
	density, ok := built.(target.Densitied)
	if !ok {
		return // testTarget has reported it
	}
	if built.Dim() != 2 {
		t.Errorf("no check for a density in dimension %d", built.Dim())
		return
	}
	g := grid{target.Bounds(points, 2), 12, 20}
	expected := g.integrate(density)
	total := 0.0
	for k := range expected {
		total += expected[k]
		expected[k] *= draws
	}
	if math.Abs(total-1) > 0.002 {
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
