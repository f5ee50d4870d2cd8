package gaussian

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// Entropic is the cost of entropic optimal transport between Gaussians for the squared Euclidean cost, OT_ε = min_π E_π‖x−y‖² + ε KL(π | from⊗to),
// in squared natural units: with ε = 2σ² and D = (4 Σ₀^½ Σ₁ Σ₀^½ + σ⁴ I)^½,
//
//	‖m₀−m₁‖² + tr(Σ₀ + Σ₁ − D) + dσ²(1 − log 2σ²) + σ² log det(D + σ² I)
//
// (Janati, Muzellec, Peyré and Cuturi, "Entropic optimal transport between unbalanced Gaussian measures has a closed form", NeurIPS 2020, theorem 1).
// Unequal dimensions, covariances with a negative eigenvalue and an ε that is not above 0 are errors.
func Entropic(from, to Gaussian, epsilon float64) (float64, error) {
	if !(epsilon > 0) || math.IsInf(epsilon, 1) {
		return 0, fmt.Errorf("gaussian: ε %v: want > 0", epsilon)
	}
	if err := check(from, to); err != nil {
		return 0, err
	}
	root, err := power(from.Covariance, 0.5)
	if err != nil {
		return 0, fmt.Errorf("gaussian: first covariance: %w", err)
	}
	if _, err := power(to.Covariance, 0.5); err != nil {
		return 0, fmt.Errorf("gaussian: second covariance: %w", err)
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(sandwich(root, to.Covariance), false) {
		return 0, fmt.Errorf("gaussian: product of the covariances: no eigenvalues found: want finite entries")
	}
	half := epsilon / 2 // σ²
	shift := floats.Distance(from.Mean, to.Mean, 2)
	cost := shift*shift + mat.Trace(from.Covariance) + mat.Trace(to.Covariance)
	for _, v := range eigen.Values(nil) {
		d := math.Sqrt(4*max(v, 0) + half*half)
		cost += half*(1-math.Log(epsilon)+math.Log(d+half)) - d
	}
	return cost, nil
}

// Divergence is the Sinkhorn divergence OT_ε(from,to) − ½ OT_ε(from,from) − ½ OT_ε(to,to) between Gaussians. Errors as for [Entropic].
func Divergence(from, to Gaussian, epsilon float64) (float64, error) {
	across, err := Entropic(from, to, epsilon)
	if err != nil {
		return 0, err
	}
	ofFrom, err := Entropic(from, from, epsilon)
	if err != nil {
		return 0, err
	}
	ofTo, err := Entropic(to, to, epsilon)
	if err != nil {
		return 0, err
	}
	return across - ofFrom/2 - ofTo/2, nil
}
