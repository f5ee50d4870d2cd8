package transport

import (
	"fmt"
	"math"
)

// An Integrator follows a field in equal steps. Scratch is kept: integrating as many points again allocates nothing.
// It must not be used by two goroutines at once.
type Integrator[T Float] struct {
	Method      Tableau
	Evaluations int // of the field, in the last call of Step or Integrate

	slopes [][]T // [s][n×d] the stages k
	stage  []T   // [n×d] the point where the next one is taken; the new point in the end
}

// Step moves x [n×d] from time t to t+h in place. A negative h goes backwards.
func (r *Integrator[T]) Step(field Field[T], x []T, t, h float64) error {
	if err := r.prepare(len(x)); err != nil {
		return err
	}
	if err := r.step(field, x, t, h, false); err != nil {
		return err
	}
	copy(x, r.stage)
	return nil
}

// Integrate moves x [n×d] in place from time t0 to t1, before or after it, in equal steps. Observe, unless nil, is shown the
// start and the end of every step: steps+1 calls, the last at exactly t1; it must not keep x. It is an error if steps < 1, if a
// time is not finite, or if the field fails; x then stands at the last whole step.
func (r *Integrator[T]) Integrate(field Field[T], x []T, t0, t1 float64, steps int, observe func(t float64, x []T)) error {
	if steps < 1 {
		return fmt.Errorf("transport: %d steps: want at least 1", steps)
	}
	if err := checkSpan(t0, t1); err != nil {
		return err
	}
	if err := r.prepare(len(x)); err != nil {
		return err
	}
	if observe != nil {
		observe(t0, x)
	}
	h, fsal := (t1-t0)/float64(steps), r.Method.FSAL()
	for k := range steps {
		if err := r.step(field, x, t0+float64(float64(k)*h), h, fsal && k > 0); err != nil {
			return err
		}
		copy(x, r.stage)
		if fsal {
			r.reuseLast()
		}
		if observe != nil {
			t := t0 + float64(float64(k+1)*h)
			if k == steps-1 {
				t = t1
			}
			observe(t, x)
		}
	}
	return nil
}

// prepare makes room for points of a total length and sets the count of evaluations back.
func (r *Integrator[T]) prepare(length int) error {
	s := r.Method.Stages()
	if s < 1 {
		return fmt.Errorf("transport: the integrator's method %q has no stages: want one of Tableaus", r.Method.ID)
	}
	r.Evaluations = 0
	if len(r.stage) == length && len(r.slopes) == s {
		return nil
	}
	r.stage, r.slopes = make([]T, length), make([][]T, s)
	for i := range r.slopes {
		r.slopes[i] = make([]T, length)
	}
	return nil
}

// step leaves the stages of one step in slopes and the new point in stage. If haveFirst, the first slope is there already.
func (r *Integrator[T]) step(field Field[T], x []T, t, h float64, haveFirst bool) error {
	for i, slope := range r.slopes {
		if i == 0 && haveFirst {
			continue
		}
		combine(r.stage, x, h, r.Method.A[i], r.slopes)
		if err := r.evaluate(field, slope, r.stage, t+float64(r.Method.C[i]*h)); err != nil {
			return err
		}
	}
	combine(r.stage, x, h, r.Method.B, r.slopes)
	return nil
}

func (r *Integrator[T]) evaluate(field Field[T], dst, x []T, t float64) error {
	r.Evaluations++
	if err := field(dst, x, t); err != nil {
		return fmt.Errorf("transport: %s at t = %v: %w", r.Method.ID, t, err)
	}
	return nil
}

// reuseLast makes the last slope the first of the next step.
func (r *Integrator[T]) reuseLast() {
	last := len(r.slopes) - 1
	r.slopes[0], r.slopes[last] = r.slopes[last], r.slopes[0]
}

// combine writes x + h Σⱼ weights[j] slopes[j] to dst. Products are rounded on their own (no fused multiply-add), so that every
// machine gives the same bits.
func combine[T Float](dst, x []T, h float64, weights []float64, slopes [][]T) {
	for e := range dst {
		sum := 0.0
		for j, w := range weights {
			sum += float64(w * float64(slopes[j][e]))
		}
		dst[e] = T(float64(x[e]) + float64(h*sum))
	}
}

func checkSpan(t0, t1 float64) error {
	for _, t := range [2]float64{t0, t1} {
		if math.IsNaN(t) || math.IsInf(t, 0) {
			return fmt.Errorf("transport: time span from %v to %v: want finite times", t0, t1)
		}
	}
	return nil
}
