package transport

import (
	"fmt"
	"math"
	"strings"

	"pushforward/core/graph"
)

// A Path joins noise to data: x_t = α(t) x0 + β(t) x1, with t from 0 (noise) to 1 (data). The velocity along it, which flow matching
// regresses on, is α′(t) x0 + β′(t) x1. A path may begin with noise of another scale than 1, or with a trace of the data: its points start
// at α(0) x0, and have about the size Scale(t).
type Path struct {
	ID, Name          string
	Alpha, Beta       func(t float64) float64     // weights of noise and data
	AlphaDot, BetaDot func(t float64) float64     // their derivatives in t
	Weights           func(t *graph.Node) Weights // the same at times [m×1] within a program
	// Begin and End bound the times at which noise and data can be told from one another: before Begin there is no data to speak of, after End no
	// noise. What divides by either takes the nearest time between.
	Begin, End float64
}

// Weights are a path's at times [m×1] within a program, each [m×1].
type Weights struct{ Alpha, Beta, AlphaDot, BetaDot *graph.Node }

// At writes the points of the path at time t between x0 and x1 to dst; all three have the same length.
func (p Path) At(dst, x0, x1 []float32, t float64) {
	alpha, beta := p.Alpha(t), p.Beta(t)
	for e := range dst {
		dst[e] = float32(float64(alpha*float64(x0[e])) + float64(beta*float64(x1[e])))
	}
}

// Scale is the standard deviation of the path's points at time t where noise and data have 1: √(α² + β²).
func (p Path) Scale(t float64) float64 { return math.Hypot(p.Alpha(t), p.Beta(t)) }

// Quadratic is the same path passed at another pace: at time t it stands where p does at 1 − (1−t)², so that equal steps shorten towards the data (Song,
// Meng and Ermon, arXiv 2010.02502, appendix D.2). Points of diffusions like [VP], whose noise begins as the root of 1−t, then move smoothly to the end,
// and noise and data are told apart up to 0.99.
func (p Path) Quadratic() Path {
	pace := func(t float64) float64 { return t * (2 - t) }
	at := func(f func(float64) float64) func(float64) float64 {
		return func(t float64) float64 { return f(pace(t)) }
	}
	dot := func(f func(float64) float64) func(float64) float64 {
		return func(t float64) float64 { return 2 * (1 - t) * f(pace(t)) }
	}
	q := p
	q.Begin, q.End = 1-math.Sqrt(1-p.Begin), 0.99
	q.Alpha, q.Beta, q.AlphaDot, q.BetaDot = at(p.Alpha), at(p.Beta), dot(p.AlphaDot), dot(p.BetaDot)
	q.Weights = func(t *graph.Node) Weights {
		rest := t.Graph().Scalar(1).Sub(t)
		w := p.Weights(t.Graph().Scalar(1).Sub(rest.Square()))
		return Weights{w.Alpha, w.Beta, w.AlphaDot.Mul(rest).Scale(2), w.BetaDot.Mul(rest).Scale(2)}
	}
	return q
}

// Clamp is the time nearest to t from Begin to End.
func (p Path) Clamp(t float64) float64 { return min(max(t, p.Begin), p.End) }

// Diffusion is g²(t), the noise per unit of time of the stochastic process whose time reversal the path is: dx = (β̇/β)x ds + g dw, in s = 1−t,
// leads from data to noise (Song et al., arXiv 2011.13456, §3.4; Kingma et al., arXiv 2107.00630, eq. 10). It is infinite where β is 0.
func (p Path) Diffusion(t float64) float64 {
	t = min(t, p.End)
	alpha, beta := p.Alpha(t), p.Beta(t)
	return 2 * alpha * (float64(alpha*p.BetaDot(t)) - float64(p.AlphaDot(t)*beta)) / beta
}

// split writes to noise and data the expected x0 and x1 of points x [n×d] at time t whose velocity is v: the solution of
// x = α x0 + β x1, v = α′ x0 + β′ x1. Data may be nil.
func split[T Float](p *Path, noise, data, x, v []T, t float64) {
	t = min(t, p.End)
	alpha, beta, alphaDot, betaDot := p.Alpha(t), p.Beta(t), p.AlphaDot(t), p.BetaDot(t)
	determinant := float64(alpha*betaDot) - float64(alphaDot*beta)
	for e := range x {
		point, velocity := float64(x[e]), float64(v[e])
		noise[e] = T((float64(betaDot*point) - float64(beta*velocity)) / determinant)
		if data != nil {
			data[e] = T((float64(alpha*velocity) - float64(alphaDot*point)) / determinant)
		}
	}
}

// Paths lists every path in menu order, with the constants of its authors.
func Paths() []Path {
	return []Path{Linear(), Trigonometric(), VP(0.1, 20), SubVP(0.1, 20), Cosine(), VE(0.01, 50), EDM(0.002, 80, 7)}
}

// PathByID finds a path. An unknown id is an error that names the known ones.
func PathByID(id string) (Path, error) {
	var known []string
	for _, p := range Paths() {
		if p.ID == id {
			return p, nil
		}
		known = append(known, p.ID)
	}
	return Path{}, fmt.Errorf("transport: path %q: want one of %s", id, strings.Join(known, ", "))
}
