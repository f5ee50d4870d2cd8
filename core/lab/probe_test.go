package lab_test

import (
	"math"
	"testing"

	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/core/random"
)

// A flow from N(0, I) to N(m, D C D), C = [1 ρ; ρ 1], in the frame where D is the identity, has the velocity ½ Ṡ S⁻¹ x of S = (1−t)² I + t² C, which
// commutes with itself at all times: x(t) = S(t)^½ z. So the Jacobian is D S^½ D⁻¹ and the noise of a point at t is S^−½ of it.
func TestProbeOfAGaussian(t *testing.T) {
	const rho = 0.6
	run := newRun(t, lab.Config{
		Method: "fm", Source: "gaussian", Target: "gaussian", Seed: 5,
		Parameters:       map[string]string{"net": "32,32", "waves": "0", "batch": "512", "steps": "2500"},
		TargetParameters: map[string]string{"mean-x": "3", "mean-y": "-1", "std-x": "2", "std-y": "0.5", "correlation": "0.6"},
	})
	for range 2500 {
		try(t, run.Step())
	}
	// root is S(t)^p: both eigenvectors are diagonals.
	root := func(at, p float64) [2][2]float64 {
		plus := math.Pow((1-at)*(1-at)+at*at*(1+rho), p)
		minus := math.Pow((1-at)*(1-at)+at*at*(1-rho), p)
		return [2][2]float64{{(plus + minus) / 2, (plus - minus) / 2}, {(plus - minus) / 2, (plus + minus) / 2}}
	}
	mean, scale := [2]float64{3, -1}, [2]float64{2, 0.5}
	times := []float64{0, 0.5, 1}
	for _, at := range []float64{0, 0.3, 0.5, 1} {
		point := []float32{4.2, -0.8} // 0.6 and 0.4 standard deviations off
		p, found, err := run.Through(point, at, []float32{0, 0}, times)
		try(t, err)
		if !found || len(p.Way) != 6 || len(p.Jacobians) != 12 {
			t.Fatalf("at t = %v: found %v, a way of %d and Jacobians of %d numbers, want 6 and 12", at, found, len(p.Way), len(p.Jacobians))
		}
		inverse := root(at, -0.5)
		for i := range 2 {
			want := inverse[i][0]*0.6 + inverse[i][1]*0.4
			if got := float64(p.Noise[i]); math.Abs(got-want) > 0.05 {
				t.Errorf("at t = %v: noise %d is %.3f, want %.3f", at, i, got, want)
			}
			if got, want := float64(p.Way[i]), mean[i]+scale[i]*float64(p.Noise[i]); math.Abs(got-want) > 1e-5 {
				t.Errorf("at t = %v: the way begins at %v, want the noise in natural units, %v", at, got, want)
			}
		}
		for k, time := range times {
			forward := root(time, 0.5)
			for i := range 2 {
				for j := range 2 {
					want := scale[i] * forward[i][j] / scale[j]
					if got := float64(p.Jacobians[4*k+2*i+j]); math.Abs(got-want) > 0.08*max(1, scale[i]/scale[j]) {
						t.Errorf("∂x%d/∂z%d at t = %v is %.3f, want %.3f", i, j, time, got, want)
					}
				}
			}
		}
	}
}

// Where a method has a density in closed form, the Jacobian's determinant tells it too: ρ₁(ψ(z)) |det ∂ψ| = ρ₀(z). The density is an independent
// computation, by the layers' own determinants.
func TestProbesDeterminantIsTheDensity(t *testing.T) {
	for _, id := range []string{"realnvp", "spline", "cnf"} {
		e, err := method.Find(id)
		try(t, err)
		run := newRun(t, lab.Config{Method: id, Source: "gaussian", Target: "moons", Seed: 2, Parameters: trim(e)})
		for range 60 {
			try(t, run.Step())
		}
		noise := make([]float32, 2*8)
		run.Problem.Noise(noise, random.New(4, "noise"))
		for i := 0; i < len(noise); i += 2 {
			p, err := run.Follow(noise[i:i+2], []float64{0, 1})
			try(t, err)
			j := p.Jacobians[4:]
			var density [1]float32
			try(t, run.LogDensityOn(density[:], p.Way[2:]))
			frame := run.Problem.Frame
			source := -math.Log(2*math.Pi) - float64(noise[i]*noise[i]+noise[i+1]*noise[i+1])/2 -
				math.Log(float64(frame.Scale[0]*frame.Scale[1])) // of the noise in natural units
			determinant := math.Log(math.Abs(float64(j[0]*j[3]) - float64(j[1]*j[2])))
			if got, want := float64(density[0])+determinant, source; math.Abs(got-want) > 0.03 {
				t.Errorf("%s from %v: log ρ₁ + log |det| = %.4f, want log ρ₀ = %.4f", id, noise[i:i+2], got, want)
			}
		}
	}
}

// Whatever carries the points, a probe begins at its noise and ends where the sampler takes that; and what was found passes through the point.
func TestProbeOfEveryMethod(t *testing.T) {
	for _, e := range method.Registry() {
		run := newRun(t, lab.Config{Method: e.ID, Source: "gaussian", Target: "8gaussians", Seed: 2, Parameters: trim(e), NFE: min(e.NFE, 64)})
		if run.Learns() {
			for range 20 {
				try(t, run.Step())
			}
		}
		noise := []float32{0.3, -0.8}
		straight, err := run.Follow(noise, []float64{0, 0.5, 1})
		try(t, err)
		if run.Certain() != (straight.Jacobians != nil) {
			t.Errorf("%s: certain is %v, with %d numbers of Jacobians", e.ID, run.Certain(), len(straight.Jacobians))
		}
		p, found, err := run.Through(straight.Way[2:4], 0.5, []float32{0.35, -0.75}, []float64{0, 0.5, 1})
		try(t, err)
		if !found {
			if run.Certain() {
				t.Errorf("%s: the point half way of a probe was not found", e.ID)
			}
			continue
		}
		for i := range 2 {
			if got, want := p.Way[2+i], straight.Way[2+i]; math.Abs(float64(got-want)) > 1e-2 {
				t.Errorf("%s: passes at %v, want %v", e.ID, p.Way[2:4], straight.Way[2:4])
			}
		}
	}
}
