// Package gaussian is optimal transport between Gaussians in closed form: the oracle of the sample-based distances and of every method that
// carries one Gaussian to another. It is apart from package ot because it needs linear algebra that the page does not.
package gaussian

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// A Gaussian is N(Mean, Covariance) on R^d.
type Gaussian struct {
	Mean       []float64     // [d]
	Covariance *mat.SymDense // [d×d], positive semidefinite
}

// W2 is the Wasserstein distance of order two, √(‖m₀−m₁‖² + B²), where
// B² = tr(Σ₀ + Σ₁ − 2(Σ₀^½ Σ₁ Σ₀^½)^½) is the squared Bures distance (Dowson and Landau, J. Multivariate Anal. 12, 1982).
// Unequal dimensions and covariances with a negative eigenvalue are errors.
func W2(from, to Gaussian) (float64, error) {
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
	cross, err := power(sandwich(root, to.Covariance), 0.5)
	if err != nil {
		return 0, fmt.Errorf("gaussian: product of the covariances: %w", err)
	}
	shift := floats.Distance(from.Mean, to.Mean, 2)
	bures := mat.Trace(from.Covariance) + mat.Trace(to.Covariance) - 2*mat.Trace(cross)
	return math.Sqrt(shift*shift + max(bures, 0)), nil
}

// A Map is the affine map T(x) = m₁ + A(x − m₀).
type Map struct {
	A        *mat.SymDense // [d×d]
	From, To []float64     // [d] m₀ and m₁
}

// Apply writes T(x) to dst; both are [d] and may be the same slice.
func (m Map) Apply(dst, x []float64) {
	centred := floats.SubTo(make([]float64, len(x)), x, m.From)
	var moved mat.VecDense
	moved.MulVec(m.A, mat.NewVecDense(len(centred), centred))
	floats.AddTo(dst, moved.RawVector().Data, m.To)
}

// OptimalMap is the map of least mean squared displacement that carries from to to:
// A = Σ₀^{-½} (Σ₀^½ Σ₁ Σ₀^½)^½ Σ₀^{-½} (Knott and Smith, JOTA 43, 1984). It is an error if the dimensions differ, the first covariance is
// not positive definite or the second has a negative eigenvalue.
func OptimalMap(from, to Gaussian) (Map, error) {
	if err := check(from, to); err != nil {
		return Map{}, err
	}
	inverse, err := power(from.Covariance, -0.5)
	if err != nil {
		return Map{}, fmt.Errorf("gaussian: first covariance: %w", err)
	}
	root, err := power(from.Covariance, 0.5)
	if err != nil {
		return Map{}, fmt.Errorf("gaussian: first covariance: %w", err)
	}
	cross, err := power(sandwich(root, to.Covariance), 0.5)
	if err != nil {
		return Map{}, fmt.Errorf("gaussian: second covariance: %w", err)
	}
	return Map{A: sandwich(inverse, cross), From: from.Mean, To: to.Mean}, nil
}

func check(from, to Gaussian) error {
	d := len(from.Mean)
	for k, g := range [2]Gaussian{from, to} {
		if d < 1 || len(g.Mean) != d || g.Covariance == nil || g.Covariance.SymmetricDim() != d {
			return fmt.Errorf("gaussian: mean %d of 2 has %d entries: want as many, at least 1, in both means and in the rows of both covariances", k+1, len(g.Mean))
		}
	}
	return nil
}

// sandwich is b s b.
func sandwich(b, s *mat.SymDense) *mat.SymDense {
	var left, product mat.Dense
	left.Mul(b, s)
	product.Mul(&left, b)
	return symmetric(&product)
}

// symmetric is the symmetric part of m.
func symmetric(m *mat.Dense) *mat.SymDense {
	d, _ := m.Dims()
	out := mat.NewSymDense(d, nil)
	for i := range d {
		for j := i; j < d; j++ {
			out.SetSym(i, j, (m.At(i, j)+m.At(j, i))/2)
		}
	}
	return out
}

// power is s to a real power through its eigenvalues. Those within rounding of 0 count as 0, which a negative power refuses, as all refuse negative ones.
func power(s *mat.SymDense, exponent float64) (*mat.SymDense, error) {
	var eigen mat.EigenSym
	if !eigen.Factorize(s, true) {
		return nil, fmt.Errorf("no eigenvalues found: want finite entries")
	}
	values := eigen.Values(nil)
	rounding := 1e-12 * max(floats.Max(values), 0)
	for k, v := range values {
		switch {
		case v < -rounding || math.IsNaN(v):
			return nil, fmt.Errorf("eigenvalue %v: want at least 0", v)
		case v <= rounding && exponent < 0:
			return nil, fmt.Errorf("eigenvalue %v: want above 0", v)
		}
		values[k] = math.Pow(max(v, 0), exponent)
	}
	var vectors, scaled, product mat.Dense
	eigen.VectorsTo(&vectors)
	scaled.Mul(&vectors, mat.NewDiagDense(len(values), values))
	product.Mul(&scaled, vectors.T())
	return symmetric(&product), nil
}
