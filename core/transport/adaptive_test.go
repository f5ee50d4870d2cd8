package transport

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"
)

func TestAdaptiveErrorFollowsTheTolerance(t *testing.T) {
	for _, tolerance := range []float64{1e-3, 1e-5, 1e-7, 1e-9} {
		for _, end := range []float64{6, -6} {
			x := []float64{0.2, 0.7}
			s := Adaptive[float64]{Method: DormandPrince(), RTol: tolerance, ATol: tolerance}
			times := floats.Span(make([]float64, 23), 0, end)
			worst := 0.0
			err := s.Integrate(logistic, x, 0, end, times, func(at float64, x []float64) {
				worst = max(worst, math.Abs(x[0]-logisticAt(at, 0.2)), math.Abs(x[1]-logisticAt(at, 0.7)))
			})
			if err != nil {
				t.Fatal(err)
			}
			if worst > 10*tolerance || worst < 1e-4*tolerance {
				t.Errorf("tolerance %v to t = %v: error %v in %d steps, want near the tolerance", tolerance, end, worst, s.Accepted)
			}
			if want := 6*(s.Accepted+s.Rejected) + 2; s.Evaluations != want {
				t.Errorf("tolerance %v: %d evaluations in %d+%d steps, want %d", tolerance, s.Evaluations, s.Accepted, s.Rejected, want)
			}
		}
	}
}

// The error of the extension over one step of h is O(h⁵), one order above that of the solution it interpolates to fourth order.
func TestDenseOutputOrder(t *testing.T) {
	var logStep, logError []float64
	for _, h := range []float64{0.1, 0.08, 0.06, 0.04} {
		s := Adaptive[float64]{Method: DormandPrince(), output: make([]float64, 1)}
		s.rule.Method = s.Method
		x := []float64{0.2}
		if err := s.rule.Step(logistic, x, 0, h); err != nil {
			t.Fatal(err)
		}
		worst := 0.0
		for _, theta := range floats.Span(make([]float64, 21), 0, 1) {
			s.interpolate([]float64{0.2}, h, theta)
			worst = max(worst, math.Abs(s.output[0]-logisticAt(theta*h, 0.2)))
		}
		logStep, logError = append(logStep, math.Log(h)), append(logError, math.Log(worst))
	}
	if _, slope := stat.LinearRegression(logStep, logError, nil, false); math.Abs(slope-5) > 0.4 {
		t.Errorf("the extension's error over a step falls as h^%.2f, want 5", slope)
	}
}

func TestAdaptiveShowsEveryTimeOnce(t *testing.T) {
	s := Adaptive[float64]{Method: DormandPrince()}
	times := []float64{1, 1, 0.9, 0.3, 0, 0}
	var shown []float64
	x := []float64{0.2}
	if err := s.Integrate(logistic, x, 1, 0, times, func(t float64, _ []float64) { shown = append(shown, t) }); err != nil {
		t.Fatal(err)
	}
	if !floats.Equal(shown, times) {
		t.Errorf("shown at %v, want %v", shown, times)
	}
}

func TestAdaptiveAllocatesNothingAgain(t *testing.T) {
	s := Adaptive[float64]{Method: DormandPrince()}
	x, times := []float64{0.2, 0.7}, []float64{0.5, 1}
	observe := func(float64, []float64) {}
	if n := testing.AllocsPerRun(10, func() { _ = s.Integrate(logistic, x, 0, 1, times, observe) }); n != 0 {
		t.Errorf("%v allocations a run, want 0", n)
	}
}

func TestAdaptiveRefuses(t *testing.T) {
	poisoned := func(dst, x []float64, _ float64) error { dst[0] = math.NaN(); return nil }
	for name, test := range map[string]struct {
		solver Adaptive[float64]
		field  Field[float64]
		end    float64
		times  []float64
		want   string
	}{
		"too few steps":   {Adaptive[float64]{Method: DormandPrince(), MaxSteps: 3}, logistic, 100, nil, "after 3 steps from 0 towards 100"},
		"not finite":      {Adaptive[float64]{Method: DormandPrince()}, poisoned, 1, nil, "finite"},
		"no estimate":     {Adaptive[float64]{Method: RK4()}, logistic, 1, nil, `method "rk4" cannot choose its steps`},
		"bad tolerance":   {Adaptive[float64]{Method: DormandPrince(), RTol: -1}, logistic, 1, nil, "RTol -1: want > 0"},
		"infinite span":   {Adaptive[float64]{Method: DormandPrince()}, logistic, math.Inf(1), nil, "want finite times"},
		"time beyond":     {Adaptive[float64]{Method: DormandPrince()}, logistic, 1, []float64{2}, "times[0] = 2: want a time from 0 to 1"},
		"time backwards":  {Adaptive[float64]{Method: DormandPrince()}, logistic, 1, []float64{0.5, 0.4}, "times[1] = 0.4: want a time from 0.5 to 1"},
		"no time to pass": {Adaptive[float64]{Method: DormandPrince()}, logistic, 0, []float64{0.5}, "times[0] = 0.5"},
	} {
		err := test.solver.Integrate(test.field, []float64{0.2}, 0, test.end, test.times, nil)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want an error with %q", name, err, test.want)
		}
	}
}
