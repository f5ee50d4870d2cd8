package target

import (
	"math"

	"pushforward/core/graph"
)

// A gaussianSum is a sum of K round Gaussians of one standard deviation: p(x) = Σ_k w_k N(x; c_k, σ²I). Equal weights make it the law
// of a mixture; the nodes and weights of a quadrature, that of a curve blurred by noise.
type gaussianSum struct {
	dim     int
	centres []float64 // [K×dim]
	weights []float64 // [K], all > 0 with sum 1; nil means 1/K each
	std     float64
}

func (s *gaussianSum) Dim() int { return s.dim }

// count is K.
func (s *gaussianSum) count() int { return len(s.centres) / s.dim }

// centre is c_k.
func (s *gaussianSum) centre(k int) []float64 { return s.centres[k*s.dim : (k+1)*s.dim] }

// weight is w_k.
func (s *gaussianSum) weight(k int) float64 {
	if s.weights == nil {
		return 1 / float64(s.count())
	}
	return s.weights[k]
}

// distance is ‖x−c_k‖².
func (s *gaussianSum) distance(x []float64, k int) float64 {
	if s.dim == 2 {
		dx, dy := x[0]-s.centres[2*k], x[1]-s.centres[2*k+1]
		return float64(dx*dx) + float64(dy*dy)
	}
	return squaredDistance(x, s.centre(k))
}

// nearest is the smallest squared distance from x to a centre: the exponent to factor out, so that sums of exponentials do not underflow.
func (s *gaussianSum) nearest(x []float64) float64 {
	least := s.distance(x, 0)
	for k := range s.count() {
		if d := s.distance(x, k); d < least {
			least = d
		}
	}
	return least
}

// term is w_k exp(−(‖x−c_k‖² − nearest)/2σ²), or 0 where that is below the last bit of the sum.
func (s *gaussianSum) term(x []float64, k int, nearest float64) float64 {
	const negligible = 2 * 40
	excess := s.distance(x, k) - nearest
	if excess > negligible*s.std*s.std {
		return 0
	}
	return s.weight(k) * math.Exp(-excess/(2*s.std*s.std))
}

func (s *gaussianSum) LogDensity(x []float64) float64 {
	nearest, sum := s.nearest(x), 0.0
	for k := range s.count() {
		sum += s.term(x, k, nearest)
	}
	variance := s.std * s.std
	return math.Log(sum) - nearest/(2*variance) - 0.5*float64(s.dim)*math.Log(2*math.Pi*variance)
}

// Score is Σ_k r_k (c_k − x)/σ², with the responsibilities r_k of the terms for x.
func (s *gaussianSum) Score(dst, x []float64) {
	nearest, sum := s.nearest(x), 0.0
	clear(dst)
	for k := range s.count() {
		term := s.term(x, k, nearest)
		if term == 0 {
			continue
		}
		sum += term
		for j, c := range s.centre(k) {
			dst[j] += float64(term * (c - x[j]))
		}
	}
	for j := range dst {
		dst[j] /= sum * s.std * s.std
	}
}

// Moments adds the spread of a term to that of the centres.
func (s *gaussianSum) Moments() (mean, covariance []float64) {
	dim := s.dim
	mean, covariance = make([]float64, dim), make([]float64, dim*dim)
	for k := range s.count() {
		for j, c := range s.centre(k) {
			mean[j] += float64(s.weight(k) * c)
		}
	}
	for k := range s.count() {
		centre := s.centre(k)
		for i := range dim {
			for j := range dim {
				covariance[i*dim+j] += float64(s.weight(k) * (centre[i] - mean[i]) * (centre[j] - mean[j]))
			}
		}
	}
	for j := range dim {
		covariance[j*dim+j] += float64(s.std * s.std)
	}
	return mean, covariance
}

// logDensityGraph is the log-density of x [n×dim] as [n×1], up to a constant. It is made of [n×K] matrices.
func (s *gaussianSum) logDensityGraph(x *graph.Node) *graph.Node {
	g, count := x.Graph(), s.count()
	column := make([]float32, count)
	var squares *graph.Node
	for j := range s.dim {
		for k := range column {
			column[k] = float32(s.centre(k)[j])
		}
		square := x.SliceCols(j, j+1).Sub(g.Constant(1, count, column...)).Square()
		if squares == nil {
			squares = square
		} else {
			squares = squares.Add(square)
		}
	}
	exponents := squares.Scale(-1 / (2 * s.std * s.std))
	if s.weights != nil {
		for k := range column {
			column[k] = float32(math.Log(s.weights[k]))
		}
		exponents = exponents.Add(g.Constant(1, count, column...))
	}
	return exponents.LogSumExpCols()
}

func squaredDistance(x, y []float64) float64 {
	sum := 0.0
	for j := range y {
		sum += float64((x[j] - y[j]) * (x[j] - y[j]))
	}
	return sum
}
