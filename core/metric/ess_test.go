package metric

import (
	"math"
	"strings"
	"testing"

	"pushforward/core/random"
)

// Draws of N(0,1) weighed for N(m,1) have E w² = e^{m²}.
func TestWeightESS(t *testing.T) {
	const n = 200_000
	r := random.New(1, "data")
	weights := make([]float64, n)
	for _, m := range []float64{0, 0.5, 1} {
		for i := range weights {
			weights[i] = 1000 + m*r.Normal() // up to a constant, which does not count
		}
		got, err := WeightESS(weights)
		if want := n * math.Exp(-m*m); err != nil || math.Abs(got-want) > 0.03*want {
			t.Errorf("shift %v: %v, %v; want %v", m, got, err, want)
		}
	}
	for want, weights := range map[float64][]float64{
		1:      {5, math.Inf(-1), math.Inf(-1)},
		9. / 5: {math.Log(2), 0},
		3:      {-2000, -2000, -2000},
	} {
		if got, err := WeightESS(weights); err != nil || math.Abs(got-want) > 1e-12 {
			t.Errorf("of %v: %v, %v; want %v", weights, got, err, want)
		}
	}
}

// An autoregressive chain with coefficient ρ has autocorrelations ρᵗ: n(1−ρ)/(1+ρ).
func TestChainESS(t *testing.T) {
	const n = 100_000
	for _, rho := range []float64{0, 0.5, 0.9, -0.3} {
		r := random.New(2, "data")
		chain := make([]float64, n)
		x := r.Normal()
		for i := range chain {
			x = rho*x + math.Sqrt(1-rho*rho)*r.Normal()
			chain[i] = 3*x + 7
		}
		got, err := ChainESS(chain)
		if want := n * (1 - rho) / (1 + rho); err != nil || math.Abs(got-want) > 0.08*want {
			t.Errorf("ρ = %v: %v, %v; want %v", rho, got, err, want)
		}
	}
}

func TestESSRefuses(t *testing.T) {
	for want, call := range map[string]func() (float64, error){
		"log-weight 1 is NaN":         func() (float64, error) { return WeightESS([]float64{0, math.NaN()}) },
		"none of 0 weights":           func() (float64, error) { return WeightESS(nil) },
		"none of 1 weights":           func() (float64, error) { return WeightESS([]float64{math.Inf(-1)}) },
		"a chain of 3 values":         func() (float64, error) { return ChainESS([]float64{1, 2, 3}) },
		"the chain stays at 2":        func() (float64, error) { return ChainESS([]float64{2, 2, 2, 2}) },
		"value 3 of the chain is +In": func() (float64, error) { return ChainESS([]float64{1, 2, 3, math.Inf(1)}) },
	} {
		if _, err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}
