package method_test

import (
	"context"
	"math"
	"testing"
	"time"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/core/random"
)

// newRun is a run on an engine, from the standard normal distribution.
func newRun(t *testing.T, on engine.Engine, config lab.Config) *lab.Session {
	t.Helper()
	config.Source = "gaussian"
	run, err := lab.New(config, on, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := run.Close(); err != nil {
			t.Error(err)
		}
	})
	return run
}

func train(t *testing.T, run *lab.Session, steps int) {
	t.Helper()
	still := func() time.Duration { return 0 }
	if _, err := run.Train(context.Background(), lab.Budget{Steps: steps}, still, nil); err != nil {
		t.Fatal(err)
	}
}

// The marginal velocity between Gaussians is linear: with x0 ~ N(0, I) and x1 ~ N(0, R), along an eigenvector of R with eigenvalue λ it multiplies
// by (tλ − (1−t)) / ((1−t)² + t²λ). The eigenvectors of a correlation matrix of two are the diagonals.
func TestFlowMatchingLearnsTheMarginalVelocity(t *testing.T) {
	const meanX, stdX, stdY, correlation = 2, 1.5, 0.5, 0.6
	run := newRun(t, engine.WebAssembly{}, lab.Config{
		Method: "fm", Target: "gaussian", Seed: 2, Parameters: map[string]string{"net": "48,48", "ema": "0.99"},
		TargetParameters: map[string]string{"mean-x": "2", "std-x": "1.5", "std-y": "0.5", "correlation": "0.6"},
	})
	train(t, run, 700)
	const n = 500
	for _, time := range []float64{0.05, 0.25, 0.5, 0.75, 0.95} {
		r := random.New(3, "points")
		points, got := make([]float32, 2*n), make([]float32, 2*n)
		want := make([]float64, 2*n)
		for i := range n {
			var x, v [2]float64 // in the standard frame
			for k, lambda := range [2]float64{1 + correlation, 1 - correlation} {
				variance := (1-time)*(1-time) + time*time*lambda
				along := math.Sqrt(variance) * r.Normal()
				pull := (time*lambda - (1 - time)) / variance * along
				side := float64(1 - 2*k)
				x[0], x[1] = x[0]+along/math.Sqrt2, x[1]+side*along/math.Sqrt2
				v[0], v[1] = v[0]+pull/math.Sqrt2, v[1]+side*pull/math.Sqrt2
			}
			points[2*i], points[2*i+1] = float32(meanX+stdX*x[0]), float32(stdY*x[1])
			want[2*i], want[2*i+1] = stdX*v[0], stdY*v[1]
		}
		if err := run.On(method.Velocity, got, points, time); err != nil {
			t.Fatal(err)
		}
		var wrong, all float64
		for i := range want {
			wrong += (float64(got[i]) - want[i]) * (float64(got[i]) - want[i])
			all += stdX * stdX / 2 // the velocity's size, where it is not near 0 as it is in the middle
		}
		if error := math.Sqrt(wrong / all); error > 0.12 {
			t.Errorf("at t = %v the velocity is wrong by %.0f%% of the target's width", time, 100*error)
		}
	}
}

// The witness is the mean of the kernel to the target minus that to the samples, here computed directly from many of either.
func TestWitnessOfMMD(t *testing.T) {
	kernels := map[string]func(distance float64) float64{ // of a distance in units of the median
		"laplace": func(d float64) float64 { return math.Exp(-d) },
		"imq":     func(d float64) float64 { return 1 / math.Sqrt(1+d*d) },
		"energy":  func(d float64) float64 { return -d },
	}
	for name, kernel := range kernels {
		t.Run(name, func(t *testing.T) {
			run := newRun(t, engine.WebAssembly{}, lab.Config{
				Method: "mmd", Target: "gaussian", Seed: 2, Parameters: map[string]string{"kernel": name, "width": "1", "net": "16,16", "batch": "64"},
			})
			train(t, run, 20)
			const n = 6000
			samples, wanted := make([]float32, 2*n), make([]float32, 2*n)
			if _, err := run.Sample(samples, random.New(8, "samples")); err != nil {
				t.Fatal(err)
			}
			run.Problem.Target.Sample(wanted, random.New(8, "target"))
			at := []float32{0, 0, 1, 0, -1, 1, 2, 2, -3, 0, 0, -2}
			got := make([]float32, len(at)/2)
			if err := run.On(method.Witness, got, at, 0); err != nil {
				t.Fatal(err)
			}
			median := 2 * math.Sqrt(math.Ln2) // of the distance between two points of the target
			for i := range got {
				mean := func(points []float32) float64 {
					sum := 0.0
					for j := 0; j < len(points); j += 2 {
						sum += kernel(math.Hypot(float64(points[j]-at[2*i]), float64(points[j+1]-at[2*i+1])) / median)
					}
					return sum / n
				}
				// Each of the two means is over 512 points, whose kernel varies by less than 0.5: four standard errors.
				if want := mean(wanted) - mean(samples); math.Abs(float64(got[i])-want) > 0.1 {
					t.Errorf("witness at %v is %v, want %v ± 0.1", at[2*i:2*i+2], got[i], want)
				}
			}
		})
	}
}

// The compiled program and the reference, in float64, train alike as long as rounding has not spread.
func TestTrainingAgreesWithTheReference(t *testing.T) {
	for _, id := range []string{"fm", "wasserstein"} {
		config := lab.Config{Method: id, Target: "8gaussians", Seed: 4, Parameters: map[string]string{"net": "8,8", "batch": "16"}}
		compiled, reference := newRun(t, engine.WebAssembly{}, config), newRun(t, engine.Reference{}, config)
		for step := range 10 {
			var losses [2]float64
			for i, run := range []*lab.Session{compiled, reference} {
				if err := run.Step(); err != nil {
					t.Fatal(err)
				}
				loss, err := run.Loss()
				if err != nil {
					t.Fatal(err)
				}
				losses[i] = loss
			}
			if math.Abs(losses[0]-losses[1]) > 1e-3*losses[1] {
				t.Errorf("%s, step %d: loss %v compiled, %v by the reference", id, step+1, losses[0], losses[1])
			}
		}
	}
}
