package ot

import "math"

// The exponential and the logarithm of the Sinkhorn iterations. Package math has assembly for some processors and not for others, which differ in
// the last bits; these are the same everywhere, and faster in the browser, as they handle only what the iterations give them.

const (
	// ln2High has 32 significant bits, so that its products with the exponents of float64 are exact; Cody and Waite.
	ln2High = 6.93147180369123816490e-01
	ln2Low  = 1.90821492927058770002e-10
	// roundingShift brings a float64 where its last bit counts ones: adding it rounds to whole numbers.
	roundingShift = 0x1.8p52
	// leastExponent is where exponential gives up: e^−700 is still a normal number.
	leastExponent = -700
)

// exponential is eˣ for x ≤ 700, within 2 units in the last place, and 0 below −700: 2ᵏ times a Taylor polynomial on |r| ≤ ln(2)/2.
func exponential(x float64) float64 {
	if !(x > leastExponent) {
		return 0
	}
	shifted := float64(x*math.Log2E) + roundingShift
	k := shifted - roundingShift
	r := x - float64(k*ln2High) - float64(k*ln2Low)
	p := 1. / 479001600
	p = float64(p*r) + 1./39916800
	p = float64(p*r) + 1./3628800
	p = float64(p*r) + 1./362880
	p = float64(p*r) + 1./40320
	p = float64(p*r) + 1./5040
	p = float64(p*r) + 1./720
	p = float64(p*r) + 1./120
	p = float64(p*r) + 1./24
	p = float64(p*r) + 1./6
	p = float64(p*r) + 0.5
	p = float64(p*r) + 1
	p = float64(p*r) + 1
	return p * math.Float64frombits((math.Float64bits(shifted)+1023)<<52)
}

// logarithm is ln x for a normal x > 0, within 2 units in the last place except next to 1, where the error is absolute: with x = m·2ᵉ and m near 1,
// e ln 2 + 2 artanh s for s = (m−1)/(m+1), |s| ≤ 0.172, by its series.
func logarithm(x float64) float64 {
	mantissa, exponent := math.Frexp(x) // [½, 1)
	if mantissa < math.Sqrt2/2 {
		mantissa, exponent = 2*mantissa, exponent-1
	}
	s := (mantissa - 1) / (mantissa + 1)
	square := float64(s * s)
	series := 1. / 21
	for k := 19.0; k > 0; k -= 2 {
		series = float64(series*square) + 1/k
	}
	e := float64(exponent)
	return float64(e*ln2High) + (float64(2*float64(s*series)) + float64(e*ln2Low))
}
