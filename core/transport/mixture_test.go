package transport

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"pushforward/core/random"
)

// A mixture of Gaussians N(mean_k, std_k² I) of equal weights in the plane.
type mixture []struct {
	mean [2]float64
	std  float64
}

func threeModes() mixture {
	return mixture{{[2]float64{2, 0}, 0.4}, {[2]float64{-1, 1.5}, 0.6}, {[2]float64{-1, -1.5}, 0.3}}
}

// fields are the marginal velocity and score of a path from N(0, I) to the mixture, as posterior means over its components: with
// S_k = α² + β²s_k², v = Σ r_k [β′μ_k + (αα′ + ββ′s_k²)(x − βμ_k)/S_k] and s = −Σ r_k (x − βμ_k)/S_k.
func (m mixture) fields(p Path) (velocity, score Field[float64]) {
	average := func(dst, x []float64, t float64, of func(c int, variance, offset float64, k int) float64) error {
		alpha, beta := p.Alpha(t), p.Beta(t)
		variances, exponents := make([]float64, len(m)), make([]float64, len(m))
		for c := range m {
			variances[c] = alpha*alpha + beta*beta*m[c].std*m[c].std
		}
		for i := 0; i < len(x); i += 2 {
			total, sum, nearest := 0.0, [2]float64{}, math.Inf(1)
			for c, variance := range variances {
				dx, dy := x[i]-beta*m[c].mean[0], x[i+1]-beta*m[c].mean[1]
				exponents[c] = (dx*dx+dy*dy)/(2*variance) + math.Log(variance)
				nearest = min(nearest, exponents[c])
			}
			for c, variance := range variances {
				weight := math.Exp(nearest - exponents[c])
				total += weight
				for k := range sum {
					sum[k] += weight * of(c, variance, x[i+k]-beta*m[c].mean[k], k)
				}
			}
			dst[i], dst[i+1] = sum[0]/total, sum[1]/total
		}
		return nil
	}
	velocity = func(dst, x []float64, t float64) error {
		t = min(t, p.End)
		growth, rise := p.Alpha(t)*p.AlphaDot(t), p.BetaDot(t)
		spread := p.Beta(t) * rise
		return average(dst, x, t, func(c int, variance, offset float64, k int) float64 {
			return rise*m[c].mean[k] + (growth+spread*m[c].std*m[c].std)*offset/variance
		})
	}
	score = func(dst, x []float64, t float64) error {
		return average(dst, x, min(t, p.End), func(_ int, variance, offset float64, _ int) float64 { return -offset / variance })
	}
	return velocity, score
}

// project is the distribution function of the mixture's projection on a unit direction.
func (m mixture) project(direction [2]float64, s float64) float64 {
	sum := 0.0
	for _, c := range m {
		mean := direction[0]*c.mean[0] + direction[1]*c.mean[1]
		sum += distuv.Normal{Mu: mean, Sigma: c.std}.CDF(s)
	}
	return sum / float64(len(m))
}

// checkSlices compares slices of points with those of the mixture: Kolmogorov–Smirnov at the 0.1% critical value.
func (m mixture) checkSlices(t *testing.T, name string, x []float64) {
	t.Helper()
	n := len(x) / 2
	slice := make([]float64, n)
	for angle := range 6 {
		sin, cos := math.Sincos(float64(angle) * math.Pi / 6)
		for i := range slice {
			slice[i] = cos*x[2*i] + sin*x[2*i+1]
		}
		stat.SortWeighted(slice, nil)
		worst := 0.0
		for i, s := range slice {
			cdf := m.project([2]float64{cos, sin}, s)
			worst = max(worst, math.Abs(cdf-float64(i)/float64(n)), math.Abs(cdf-float64(i+1)/float64(n)))
		}
		if limit := 1.95 / math.Sqrt(float64(n)); worst > limit {
			t.Errorf("%s: slice at %d°: KS distance %.4f, want ≤ %.4f", name, 30*angle, worst, limit)
		}
	}
}

// noise is n points of the plane, normal with standard deviation scale.
func noise(n int, scale float64) []float64 {
	x, r := make([]float64, 2*n), random.New(3, "noise")
	for i := range x {
		x[i] = scale * r.Normal()
	}
	return x
}

func TestMixtureVelocityCarriesNoiseToTheMixture(t *testing.T) {
	const n = 1000
	target := threeModes()
	for _, path := range everyPath() {
		velocity, _ := target.fields(path)
		fixed := Integrator[float64]{Method: RK4()}
		adaptive := Adaptive[float64]{Method: DormandPrince(), RTol: 1e-4, ATol: 1e-4}
		for name, integrate := range map[string]func(x []float64) error{
			"rk4":    func(x []float64) error { return fixed.Integrate(velocity, x, 0, 1, 40, nil) },
			"dopri5": func(x []float64) error { return adaptive.Integrate(velocity, x, 0, 1, nil, nil) },
		} {
			x := noise(n, path.Alpha(0))
			if err := integrate(x); err != nil {
				t.Fatal(err)
			}
			target.checkSlices(t, path.ID+", "+name, x)
		}
	}
}

// What a velocity tells of noise and data along a path: −α times the score, and Tweedie's (x + α² score)/β.
func TestVelocityTellsTheScore(t *testing.T) {
	target := threeModes()
	for _, path := range everyPath() {
		velocity, score := target.fields(path)
		for _, at := range []float64{0.02, 0.3, 0.6, 0.9, 0.99} {
			x := noise(20, path.Scale(at))
			v, s := make([]float64, len(x)), make([]float64, len(x))
			x0, x1 := make([]float64, len(x)), make([]float64, len(x))
			_, _ = velocity(v, x, at), score(s, x, at)
			split(&path, x0, x1, x, v, at)
			for e := range x {
				alpha, beta := path.Alpha(at), path.Beta(at)
				if want := -alpha * s[e]; math.Abs(x0[e]-want) > 1e-9*(1+math.Abs(want)) {
					t.Fatalf("%s at t = %v: noise %v, want %v", path.ID, at, x0[e], want)
				}
				if want := (x[e] + alpha*alpha*s[e]) / beta; math.Abs(x1[e]-want) > 1e-6*(1+math.Abs(want)) {
					t.Fatalf("%s at t = %v: data %v, want %v", path.ID, at, x1[e], want)
				}
			}
		}
	}
}
