package transport

import (
	"fmt"
	"math"
)

// Constants of the step control of Hairer, Nørsett and Wanner's DOPRI5 (II.4 and volume II, IV.2): proportional–integral control with
// memory β, a safety factor, and bounds on the change from one step to the next.
const (
	controlBeta   = 0.04
	controlAlpha  = 0.2 - 0.75*controlBeta
	controlSafety = 0.9
	largestGrowth = 10.0
	largestShrink = 0.2
	errorFloor    = 1e-4  // of the remembered error
	shortestStep  = 1e-15 // relative to the time and to the span: below it, time stands still in float64
)

// growth is the factor for the step after an accepted one, from its error and that of the one before.
func growth(size, memory float64) float64 {
	if size == 0 {
		return largestGrowth
	}
	factor := controlSafety * math.Pow(size, -controlAlpha) * math.Pow(memory, controlBeta)
	return min(max(factor, largestShrink), largestGrowth)
}

// shrink is the factor for trying a rejected step again.
func shrink(size float64) float64 {
	if math.IsNaN(size) {
		return largestShrink
	}
	return max(controlSafety*math.Pow(size, -controlAlpha), largestShrink)
}

// firstStep evaluates the first slope and guesses a step from it and from the change of slope along a small Euler step (II.4, the
// algorithm "starting step size").
func (s *Adaptive[T]) firstStep(field Field[T], x []T, t0, t1 float64) (float64, error) {
	slopes, span := s.rule.slopes, t1-t0
	if err := s.rule.evaluate(field, slopes[0], x, t0); err != nil {
		return 0, err
	}
	size := s.magnitude(x)
	slope := s.norm(x, x, 1, []float64{1})
	h := 1e-6
	if size >= 1e-5 && slope >= 1e-5 {
		h = 0.01 * size / slope
	}
	h = math.Copysign(min(h, math.Abs(span)), span)
	combine(s.rule.stage, x, h, []float64{1}, slopes)
	if err := s.rule.evaluate(field, slopes[1], s.rule.stage, t0+h); err != nil {
		return 0, err
	}
	bend := s.norm(x, x, 1/h, []float64{-1, 1})
	larger := max(1e-6, 1e-3*math.Abs(h))
	if steepest := max(slope, bend); steepest > 1e-15 {
		larger = math.Pow(0.01/steepest, 1/float64(s.Method.Order))
	}
	return math.Copysign(min(100*math.Abs(h), larger, math.Abs(span)), span), nil
}

// magnitude is the root mean square of x over its tolerance.
func (s *Adaptive[T]) magnitude(x []T) float64 {
	sum := 0.0
	for _, v := range x {
		ratio := float64(v) / (s.atol() + float64(s.rtol()*math.Abs(float64(v))))
		sum += float64(ratio * ratio)
	}
	return math.Sqrt(sum / float64(len(x)))
}

func (s *Adaptive[T]) rtol() float64 { return orDefault(s.RTol, 1e-5) }
func (s *Adaptive[T]) atol() float64 { return orDefault(s.ATol, 1e-5) }
func (s *Adaptive[T]) maxSteps() int { return orDefault(s.MaxSteps, 1000) }

// orDefault is v, or other where v is zero.
func orDefault[V int | float64](v, other V) V {
	if v == 0 {
		return other
	}
	return v
}

func (s *Adaptive[T]) check(t0, t1 float64, times []float64) error {
	switch {
	case !s.Method.Adaptive() || !s.Method.FSAL():
		return fmt.Errorf("transport: method %q cannot choose its steps: want one that is Adaptive and FSAL", s.Method.ID)
	case !(s.rtol() > 0) || math.IsInf(s.rtol(), 0):
		return fmt.Errorf("transport: RTol %v: want > 0", s.RTol)
	case !(s.atol() > 0) || math.IsInf(s.atol(), 0):
		return fmt.Errorf("transport: ATol %v: want > 0", s.ATol)
	case s.MaxSteps < 0:
		return fmt.Errorf("transport: MaxSteps %d: want at least 1", s.MaxSteps)
	}
	if err := checkSpan(t0, t1); err != nil {
		return err
	}
	from := t0
	for k, t := range times {
		if !((t-from)*(t1-t0) >= 0 && (t1-t)*(t1-t0) >= 0) || t0 == t1 && t != t0 {
			return fmt.Errorf("transport: times[%d] = %v: want a time from %v to %v", k, t, from, t1)
		}
		from = t
	}
	return nil
}
