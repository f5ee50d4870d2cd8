package metric

import (
	"fmt"
	"math"
	"slices"
)

// A LogDensity writes log q at points [n×dim], in natural units, to dst [n], in nats; −Inf where q is 0.
type LogDensity func(dst, points []float32) error

// NLL is the mean of −log q over held-out points [n×dim] of the target, in nats: the entropy of the target for the target's own density, and more by the Kullback–Leibler
// divergence for any other; +∞ where a point has density 0. Wrong lengths, values that are not finite and densities that are NaN or infinite are errors.
func NLL(q LogDensity, held []float32, dim int) (float64, error) {
	n, err := countPoints("held-out", held, dim)
	if err != nil {
		return 0, err
	}
	values, err := densities("model", q, held, n)
	if err != nil {
		return 0, err
	}
	sum := 0.0
	for _, v := range values {
		sum -= float64(v)
	}
	return sum / float64(n), nil
}

// densities asks for the log-densities at n points.
func densities(name string, q LogDensity, points []float32, n int) ([]float32, error) {
	values := make([]float32, n)
	if err := q(values, points); err != nil {
		return nil, err
	}
	for i, v := range values {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 1) {
			return nil, fmt.Errorf("metric: log-density of the %s at point %d is %v: want a finite number or -Inf", name, i, v)
		}
	}
	return values, nil
}

// A Grid is a box of cells, equally many along each of its one or two axes.
type Grid struct {
	Low, High []float64 // [dim] corners
	Cells     int       // along each axis
}

// negligible is log 10⁻²⁰: cells below the densest cell by more than that are a KL's last digits at most.
const negligible = -46.05

// KL is the Kullback–Leibler divergence ∫ p log(p/q) in nats by the midpoint rule on the grid, with p brought to mass 1 there and q taken as it is. The grid must hold
// almost all of p and resolve it. Cells that hold less than 10⁻²⁰ of the densest one's mass are left out: q, which may cost an integral a point, is not asked
// there. It is +∞ if q is 0 in any other cell; it is an error if p is 0 everywhere, or the grid has no or more than two axes or corners out of order.
func (g Grid) KL(p, q LogDensity) (float64, error) {
	points, err := g.centres()
	if err != nil {
		return 0, err
	}
	dim := len(g.Low)
	logP, err := densities("target", p, points, len(points)/dim)
	if err != nil {
		return 0, err
	}
	kept, least := 0, slices.Max(logP)+negligible
	for i, l := range logP {
		if l > least {
			logP[kept] = l
			copy(points[kept*dim:], points[i*dim:(i+1)*dim])
			kept++
		}
	}
	logQ, err := densities("model", q, points[:kept*dim], kept)
	if err != nil {
		return 0, err
	}
	volume := 1.0
	for k := range g.Low {
		volume *= (g.High[k] - g.Low[k]) / float64(g.Cells)
	}
	mass, sum := 0.0, 0.0
	for i, l := range logP[:kept] {
		share := volume * math.Exp(float64(l))
		mass += share
		sum += float64(share * (float64(l) - float64(logQ[i])))
	}
	if mass == 0 {
		return 0, fmt.Errorf("metric: the target's density is 0 all over the grid from %v to %v: want some of it inside", g.Low, g.High)
	}
	return sum/mass - math.Log(mass), nil
}

// centres are the middles of the cells [Cells^dim×dim], the last axis fastest.
func (g Grid) centres() ([]float32, error) {
	dim := len(g.Low)
	if dim < 1 || dim > 2 || len(g.High) != dim || g.Cells < 1 {
		return nil, fmt.Errorf("metric: grid of %d cells from %v to %v: want at least 1 cell and corners of one or two coordinates", g.Cells, g.Low, g.High)
	}
	for k := range g.Low {
		if width := g.High[k] - g.Low[k]; !(width > 0) || math.IsInf(width, 1) {
			return nil, fmt.Errorf("metric: grid from %v to %v along axis %d: want the first below the second", g.Low[k], g.High[k], k)
		}
	}
	middle := func(k, cell int) float32 {
		return float32(g.Low[k] + float64((g.High[k]-g.Low[k])*((float64(cell)+0.5)/float64(g.Cells))))
	}
	var points []float32
	for i := range g.Cells {
		if dim == 1 {
			points = append(points, middle(0, i))
			continue
		}
		for j := range g.Cells {
			points = append(points, middle(0, i), middle(1, j))
		}
	}
	return points, nil
}

// gridAround is a grid over the box of x [n×dim], a tenth larger on every side.
func gridAround(x []float32, dim, cells int) Grid {
	g := Grid{Cells: cells}
	for k := range dim {
		low, high := math.Inf(1), math.Inf(-1)
		for i := k; i < len(x); i += dim {
			low, high = min(low, float64(x[i])), max(high, float64(x[i]))
		}
		margin := (high - low) / 10
		g.Low, g.High = append(g.Low, low-margin), append(g.High, high+margin)
	}
	return g
}
