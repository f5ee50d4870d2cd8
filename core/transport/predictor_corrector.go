package transport

import (
	"math"

	"pushforward/core/random"
)

// PredictorCorrector follows each step of [EulerMaruyama] by Langevin steps at the new time (Song et al., arXiv 2011.13456, algorithms 4 and 5),
//
//	x ← x + δ s + √(2δ) z,   δ = 2 (r ‖z‖/‖s‖)²,
//
// which draw x towards the law it should have. Instead of the batch's ‖z‖/‖s‖, which would make a point's way depend on the others', stands α(t), its
// value where the score is all noise.
type PredictorCorrector[T Float] struct {
	Noise       float64 `name:"noise" label:"Noise" default:"1" min:"0" max:"10" help:"How much noise comes in on the way, as a multiple of the process's own."`
	Signal      float64 `name:"snr" label:"Corrector's step" default:"0.16" min:"0.01" max:"0.5" help:"Signal-to-noise ratio r of a Langevin step."`
	Corrections int     `name:"corrections" label:"Corrections" default:"1" min:"1" max:"10" help:"Langevin steps after each step in time."`

	fields fields[T]
}

var _ Sampler[float32] = (*PredictorCorrector[float32])(nil)

// Sample implements [Sampler].
func (s *PredictorCorrector[T]) Sample(process Process[T], x []T, nfe int, stream *random.Stream, observe func(t float64, x []T)) (int, error) {
	f := &s.fields
	if err := f.prepare("predictor-corrector", process, NeedsPath, nfe, len(x)); err != nil {
		return 0, err
	}
	steps := max(1, nfe/((1+s.Corrections)*f.perStep()))
	err := inSteps(x, steps, observe, func(t, h float64, last bool) error {
		if err := f.eulerMaruyama(x, t, h, s.Noise, last, stream); err != nil || last {
			return err
		}
		for range s.Corrections {
			if err := s.correct(x, t+h, stream); err != nil {
				return err
			}
		}
		return nil
	})
	return f.evaluations, err
}

// correct takes one Langevin step at time t.
func (s *PredictorCorrector[T]) correct(x []T, t float64, stream *random.Stream) error {
	if err := s.fields.askBoth(x, t); err != nil {
		return err
	}
	size := s.Signal * s.fields.process.Path.Alpha(t)
	delta := 2 * size * size
	spread := math.Sqrt(2 * delta)
	for e, score := range s.fields.score {
		x[e] = T(float64(x[e]) + float64(delta*float64(score)) + float64(spread*stream.Normal()))
	}
	return nil
}
