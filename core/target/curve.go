package target

import (
	"math"

	"pushforward/core/random"
)

// A path is one piece of a curve in the plane, the way of a point over s ∈ [0, 1].
type path struct {
	at     func(s float64) (x, y float64)
	speed  float64 // at most this long per unit of s
	closed bool    // a circle: smooth where its end meets its beginning
}

var (
	_ Densitied = (*curve)(nil)
	_ Scored    = (*curve)(nil)
	_ Momented  = (*curve)(nil)
)

// A curve is equal parts of paths, each with s uniform on [0, 1], blurred by Gaussian noise. Its density is the integral of the Gaussian along
// the paths: a [gaussianSum] over the nodes of a quadrature.
type curve struct {
	gaussianSum
	paths []path
}

// newCurve prepares the quadrature for noise of one standard deviation.
//
// Along a closed path it is the trapezoidal rule with nodes at most 0.7σ apart, which near the path is off by 2 exp(−2π²/0.7²) ≈ 10⁻¹⁷ of
// itself, along others Gauss–Legendre panels at most 2.5σ long, off by less than 10⁻⁹. Where the path is bent as sharply as
// the noise is wide, or from twice as far away, it is off by less than 10⁻⁷.
func newCurve(std float64, paths ...path) curve {
	c := curve{gaussianSum{dim: 2, std: std}, paths}
	share := 1 / float64(len(paths))
	for _, p := range paths {
		if p.closed {
			nodes := int(math.Ceil(p.speed / (0.7 * std)))
			for k := range nodes {
				c.add(p, float64(k)/float64(nodes), share/float64(nodes))
			}
			continue
		}
		half := int(math.Ceil(p.speed / (2 * 2.5 * std))) // a path may have a kink at s = ½
		for panel := range 2 * half {
			gaussLegendre(float64(panel)/float64(2*half), float64(panel+1)/float64(2*half), func(s, weight float64) { c.add(p, s, share*weight) })
		}
	}
	return c
}

func (c *curve) add(p path, s, weight float64) {
	x, y := p.at(s)
	c.centres, c.weights = append(c.centres, x, y), append(c.weights, weight)
}

func (c *curve) Sample(dst []float32, r *random.Stream) {
	for ; len(dst) >= 2; dst = dst[2:] {
		x, y := c.paths[r.IntN(len(c.paths))].at(r.Float64())
		dst[0] = float32(x + float64(c.std*r.Normal()))
		dst[1] = float32(y + float64(c.std*r.Normal()))
	}
}

// circlePath runs around the origin, from the positive x-axis counter-clockwise.
func circlePath(radius float64) path {
	return path{func(s float64) (x, y float64) {
		sin, cos := math.Sincos(2 * math.Pi * s)
		return radius * cos, radius * sin
	}, 2 * math.Pi * radius, true}
}

// gaussLegendre visits the nodes of the eight-point rule on [from, to], with their weights (Abramowitz and Stegun, table 25.4).
func gaussLegendre(from, to float64, visit func(s, weight float64)) {
	middle, half := (from+to)/2, (to-from)/2
	for _, point := range [4]struct{ place, weight float64 }{
		{0.1834346424956498, 0.3626837833783620},
		{0.5255324099163290, 0.3137066458778873},
		{0.7966664774136267, 0.2223810344533745},
		{0.9602898564975363, 0.1012285362903763},
	} {
		visit(middle-float64(half*point.place), half*point.weight)
		visit(middle+float64(half*point.place), half*point.weight)
	}
}
