package transport

import "pushforward/core/random"

// EulerMaruyama follows, in equal steps, a stochastic process with the laws of the flow,
//
//	dx = [v + ½ ε(t) s] dt + √ε(t) dw,
//
// whatever ε ≥ 0 is (Song et al., arXiv 2011.13456, appendix D; Albergo et al., arXiv 2303.08797, §2.4). Along a path ε is Noise times g², with
// which the process is the time reversal of the diffusion from data to noise; but at most ½α²/h, since a longer step of h against noise of the size α
// would overshoot. The last step follows v alone: noise that comes in there would stay.
type EulerMaruyama[T Float] struct {
	Noise float64 `name:"noise" label:"Noise" default:"1" min:"0" max:"10" help:"How much noise comes in on the way, as a multiple of the process's own; 0 follows the velocity alone."`

	fields fields[T]
}

var _ Sampler[float32] = (*EulerMaruyama[float32])(nil)

// Sample implements [Sampler].
func (s *EulerMaruyama[T]) Sample(process Process[T], x []T, nfe int, stream *random.Stream, observe func(t float64, x []T)) (int, error) {
	f := &s.fields
	if err := f.prepare("euler-maruyama", process, NeedsScore, nfe, len(x)); err != nil {
		return 0, err
	}
	err := inSteps(x, max(1, nfe/f.perStep()), observe, func(t, h float64, last bool) error {
		return f.eulerMaruyama(x, t, h, s.Noise, last, stream)
	})
	return f.evaluations, err
}

// eulerMaruyama takes one step.
func (f *fields[T]) eulerMaruyama(x []T, t, h, noise float64, last bool, stream *random.Stream) error {
	if last || noise == 0 {
		if err := f.askVelocity(x, t); err != nil {
			return err
		}
		f.drift(x, h, 0, stream)
		return nil
	}
	if err := f.askBoth(x, t); err != nil {
		return err
	}
	epsilon := noise * f.diffusion(t)
	if path := f.process.Path; path != nil {
		alpha := path.Alpha(t)
		epsilon = min(epsilon, alpha*alpha/(2*h))
	}
	f.drift(x, h, epsilon, stream)
	return nil
}

// inSteps calls move for each of a number of equal steps from 0 to 1, with its start and length, and shows observe the start and the
// end of each.
func inSteps[T Float](x []T, steps int, observe func(t float64, x []T), move func(t, h float64, last bool) error) error {
	if observe != nil {
		observe(0, x)
	}
	for k := range steps {
		t, next := float64(k)/float64(steps), float64(k+1)/float64(steps)
		if err := move(t, next-t, k == steps-1); err != nil {
			return err
		}
		if observe != nil {
			observe(next, x)
		}
	}
	return nil
}
