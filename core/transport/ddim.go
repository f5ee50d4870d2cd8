package transport

import (
	"math"

	"pushforward/core/random"
)

// DDIM splits a point into the noise and the data that its velocity tells, and mixes them as the path does at the next time t′ (Song, Meng and
// Ermon, arXiv 2010.02502, eq. 12 and 16):
//
//	x ← β′ x̂1 + √(α′² − σ²) x̂0 + σ z,   σ = η α′ √(1 − (βα′/β′α)²).
//
// With η = 0 nothing is random: it is the flow, integrated exactly for data and noise that stand still in a step. With η = 1 it is the ancestral
// sampling of DDPM (Ho et al., arXiv 2006.11239, algorithm 2, with the smaller of its two variances).
type DDIM[T Float] struct {
	Eta float64 `name:"eta" label:"η" default:"0" min:"0" max:"1" help:"Share of fresh noise in each step: 0 is deterministic, 1 is DDPM's ancestral sampling."`

	fields fields[T]
}

var _ Sampler[float32] = (*DDIM[float32])(nil)

// Sample implements [Sampler].
func (s *DDIM[T]) Sample(process Process[T], x []T, nfe int, stream *random.Stream, observe func(t float64, x []T)) (int, error) {
	f := &s.fields
	if err := f.prepare("ddim", process, NeedsPath, nfe, len(x)); err != nil {
		return 0, err
	}
	path := process.Path
	err := inSteps(x, nfe, observe, func(t, h float64, last bool) error {
		if err := f.askVelocity(x, t); err != nil {
			return err
		}
		noise, data := f.score, f.velocity
		split(path, noise, data, x, f.velocity, t)
		next := t + h
		if last {
			next = 1
		}
		alpha, beta := path.Alpha(next), path.Beta(next)
		ratio := path.Beta(t) * alpha / (beta * path.Alpha(t))
		fresh := s.Eta * alpha * math.Sqrt(max(0, 1-float64(ratio*ratio)))
		kept := math.Sqrt(max(0, float64(alpha*alpha)-float64(fresh*fresh)))
		for e := range x {
			moved := float64(beta*float64(data[e])) + float64(kept*float64(noise[e]))
			if fresh > 0 {
				moved += float64(fresh * stream.Normal())
			}
			x[e] = T(moved)
		}
		return nil
	})
	return f.evaluations, err
}

// A LinearStep sets x to Keep·x + Move·v(Time, x).
type LinearStep struct{ Time, Keep, Move float64 }

// Linear is the steps along a path where nothing in them is random; ok is false if something is.
func (s *DDIM[T]) Linear(path *Path, nfe int) (steps []LinearStep, ok bool) {
	if s.Eta > 0 {
		return nil, false
	}
	for k := range nfe {
		t := min(float64(k)/float64(nfe), path.End)
		next := float64(k+1) / float64(nfe)
		alpha, beta, alphaDot, betaDot := path.Alpha(t), path.Beta(t), path.AlphaDot(t), path.BetaDot(t)
		alphaNext, betaNext := path.Alpha(next), path.Beta(next)
		determinant := alpha*betaDot - alphaDot*beta
		steps = append(steps, LinearStep{float64(k) / float64(nfe), (alphaNext*betaDot - betaNext*alphaDot) / determinant, (betaNext*alpha - alphaNext*beta) / determinant})
	}
	return steps, true
}

// Ancestral is [DDIM] with η = 1.
type Ancestral[T Float] struct{ ddim DDIM[T] }

var _ Sampler[float32] = (*Ancestral[float32])(nil)

// Sample implements [Sampler].
func (s *Ancestral[T]) Sample(process Process[T], x []T, nfe int, stream *random.Stream, observe func(t float64, x []T)) (int, error) {
	s.ddim.Eta = 1
	return s.ddim.Sample(process, x, nfe, stream, observe)
}
