package metric

import "math"

// spread gathers values for their mean and variance.
type spread struct {
	n            int
	mean, square float64 // square: sum of squared differences to the mean
}

// add takes in a value (Welford, Technometrics 4, 1962).
func (s *spread) add(x float64) {
	s.n++
	before := x - s.mean
	s.mean += before / float64(s.n)
	s.square += float64(before * (x - s.mean))
}

// error2 is the squared standard error of the mean; 0 for fewer than two values.
func (s *spread) error2() float64 {
	if s.n < 2 {
		return 0
	}
	return s.square / float64(s.n-1) / float64(s.n)
}

// difference is the half width of the two-sided 95% interval of the difference of two means, when the variances may differ (Welch, Biometrika 34,
// 1947); infinite where one of them is not known.
func difference(a, b spread) float64 {
	if a.n < 2 || b.n < 2 {
		return math.Inf(1)
	}
	ea, eb := a.error2(), b.error2()
	if ea+eb == 0 {
		return 0
	}
	freedom := (ea + eb) * (ea + eb) / (ea*ea/float64(a.n-1) + eb*eb/float64(b.n-1))
	return student(freedom) * math.Sqrt(ea+eb)
}

// student is the 97.5% quantile of Student's t, by its expansion around the normal one's (Abramowitz and Stegun, 26.7.5): to 1% from 4 degrees of
// freedom on.
func student(freedom float64) float64 {
	const z = 1.959963984540054
	z3, z5, z7 := z*z*z, z*z*z*z*z, z*z*z*z*z*z*z
	return z + (z3+z)/(4*freedom) + (5*z5+16*z3+3*z)/(96*freedom*freedom) + (3*z7+19*z5+17*z3-15*z)/(384*freedom*freedom*freedom)
}
