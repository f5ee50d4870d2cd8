package method_test

import (
	"math"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/core/metric"
	"pushforward/core/random"
)

// correlated is the target N((2, 0), [[1.5², .45], [.45, .5²]]), whose correlation is 0.6, and its log-density.
func correlated() (parameters map[string]string, logDensity func(x, y float64) float64) {
	const meanX, stdX, stdY, correlation = 2, 1.5, 0.5, 0.6
	parameters = map[string]string{"mean-x": "2", "std-x": "1.5", "std-y": "0.5", "correlation": "0.6"}
	return parameters, func(x, y float64) float64 {
		a, b := (x-meanX)/stdX, y/stdY
		rest := 1 - correlation*correlation
		return -0.5*(a*a-2*correlation*a*b+b*b)/rest - math.Log(2*math.Pi*stdX*stdY*math.Sqrt(rest))
	}
}

// A likelihood cannot beat the target's own. Two affine couplings, or one velocity field, hold a Gaussian exactly.
func TestLikelihoodFindsAGaussian(t *testing.T) {
	for _, test := range []struct {
		id         string
		steps      int
		parameters map[string]string
	}{
		{"realnvp", 400, map[string]string{"layers": "2", "net": "8", "lr": "0.01"}},
		{"maf", 400, map[string]string{"layers": "2", "net": "8", "lr": "0.01"}},
		{"cnf", 200, map[string]string{"net": "16", "lr": "0.02", "kinetic": "0", "batch": "128"}},
	} {
		t.Run(test.id, func(t *testing.T) {
			settings, exact := correlated()
			run := newRun(t, engine.WebAssembly{}, lab.Config{
				Method: test.id, Target: "gaussian", Seed: 3, Parameters: test.parameters, TargetParameters: settings,
			})
			train(t, run, test.steps)
			const n = 2000
			points, got := make([]float32, 2*n), make([]float32, n)
			run.Problem.Target.Sample(points, random.New(1, "held out"))
			if err := run.LogDensityOn(got, points); err != nil {
				t.Fatal(err)
			}
			excess := 0.0
			for i, q := range got {
				excess += (exact(float64(points[2*i]), float64(points[2*i+1])) - float64(q)) / n
			}
			if !(excess > -0.01 && excess < 0.03) {
				t.Errorf("the target's own density is %v nats likelier than the model's, want 0 to 0.03", excess)
			}
		})
	}
}

// Samples x of density q estimate Z = E μ̃(x)/q(x). For the first potential of Rezende and Mohamed log Z is 1.8775.
func TestReverseKLWeighsARing(t *testing.T) {
	for flow, layers := range map[string]string{"spline": "4", "planar": "16"} {
		t.Run(flow, func(t *testing.T) {
			run := newRun(t, engine.WebAssembly{}, lab.Config{
				Method: "reverse-kl", Target: "u1", Seed: 1,
				Parameters: map[string]string{"flow": flow, "layers": layers, "net": "24,24", "batch": "128", "lr": "0.005"},
			})
			train(t, run, 500)
			const n = 5000
			points, q := make([]float32, 2*n), make([]float32, n)
			if _, err := run.Sample(points, random.New(1, "samples")); err != nil {
				t.Fatal(err)
			}
			if err := run.LogDensityOn(q, points); err != nil {
				t.Fatal(err)
			}
			weights, sum := make([]float64, n), 0.0
			for i := range weights {
				x, y := float64(points[2*i]), float64(points[2*i+1])
				ring := (math.Hypot(x, y) - 2) / 0.4
				sides := math.Exp(-0.5*math.Pow((x-2)/0.6, 2)) + math.Exp(-0.5*math.Pow((x+2)/0.6, 2))
				weights[i] = math.Log(sides) - ring*ring/2 - float64(q[i])
				sum += math.Exp(weights[i]) / n
			}
			effective, err := metric.WeightESS(weights)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("log Z = %.4f, effective sample size %.0f%%", math.Log(sum), 100*effective/n)
			if math.Abs(math.Log(sum)-1.8775) > 0.06 {
				t.Errorf("log Z is estimated as %v, want 1.8775 ± 0.06", math.Log(sum))
			}
			if effective < 0.4*n {
				t.Errorf("the effective sample size is %.0f of %d, want 40%%", effective, n)
			}
		})
	}
}

// On a Gaussian of two correlated columns, a one-dimensional code loses nothing: with correlation ρ, x = √ρ(1, 1)z + √(1−ρ)η is the
// standardised target, and the code's posterior is Gaussian. So the bound reaches the entropy, log 2πe + ½ log(1−ρ²), and never passes it.
func TestVAEBoundReachesTheEntropy(t *testing.T) {
	settings, _ := correlated()
	run := newRun(t, engine.WebAssembly{}, lab.Config{
		Method: "vae", Target: "gaussian", Seed: 3, TargetParameters: settings,
		Parameters: map[string]string{"latent": "1", "net": "16", "batch": "512", "lr": "0.01"},
	})
	train(t, run, 2000)
	entropy, mean := math.Log(2*math.Pi*math.E)+0.5*math.Log(1-0.36), 0.0
	const draws = 100
	for range draws { // the rate is 0 by now: these are fresh draws of one loss
		if err := run.Step(); err != nil {
			t.Fatal(err)
		}
		loss, err := run.Loss()
		if err != nil {
			t.Fatal(err)
		}
		mean += loss / draws
	}
	if !(mean > entropy-0.02 && mean < entropy+0.05) {
		t.Errorf("the bound is %v, want the entropy %v", mean, entropy)
	}
	// Which code that is the bound does not say, since x = (w₁, w₂)z + noise fits for every w₁w₂ = ρ; but its posterior is linear, and on the diagonal (a, a) its mean is
	// a(w₁/ψ₁ + w₂/ψ₂)/(1 + w₁²/ψ₁ + w₂²/ψ₂) with ψ = 1 − w²: from 0.968a at w₁ = w₂ up to a at either end.
	points := []float32{2, 0, 3.5, 0.5, 0.5, -0.5}
	got := make([]float32, len(points)/2)
	if err := run.On(method.Latent, got, points, 0); err != nil {
		t.Fatal(err)
	}
	sign := math.Copysign(1, float64(got[1]))
	for i, want := range []float64{0, 0.98, -0.98} {
		if math.Abs(sign*float64(got[i])-want) > 0.15 {
			t.Errorf("the code of %v is %v, want %v up to the sign of all", points[2*i:2*i+2], got[i], sign*want)
		}
	}
}

// On a standard normal target −½‖x‖² is the log-density up to a constant.
func TestEnergyModelFindsAGaussian(t *testing.T) {
	run := newRun(t, engine.WebAssembly{}, lab.Config{
		Method: "energy-model", Target: "gaussian", Seed: 3,
		Parameters: map[string]string{"net": "16,16", "step": "0.05", "lr": "0.005", "batch": "512"},
	})
	train(t, run, 600)
	points := []float32{0, 0, 1, 0, 0, 1, -1, 0, 0, -1, 1.5, 0, 0, -1.5}
	got := make([]float32, len(points)/2)
	if err := run.On(method.Energy, got, points, 0); err != nil {
		t.Fatal(err)
	}
	for i := range got {
		x, y := float64(points[2*i]), float64(points[2*i+1])
		if want := -0.5 * (x*x + y*y); math.Abs(float64(got[i]-got[0])-want) > 0.3 {
			t.Errorf("from the middle to %v the log-density changes by %v, want %v ± 0.3", points[2*i:2*i+2], got[i]-got[0], want)
		}
	}
}
