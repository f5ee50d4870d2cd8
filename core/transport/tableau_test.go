package transport

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/floats"
)

// The conditions on a Runge–Kutta method's coefficients (Hairer, Nørsett and Wanner, table II.2.2) up to its order.
func TestTableausMeetTheirOrderConditions(t *testing.T) {
	for _, m := range Tableaus() {
		checkConditions(t, m.ID, m, m.B, m.Order)
		if m.Error != nil {
			embedded := slices.Clone(m.B)
			floats.Sub(embedded, m.Error)
			checkConditions(t, m.ID+" embedded", m, embedded, m.Order-1)
		}
	}
}

func checkConditions(t *testing.T, name string, m Tableau, b []float64, order int) {
	t.Helper()
	times := func(v []float64) []float64 { // A v
		out := make([]float64, len(b))
		for i, row := range m.A {
			out[i] = floats.Dot(row, v[:len(row)])
		}
		return out
	}
	power := func(k float64) []float64 {
		out := make([]float64, len(b))
		for i, c := range m.C {
			out[i] = math.Pow(c, k)
		}
		return out
	}
	product := func(v, w []float64) []float64 { return floats.MulTo(make([]float64, len(v)), v, w) }
	one, c := power(0), power(1)
	for _, condition := range []struct {
		order int
		of    []float64
		want  float64
	}{
		{1, one, 1},
		{2, c, 1. / 2},
		{3, power(2), 1. / 3}, {3, times(c), 1. / 6},
		{4, power(3), 1. / 4}, {4, product(c, times(c)), 1. / 8}, {4, times(power(2)), 1. / 12}, {4, times(times(c)), 1. / 24},
		{5, power(4), 1. / 5}, {5, product(power(2), times(c)), 1. / 10}, {5, product(times(c), times(c)), 1. / 20},
		{5, product(c, times(power(2))), 1. / 15}, {5, times(power(3)), 1. / 20}, {5, product(c, times(times(c))), 1. / 30},
		{5, times(product(c, times(c))), 1. / 40}, {5, times(times(power(2))), 1. / 60}, {5, times(times(times(c))), 1. / 120},
	} {
		if got := floats.Dot(b, condition.of); condition.order <= order && math.Abs(got-condition.want) > 1e-14 {
			t.Errorf("%s: a condition of order %d gives %v, want %v", name, condition.order, got, condition.want)
		}
	}
	if sums := times(one); !floats.EqualApprox(sums, m.C, 1e-14) {
		t.Errorf("%s: the rows of A sum to %v, want C = %v", name, sums, m.C)
	}
}

func TestTableauFacts(t *testing.T) {
	for _, test := range []struct {
		id             string
		stages         int
		fsal, adaptive bool
		steps          int // that 24 evaluations buy
	}{
		{"euler", 1, false, false, 24},
		{"midpoint", 2, false, false, 12},
		{"heun", 2, false, false, 12},
		{"rk4", 4, false, false, 6},
		{"dopri5", 7, true, true, 3},
	} {
		m, err := TableauByID(test.id)
		if err != nil {
			t.Fatal(err)
		}
		if m.Stages() != test.stages || m.FSAL() != test.fsal || m.Adaptive() != test.adaptive || m.Steps(24) != test.steps || m.Steps(0) != 1 {
			t.Errorf("%s: %d stages, FSAL %v, adaptive %v, %d steps for 24 evaluations; want %+v", m.ID, m.Stages(), m.FSAL(), m.Adaptive(), m.Steps(24), test)
		}
	}
	const want = `transport: integrator "rk5": want one of euler, midpoint, heun, rk4, dopri5`
	if _, err := TableauByID("rk5"); err == nil || err.Error() != want {
		t.Errorf("unknown id gives %v, want %s", err, want)
	}
}
