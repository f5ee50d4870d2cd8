package ot

import (
	"errors"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"pushforward/core/random"
)

func TestElementaryFunctions(t *testing.T) {
	r := random.New(1, "data")
	for range 100_000 {
		x := 1400*r.Float64() - 700
		if want := math.Exp(x); math.Abs(exponential(x)-want) > 5e-16*want {
			t.Fatalf("e^%v = %v, want %v", x, exponential(x), want)
		}
		if y := math.Exp(x); math.Abs(logarithm(y)-x) > 5e-16*max(1, math.Abs(x)) {
			t.Fatalf("ln %v = %v, want %v", y, logarithm(y), x)
		}
	}
	if a, b := exponential(-701), exponential(math.Inf(-1)); a != 0 || b != 0 || exponential(0) != 1 || logarithm(1) != 0 {
		t.Errorf("e^−701 = %v, e^−∞ = %v, e⁰ = %v, ln 1 = %v; want 0, 0, 1, 0", a, b, exponential(0), logarithm(1))
	}
}

// POT's documented example: a = b = [.5, .5], M = [[0,1],[1,0]], reg = 1.
func TestSinkhornReplaysPOT(t *testing.T) {
	s := Sinkhorn{Epsilon: 1}
	if _, err := s.SolveCost([]float32{0, 1, 1, 0}, 2, 2); err != nil {
		t.Fatal(err)
	}
	plan := make([]float64, 4)
	if err := s.Plan(plan); err != nil {
		t.Fatal(err)
	}
	for k, want := range []float64{0.36552929, 0.13447071, 0.13447071, 0.36552929} {
		if math.Abs(plan[k]-want) > 1e-8 {
			t.Errorf("plan is %v, want %v at %d", plan, want, k)
		}
	}
	if got := s.Transport(); math.Abs(got-0.26894142) > 1e-8 {
		t.Errorf("⟨π,C⟩ = %v, want 0.26894142", got)
	}
}

// normal is the middles of n parts of N(mean, std²) of equal mass, with which means converge fast.
func normal(n int, mean, std float64) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(distuv.Normal{Mu: mean, Sigma: std}.Quantile((float64(i) + 0.5) / float64(n)))
	}
	return x
}

// The closed forms between Gaussians, computed independently.
func TestSinkhornBetweenGaussians(t *testing.T) {
	const n = 800
	unit := normal(n, 0, 1)
	for _, test := range []struct{ epsilon, mean, std, want float64 }{
		{1, 1, 2, 3.2243567},
		{0.5, 3, 0.5, 9.7043771},
	} {
		s := Sinkhorn{Epsilon: test.epsilon}
		got, err := s.Solve(unit, normal(n, test.mean, test.std), 1)
		if err != nil || math.Abs(got-test.want) > 4e-3 {
			t.Errorf("OT_%v(N(0,1), N(%v,%v²)) = %v, %v; want %v", test.epsilon, test.mean, test.std, got, err, test.want)
		}
	}
	s := Sinkhorn{Epsilon: 1}
	got, err := s.Divergence(unit, normal(n, 1, 2), 1)
	if err != nil || math.Abs(got-1.9923093) > 4e-3 {
		t.Errorf("S₁(N(0,1), N(1,4)) = %v, %v; want 1.9923093", got, err)
	}
	same, err := s.Divergence(unit, unit, 1)
	if err != nil || same > 1e-6 {
		t.Errorf("S₁ of a sample with itself = %v, %v; want 0", same, err)
	}
}

// The conditions that characterise the optimal plan: both marginals, and the form ab e^{(f+g−C)/ε}. With them the dual equals the primal cost.
func TestSinkhornIsOptimal(t *testing.T) {
	for name, test := range map[string]struct {
		n, m    int
		epsilon float64
	}{
		"mild": {40, 60, 5}, "small ε": {50, 30, 0.2}, "one point": {1, 7, 1}, "large ε": {20, 20, 1e5},
	} {
		r := random.New(4, name)
		x, y := clouds["noise"](test.n, r), clouds["8gaussians"](test.m, r)
		s := Sinkhorn{Epsilon: test.epsilon, Tolerance: 1e-10, Iterations: 100_000}
		got, err := s.Solve(x, y, 2)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		plan, f, g := make([]float64, test.n*test.m), make([]float64, test.n), make([]float64, test.m)
		s.Potentials(f, g)
		if err := s.Plan(plan); err != nil {
			t.Fatal(err)
		}
		a, b := 1/float64(test.n), 1/float64(test.m)
		primal, columns := 0.0, make([]float64, test.m)
		for i := range f {
			row := 0.0
			for j := range g {
				p := plan[i*test.m+j]
				c := math.Pow(float64(x[2*i]-y[2*j]), 2) + math.Pow(float64(x[2*i+1]-y[2*j+1]), 2)
				if want := a * b * math.Exp((f[i]+g[j]-c)/test.epsilon); math.Abs(p-want) > 1e-4*want+1e-300 { // costs are float32
					t.Fatalf("%s: π at %d,%d is %v, the potentials give %v", name, i, j, p, want)
				}
				primal += p * c
				if p > 0 {
					primal += test.epsilon * p * math.Log(p/(a*b))
				}
				row, columns[j] = row+p, columns[j]+p
			}
			if math.Abs(row-a) > 1e-9 {
				t.Errorf("%s: row %d has mass %v, want %v", name, i, row, a)
			}
		}
		for j, sum := range columns {
			if math.Abs(sum-b) > 1e-12 {
				t.Errorf("%s: column %d has mass %v, want %v", name, j, sum, b)
			}
		}
		if math.Abs(got-primal) > 1e-5*primal {
			t.Errorf("%s: dual %v, primal %v: want equal", name, got, primal)
		}
	}
}

// As ε → 0 the transport cost falls to that of the exact assignment, and by no more than ε log n.
func TestSinkhornTendsToTheAssignment(t *testing.T) {
	const n = 60
	r := random.New(7, "data")
	x, y := clouds["noise"](n, r), clouds["checkerboard"](n, r)
	exact, err := W2(x, y, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, epsilon := range []float64{1, 0.1, 0.01} {
		s := Sinkhorn{Epsilon: epsilon, Tolerance: 1e-5, Iterations: 200_000}
		if _, err := s.Solve(x, y, 2); err != nil {
			t.Fatal(err)
		}
		if excess := s.Transport() - exact*exact; excess < -1e-3 || excess > epsilon*math.Log(n) {
			t.Errorf("ε = %v: ⟨π,C⟩ is %v above W₂² = %v, want between 0 and ε ln n", epsilon, excess, exact*exact)
		}
	}
}

// Points so far apart for ε that columns of the first plan are empty, and that it must change by e^1000 and more: all still get their mass.
func TestSinkhornSurvivesTinyEpsilon(t *testing.T) {
	for name, test := range map[string]struct {
		s    Sinkhorn
		x, y []float32
		want float64
	}{
		"in steps":   {Sinkhorn{Epsilon: 1e-3}, []float32{0, 1, 1000, 1001}, []float32{3, 2, 1003, 5000}, (4 + 4 + 9 + 3999.*3999) / 4},
		"in one go":  {Sinkhorn{Epsilon: 1, Scaling: 1e-9}, []float32{0, 1000}, []float32{1, 5000}, (1 + 4000.*4000) / 2},
		"large cost": {Sinkhorn{Epsilon: 1, Scaling: 1e-9}, []float32{0, 1}, []float32{-60, 60}, (60*60 + 59*59) / 2},
	} {
		got, err := test.s.Solve(test.x, test.y, 1)
		if err != nil || math.Abs(got-test.want) > test.s.Epsilon*math.Log(4)+1e-8*test.want {
			t.Errorf("%s: OT = %v, %v; want %v", name, got, err, test.want)
		}
	}
}

func TestDrawsFollowThePlan(t *testing.T) {
	r := random.New(3, "data")
	x, y := []float32{0, 1, 3}, []float32{-1, 0, 2, 4}
	s := Sinkhorn{Epsilon: 2}
	if _, err := s.Solve(x, y, 1); err != nil {
		t.Fatal(err)
	}
	plan, counts, match := make([]float64, 12), make([]float64, 12), make([]int, 3)
	if err := s.Plan(plan); err != nil {
		t.Fatal(err)
	}
	const rounds = 20_000
	for range rounds {
		if err := s.Draw(match, r); err != nil {
			t.Fatal(err)
		}
		for i, j := range match {
			counts[i*4+j]++
		}
	}
	chi2 := 0.0
	for k, p := range plan {
		expected := rounds * 3 * p
		chi2 += (counts[k] - expected) * (counts[k] - expected) / expected
	}
	if limit := (distuv.ChiSquared{K: 9}).Quantile(0.999); chi2 > limit { // 3 laws on 4 points
		t.Errorf("χ² = %.1f of the draws against the plan, want ≤ %.1f", chi2, limit)
	}
	if n := testing.AllocsPerRun(5, func() { _, _ = s.Solve(x, y, 1); _ = s.Draw(match, r) }); n != 0 {
		t.Errorf("%v allocations when solving again, want 0", n)
	}
}

// The gradient against central differences of the cost.
func TestGradientByTheEnvelopeTheorem(t *testing.T) {
	const n, h = 12, 1. / 64
	r := random.New(5, "data")
	x, y := clouds["noise"](n, r), clouds["8gaussians"](n+3, r)
	s := Sinkhorn{Epsilon: 3, Tolerance: 1e-11}
	solve := func() float64 {
		cost, err := s.Solve(x, y, 2)
		if err != nil {
			t.Fatal(err)
		}
		return cost
	}
	solve()
	gradient := make([]float64, 2*n)
	if err := s.Gradient(gradient, x, y, 2); err != nil {
		t.Fatal(err)
	}
	for k := range x {
		at := x[k]
		x[k] = at + h
		up, high := solve(), float64(x[k])
		x[k] = at - h
		down, low := solve(), float64(x[k])
		x[k] = at
		if want := (up - down) / (high - low); math.Abs(gradient[k]-want) > 1e-3*math.Abs(want)+1e-4 {
			t.Errorf("gradient at coordinate %d is %v, differences give %v", k, gradient[k], want)
		}
	}
}

func TestSinkhornRefuses(t *testing.T) {
	one, nan := []float32{1, 2}, float32(math.NaN())
	for want, call := range map[string]func() error{
		"ε 0: want > 0":                  func() error { _, err := new(Sinkhorn).Solve(one, one, 1); return err },
		"ε NaN: want > 0":                func() error { _, err := (&Sinkhorn{Epsilon: math.NaN()}).SolveSelf(one, 1); return err },
		"scaling 1: want between":        func() error { _, err := (&Sinkhorn{Epsilon: 1, Scaling: 1}).Solve(one, one, 1); return err },
		"tolerance -1":                   func() error { _, err := (&Sinkhorn{Epsilon: 1, Tolerance: -1}).Solve(one, one, 1); return err },
		"-2 iterations":                  func() error { _, err := (&Sinkhorn{Epsilon: 1, Iterations: -2}).Solve(one, one, 1); return err },
		"cost has 3 entries: want 2×2":   func() error { _, err := (&Sinkhorn{Epsilon: 1}).SolveCost(make([]float32, 3), 2, 2); return err },
		"row 0, column 1 is NaN":         func() error { _, err := (&Sinkhorn{Epsilon: 1}).SolveCost([]float32{0, nan}, 1, 2); return err },
		"point 0 of y is NaN":            func() error { _, err := (&Sinkhorn{Epsilon: 1}).Solve(one, []float32{nan}, 1); return err },
		"match has length 2: want 0":     func() error { return new(Sinkhorn).Draw(make([]int, 2), random.New(1, "pairs")) },
		"room for 3 entries of the plan": func() error { return new(Sinkhorn).Plan(make([]float64, 3)) },
		"2 coordinates for 2 of y":       func() error { return new(Sinkhorn).Barycentres(make([]float64, 2), one, 1) },
		"room for 1 coordinates of the":  func() error { return new(Sinkhorn).Gradient(make([]float64, 1), one, one, 1) },
	} {
		if err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
	r := random.New(1, "data")
	s := Sinkhorn{Epsilon: 0.01, Iterations: 2}
	if _, err := s.Solve(clouds["noise"](50, r), clouds["8gaussians"](50, r), 2); !errors.Is(err, ErrNotConverged) {
		t.Errorf("after 2 iterations: %v, want %v", err, ErrNotConverged)
	}
}

func BenchmarkSinkhorn(b *testing.B) {
	r := random.New(1, "data")
	for _, test := range []struct {
		name           string
		n              int
		epsilon, limit float64
	}{{"1000, ε 1", 1000, 1, 1e-6}, {"1000, ε 0.1", 1000, 0.1, 1e-4}, {"512 couple, ε 1", 512, 1, 1e-2}, {"256 couple, ε 0.5", 256, 0.5, 1e-2}} {
		x, y := clouds["noise"](test.n, r), clouds["8gaussians"](test.n, r)
		s := Sinkhorn{Epsilon: test.epsilon, Tolerance: test.limit, Iterations: 1_000_000}
		b.Run(test.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Solve(x, y, 2); err != nil {
					b.Fatal(err)
				}
			}
			iterations, _ := s.Spent()
			b.ReportMetric(float64(iterations), "iterations")
		})
	}
}
