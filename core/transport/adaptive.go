package transport

import (
	"fmt"
	"math"
)

// Adaptive follows a field with steps of its own choice: the estimated error of each, in the root mean square over all n×d
// coordinates of error/(ATol + RTol·|x|), stays below 1. All points share the step. Between steps the solution is the method's
// continuous extension. Set Method to DormandPrince(); the other zero values work. Scratch is kept, as by [Integrator].
type Adaptive[T Float] struct {
	Method     Tableau // one for which Tableau.Adaptive reports true
	RTol, ATol float64 // tolerances relative to a coordinate and absolute; if 0, 1e-5
	MaxSteps   int     // accepted and rejected together; if 0, 1000

	Evaluations, Accepted, Rejected int // of the field; steps; in the last call

	rule   Integrator[T]
	output []T     // [n×d] the solution between two steps
	memory float64 // error of the last accepted step, for the controller
}

// Integrate moves x [n×d] in place from time t0 to t1, before or after it. Observe, unless nil, is shown the solution at each of
// times, which must run from t0 towards t1 without leaving the span; it must not keep its argument. It is an error if the options or
// times are out of range, if the field fails or is not finite, or if MaxSteps do not reach t1; x then stands at the last accepted step.
func (s *Adaptive[T]) Integrate(field Field[T], x []T, t0, t1 float64, times []float64, observe func(t float64, x []T)) error {
	if err := s.check(t0, t1, times); err != nil {
		return err
	}
	s.rule.Method = s.Method
	if err := s.rule.prepare(len(x)); err != nil {
		return err
	}
	if len(s.output) != len(x) {
		s.output = make([]T, len(x))
	}
	s.Accepted, s.Rejected, s.memory = 0, 0, errorFloor
	if observe == nil {
		times = nil
	}
	err := s.run(field, x, t0, t1, times, observe)
	s.Evaluations = s.rule.Evaluations
	return err
}

func (s *Adaptive[T]) run(field Field[T], x []T, t0, t1 float64, times []float64, observe func(t float64, x []T)) error {
	for len(times) > 0 && times[0] == t0 {
		observe(t0, x)
		times = times[1:]
	}
	if t0 == t1 || len(x) == 0 {
		return nil
	}
	h, err := s.firstStep(field, x, t0, t1)
	if err != nil {
		return err
	}
	for t := t0; t != t1; {
		if s.Accepted+s.Rejected >= s.maxSteps() {
			return fmt.Errorf("transport: %s stands at t = %v after %d steps from %v towards %v (rtol %v, atol %v, step %v): want more MaxSteps or larger tolerances",
				s.Method.ID, t, s.maxSteps(), t0, t1, s.rtol(), s.atol(), h)
		}
		if math.Abs(h) < shortestStep*max(math.Abs(t), math.Abs(t1-t0)) {
			return fmt.Errorf("transport: %s at t = %v came down to a step of %v: want a field that is finite and not so stiff", s.Method.ID, t, h)
		}
		next, took, change, err := s.attempt(field, x, t, h, t1)
		if err != nil {
			return err
		}
		h = took * change
		if next == t {
			continue
		}
		for len(times) > 0 && (times[0]-next)*took <= 0 {
			s.interpolate(x, took, (times[0]-t)/took)
			observe(times[0], s.output)
			times = times[1:]
		}
		copy(x, s.rule.stage)
		s.rule.reuseLast()
		t = next
	}
	return nil
}

// attempt tries a step of h, cut or stretched to end at t1. It returns the time reached (t itself if the error was too large), the
// step it took and the factor by which the controller would change it.
func (s *Adaptive[T]) attempt(field Field[T], x []T, t, h, t1 float64) (next, took, change float64, err error) {
	next = t + h
	if (next-t1)*h >= 0 || math.Abs(t1-next) < 1e-6*math.Abs(h) {
		next, h = t1, t1-t
	}
	if err := s.rule.step(field, x, t, h, true); err != nil {
		return t, h, 0, err
	}
	size := s.norm(x, s.rule.stage, h, s.Method.Error)
	if !(size <= 1) { // also where it is not a number
		s.Rejected++
		return t, h, shrink(size), nil
	}
	change = growth(size, s.memory)
	s.Accepted++
	s.memory = max(size, errorFloor)
	return next, h, change, nil
}

// norm is the root mean square of h Σⱼ weights[j] kⱼ over the tolerance at the larger of x and y.
func (s *Adaptive[T]) norm(x, y []T, h float64, weights []float64) float64 {
	sum, atol, rtol := 0.0, s.atol(), s.rtol()
	for e := range x {
		slope := 0.0
		for j, w := range weights {
			slope += float64(w * float64(s.rule.slopes[j][e]))
		}
		scale := atol + float64(rtol*max(math.Abs(float64(x[e])), math.Abs(float64(y[e]))))
		ratio := h * slope / scale
		sum += float64(ratio * ratio)
	}
	return math.Sqrt(sum / float64(len(x)))
}

// interpolate writes the solution a fraction θ into the step from x to stage to output (Hairer, Nørsett and Wanner, II.6, as DOPRI5 arranges it).
func (s *Adaptive[T]) interpolate(x []T, h, theta float64) {
	first, last := s.rule.slopes[0], s.rule.slopes[len(s.rule.slopes)-1]
	for e := range x {
		rise := float64(s.rule.stage[e]) - float64(x[e])
		start := float64(h*float64(first[e])) - rise
		end := rise - float64(h*float64(last[e])) - start
		dense := 0.0
		for j, w := range s.Method.Dense {
			dense += float64(w * float64(s.rule.slopes[j][e]))
		}
		p := end + float64((1-theta)*h*dense)
		p = start + float64(theta*p)
		p = rise + float64((1-theta)*p)
		s.output[e] = T(float64(x[e]) + float64(theta*p))
	}
}
