package metric

import (
	"fmt"
	"math"
)

// Stein is the squared kernel Stein discrepancy: how far samples are from a density known by its score s = ∇ log p alone, normalised or not,
//
//	E k_p(x,x′),  k_p(x,y) = s(x)·s(y) k + s(x)·∇_y k + s(y)·∇_x k + ∇_x·∇_y k
//
// with the inverse multiquadric kernel k(x,y) = (c² + ‖x−y‖²)^{−½}, which sees every sequence of samples that does not converge (Gorham and Mackey, "Measuring sample quality with
// kernels", arXiv 1703.01717, theorem 8).
type Stein struct {
	Unbiased float64 // U-statistic, over pairs of different points: 0 on average for samples of p, and may be negative (Liu, Lee and Jordan, arXiv 1602.03253, section 4)
	Biased   float64 // V-statistic, over all pairs: the discrepancy of the empirical measure itself, never negative
}

// NewStein compares x [n×dim] with the density whose score writes s(point) to dst, both [dim] and in natural units. The scale c > 0 is in natural units. Wrong
// lengths and values and scores that are not finite are errors.
func NewStein(x []float32, dim int, score func(dst, point []float64), scale float64) (Stein, error) {
	n, err := countPoints("x", x, dim)
	if err != nil {
		return Stein{}, err
	}
	if !(scale > 0) || math.IsInf(scale, 1) {
		return Stein{}, fmt.Errorf("metric: stein: scale %v: want > 0", scale)
	}
	points, scores := make([]float64, len(x)), make([]float64, len(x))
	for k, v := range x {
		points[k] = float64(v)
	}
	for i := range n {
		at, s := points[i*dim:(i+1)*dim], scores[i*dim:(i+1)*dim]
		score(s, at)
		for _, v := range s {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return Stein{}, fmt.Errorf("metric: stein: score at %v is %v: want finite numbers", at, s)
			}
		}
	}
	kernel := stein{dim: dim, square: scale * scale}
	pairs, own := 0.0, 0.0
	for i := range n {
		a, sa, row := points[i*dim:(i+1)*dim], scores[i*dim:(i+1)*dim], 0.0
		for j := range i {
			row += kernel.at(a, points[j*dim:(j+1)*dim], sa, scores[j*dim:(j+1)*dim])
		}
		pairs += 2 * row
		own += kernel.at(a, a, sa, sa)
	}
	count := float64(n)
	return Stein{Unbiased: pairs / (count * (count - 1)), Biased: max(pairs+own, 0) / (count * count)}, nil
}

// stein is the kernel k_p.
type stein struct {
	dim    int
	square float64 // c²
}

// at is k_p(x,y) with the scores there. With q = c² + ‖x−y‖² the kernel is q^{−½}, ∇_x k = −q^{−3/2}(x−y) = −∇_y k and
// ∇_x·∇_y k = d q^{−3/2} − 3 q^{−5/2}‖x−y‖².
func (k stein) at(x, y, sx, sy []float64) float64 {
	squared, product, along := 0.0, 0.0, 0.0
	for l, v := range x {
		d := v - y[l]
		squared += float64(d * d)
		product += float64(sx[l] * sy[l])
		along += float64((sx[l] - sy[l]) * d)
	}
	inverse := 1 / (k.square + squared) // 1/q
	root := math.Sqrt(inverse)
	trace := float64(k.dim) - float64(3*float64(squared*inverse))
	return root * (product + float64(inverse*(along+trace)))
}
