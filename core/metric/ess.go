package metric

import (
	"fmt"
	"math"
)

// WeightESS is the effective sample size (Σw)²/Σw² of samples with unnormalised importance weights w = e^logWeights [n], from 1 to n (Kong, "A note on importance
// sampling using standardized weights", University of Chicago, 1992). Samples of weight 0 have −Inf. It is an error if there are none, one is NaN or +Inf, or all are −Inf.
func WeightESS(logWeights []float64) (float64, error) {
	most := math.Inf(-1)
	for i, w := range logWeights {
		if math.IsNaN(w) || math.IsInf(w, 1) {
			return 0, fmt.Errorf("metric: ess: log-weight %d is %v: want a finite number or -Inf", i, w)
		}
		most = max(most, w)
	}
	if math.IsInf(most, -1) {
		return 0, fmt.Errorf("metric: ess: none of %d weights is above 0: want at least one", len(logWeights))
	}
	sum, squares := 0.0, 0.0
	for _, l := range logWeights {
		w := math.Exp(l - most)
		sum += w
		squares += float64(w * w)
	}
	return sum * sum / squares, nil
}

// ChainESS is the effective sample size n/(1 + 2 Σ ρ_t) of a stationary Markov chain's values [n], with ρ_t the autocorrelation at lag t, summed by Geyer's
// initial monotone sequence: over pairs of lags, for as long as they are positive, and no pair more than the one before ("Practical Markov chain Monte Carlo",
// Statistical Science 7, 1992, section 3.3). It may exceed n where values alternate, up to n log₁₀ n as in Stan. Fewer than four values, values that are not finite and a chain that
// never moves are errors.
func ChainESS(chain []float64) (float64, error) {
	n := len(chain)
	if n < 4 {
		return 0, fmt.Errorf("metric: ess: a chain of %d values: want at least 4", n)
	}
	mean := 0.0
	for i, v := range chain {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return 0, fmt.Errorf("metric: ess: value %d of the chain is %v: want a finite number", i, v)
		}
		mean += v / float64(n)
	}
	covariance := func(lag int) float64 {
		sum := 0.0
		for i := range n - lag {
			sum += float64((chain[i] - mean) * (chain[i+lag] - mean))
		}
		return sum / float64(n)
	}
	variance := covariance(0)
	if variance == 0 {
		return 0, fmt.Errorf("metric: ess: the chain stays at %v: want one that moves", chain[0])
	}
	sum, last := 0.0, math.Inf(1)
	for lag := 0; lag+1 < n; lag += 2 {
		pair := (covariance(lag) + covariance(lag+1)) / variance
		if pair <= 0 {
			break
		}
		last = min(last, pair)
		sum += last
	}
	time := max(2*sum-1, 1/math.Log10(float64(n))) // integrated autocorrelation time
	return float64(n) / time, nil
}
