package ot

import (
	"fmt"
	"math"

	"pushforward/core/random"
)

const (
	climbs     = 4  // starting directions, the best of those drawn
	climbSteps = 50 // at most, from each
)

// MaxSliced is the max-sliced Wasserstein distance of order two between x and y [n×dim]: the largest W₂ between their projections on a direction of the unit sphere
// (Deshpande et al., "Max-sliced Wasserstein distance and its use for GANs", arXiv 1904.05877), with that direction [dim]. The squared distance of projections is
// piecewise quadratic in the direction, with its local maxima searched by projected gradient ascent from the best of random directions, so that it is a lower bound that
// more directions make tighter. Fewer than one direction, wrong lengths, samples of unequal size and coordinates that are not finite are errors.
func MaxSliced(x, y []float32, dim, directions int, r *random.Stream) (distance float64, direction []float64, err error) {
	if directions < 1 {
		return 0, nil, fmt.Errorf("ot: %d directions: want at least 1", directions)
	}
	n, err := countPairs(x, y, dim)
	if err != nil {
		return 0, nil, err
	}
	s := slice{x: x, y: y, dim: dim, orderX: make([]rank, n), orderY: make([]rank, n)}
	starts := make([]start, 0, directions)
	for range directions {
		theta := make([]float64, dim)
		drawDirection(theta, r)
		starts = append(starts, start{s.along(theta, nil), theta})
	}
	best := start{value: -1}
	for range min(climbs, directions) {
		k := 0
		for i := range starts {
			if starts[i].value > starts[k].value {
				k = i
			}
		}
		if top := s.climb(starts[k]); top.value > best.value {
			best = top
		}
		starts[k].value = -1
	}
	return math.Sqrt(best.value), best.direction, nil
}

// start is a direction and W₂² of the projections on it.
type start struct {
	value     float64
	direction []float64
}

// slice projects two samples of equal size.
type slice struct {
	x, y           []float32
	dim            int
	orderX, orderY []rank
}

// along is W₂² of the projections on theta, and writes half its derivative in theta to gradient, if there is one: Σ ⟨θ,d⟩ d/n over the differences d of the points that sorting pairs.
func (s slice) along(theta, gradient []float64) float64 {
	s.order(s.orderX, s.x, theta)
	s.order(s.orderY, s.y, theta)
	clear(gradient)
	sum := 0.0
	for k, a := range s.orderX {
		b := s.orderY[k]
		gap := a.value - b.value
		sum += float64(gap * gap)
		for l := range gradient {
			d := float64(s.x[a.index*s.dim+l]) - float64(s.y[b.index*s.dim+l])
			gradient[l] += float64(gap * d)
		}
	}
	n := float64(len(s.orderX))
	for l := range gradient {
		gradient[l] /= n
	}
	return sum / n
}

func (s slice) order(dst []rank, points []float32, theta []float64) {
	for i := range dst {
		sum := 0.0
		for l, v := range points[i*s.dim : (i+1)*s.dim] {
			sum += float64(float64(v) * theta[l])
		}
		dst[i] = rank{sum, i}
	}
	sortRanks(dst)
}

// climb goes up from a direction by steps that double when they lead higher and halve when they do not. With an infinite step it would be the power iteration of the
// quadratic piece.
func (s slice) climb(from start) start {
	gradient, next := make([]float64, s.dim), make([]float64, s.dim)
	at := start{s.along(from.direction, gradient), append([]float64(nil), from.direction...)}
	if at.value == 0 {
		return at
	}
	step := 1 / at.value
	for range climbSteps {
		norm := 0.0
		for l, g := range gradient {
			next[l] = at.direction[l] + float64(step*g)
			norm += float64(next[l] * next[l])
		}
		norm = math.Sqrt(norm)
		for l := range next {
			next[l] /= norm
		}
		value := s.along(next, nil)
		if value <= at.value {
			step /= 2
			continue
		}
		at.value, step = value, 2*step
		at.direction, next = next, at.direction
		s.along(at.direction, gradient)
	}
	return at
}
