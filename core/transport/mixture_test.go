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

// velocity is the marginal velocity of the linear path from N(0, I) to the mixture:
// v = Σ r_k [μ_k + (t s_k² − (1−t)) (x − tμ_k)/S_k], S_k = (1−t)² + t²s_k², r_k the posterior weights.
func (m mixture) velocity(dst, x []float64, t float64) error {
	for p := 0; p < len(x); p += 2 {
		total, v := 0.0, [2]float64{}
		for _, c := range m {
			variance := (1-t)*(1-t) + t*t*c.std*c.std
			dx, dy := x[p]-t*c.mean[0], x[p+1]-t*c.mean[1]
			weight := math.Exp(-(dx*dx+dy*dy)/(2*variance)) / variance
			gain := (t*c.std*c.std - (1 - t)) / variance
			total += weight
			v[0] += weight * (c.mean[0] + gain*dx)
			v[1] += weight * (c.mean[1] + gain*dy)
		}
		dst[p], dst[p+1] = v[0]/total, v[1]/total
	}
	return nil
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

// Every slice of the carried noise follows the slice of the mixture: Kolmogorov–Smirnov at the 0.1% critical value.
func TestMixtureVelocityCarriesNoiseToTheMixture(t *testing.T) {
	target := mixture{{[2]float64{2, 0}, 0.4}, {[2]float64{-1, 1.5}, 0.6}, {[2]float64{-1, -1.5}, 0.3}}
	const n = 4000
	r := random.New(3, "noise")
	start := make([]float64, 2*n)
	for i := range start {
		start[i] = r.Normal()
	}
	fixed := Integrator[float64]{Method: RK4()}
	adaptive := Adaptive[float64]{Method: DormandPrince(), RTol: 1e-4, ATol: 1e-4}
	for name, integrate := range map[string]func(x []float64) error{
		"rk4":    func(x []float64) error { return fixed.Integrate(target.velocity, x, 0, 1, 40, nil) },
		"dopri5": func(x []float64) error { return adaptive.Integrate(target.velocity, x, 0, 1, nil, nil) },
	} {
		x := append([]float64(nil), start...)
		if err := integrate(x); err != nil {
			t.Fatal(err)
		}
		for angle := range 6 {
			sin, cos := math.Sincos(float64(angle) * math.Pi / 6)
			slice := make([]float64, n)
			for i := range slice {
				slice[i] = cos*x[2*i] + sin*x[2*i+1]
			}
			stat.SortWeighted(slice, nil)
			worst := 0.0
			for i, s := range slice {
				cdf := target.project([2]float64{cos, sin}, s)
				worst = max(worst, math.Abs(cdf-float64(i)/n), math.Abs(cdf-float64(i+1)/n))
			}
			if limit := 1.95 / math.Sqrt(n); worst > limit {
				t.Errorf("%s: slice at %d°: KS distance %.4f, want ≤ %.4f", name, 30*angle, worst, limit)
			}
		}
	}
}
