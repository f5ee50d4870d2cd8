package transport

import (
	"errors"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// logistic is dx/dt = x(1−x)cos t, whose solution is x/(1−x) = x₀/(1−x₀) · exp(sin t − sin t₀): nonlinear, not autonomous.
func logistic(dst, x []float64, t float64) error {
	for i, v := range x {
		dst[i] = v * (1 - v) * math.Cos(t)
	}
	return nil
}

func logisticAt(t float64, start float64) float64 {
	odds := start / (1 - start) * math.Exp(math.Sin(t))
	return odds / (1 + odds)
}

func TestErrorFallsAtTheDeclaredOrder(t *testing.T) {
	for _, m := range Tableaus() {
		for _, end := range []float64{2, -2} {
			var logStep, logError []float64
			for _, steps := range []int{32, 48, 64, 96, 128} {
				x := []float64{0.2, 0.7}
				r := Integrator[float64]{Method: m}
				if err := r.Integrate(logistic, x, 0, end, steps, nil); err != nil {
					t.Fatal(err)
				}
				worst := max(math.Abs(x[0]-logisticAt(end, 0.2)), math.Abs(x[1]-logisticAt(end, 0.7)))
				logStep = append(logStep, -math.Log(float64(steps)))
				logError = append(logError, math.Log(worst))
			}
			_, slope := stat.LinearRegression(logStep, logError, nil, false)
			if math.Abs(slope-float64(m.Order)) > 0.3 {
				t.Errorf("%s to t = %v: error falls as step^%.2f, want %d", m.ID, end, slope, m.Order)
			}
		}
	}
}

func TestBackwardsUndoesForwards(t *testing.T) {
	for _, m := range Tableaus() {
		x := []float64{0.2, 0.7}
		r := Integrator[float64]{Method: m}
		const steps = 4000
		if err := errors.Join(r.Integrate(logistic, x, 0, 2, steps, nil), r.Integrate(logistic, x, 2, 0, steps, nil)); err != nil {
			t.Fatal(err)
		}
		limit := 10*math.Pow(2./steps, float64(m.Order)) + 1e-12
		if worst := max(math.Abs(x[0]-0.2), math.Abs(x[1]-0.7)); worst > limit {
			t.Errorf("%s: there and back misses by %v, want ≤ %v", m.ID, worst, limit)
		}
	}
}

func TestEvaluationsAreCounted(t *testing.T) {
	for _, m := range Tableaus() {
		calls, shown := 0, 0
		field := func(dst, x []float64, t float64) error { calls++; return logistic(dst, x, t) }
		var last float64
		r := Integrator[float64]{Method: m}
		if err := r.Integrate(field, []float64{0.2}, 0, 0.7, 9, func(t float64, _ []float64) { shown++; last = t }); err != nil {
			t.Fatal(err)
		}
		want := 9 * m.Stages()
		if m.FSAL() {
			want = 9*(m.Stages()-1) + 1
		}
		if r.Evaluations != calls || calls != want || shown != 10 || last != 0.7 {
			t.Errorf("%s: counts %d evaluations of %d, shows %d points up to t = %v; want %d, 10, 0.7", m.ID, r.Evaluations, calls, shown, last, want)
		}
	}
}

// Reusing the last stage must not change the result: single steps, which take every stage anew, are the reference.
func TestFirstSameAsLast(t *testing.T) {
	r := Integrator[float32]{Method: DormandPrince()}
	field := func(dst, x []float32, t float64) error {
		for i, v := range x {
			dst[i] = v * (1 - v) * float32(math.Cos(t))
		}
		return nil
	}
	whole, single := []float32{0.2, 0.7}, []float32{0.2, 0.7}
	if err := r.Integrate(field, whole, 0, 2, 8, nil); err != nil {
		t.Fatal(err)
	}
	for k := range 8 {
		if err := r.Step(field, single, float64(k)/4, 0.25); err != nil {
			t.Fatal(err)
		}
	}
	if whole[0] != single[0] || whole[1] != single[1] {
		t.Errorf("with reuse %v, without %v: want the same bits", whole, single)
	}
}

func TestIntegrateAllocatesNothingAgain(t *testing.T) {
	r := Integrator[float32]{Method: RK4()}
	x := make([]float32, 64)
	field := func(dst, x []float32, _ float64) error { copy(dst, x); return nil }
	if n := testing.AllocsPerRun(10, func() { _ = r.Integrate(field, x, 0, 1, 8, nil) }); n != 0 {
		t.Errorf("%v allocations a run, want 0", n)
	}
}

func TestIntegrateRefuses(t *testing.T) {
	broken := errors.New("broken")
	failing := func(_, _ []float64, t float64) error {
		if t > 0.4 {
			return broken
		}
		return nil
	}
	r := Integrator[float64]{Method: Euler()}
	if err := r.Integrate(failing, []float64{1}, 0, 1, 2, nil); !errors.Is(err, broken) || !strings.Contains(err.Error(), "t = 0.5") {
		t.Errorf("a failing field gives %v, want it wrapped with its time", err)
	}
	for _, test := range []struct {
		method Tableau
		end    float64
		steps  int
		want   string
	}{
		{Euler(), 1, 0, "0 steps: want at least 1"},
		{Euler(), math.NaN(), 1, "NaN"},
		{Tableau{}, 1, 1, "no stages"},
	} {
		r := Integrator[float64]{Method: test.method}
		if err := r.Integrate(logistic, []float64{1}, 0, test.end, test.steps, nil); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("got %v, want an error with %q", err, test.want)
		}
	}
}
