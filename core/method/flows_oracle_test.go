package method_test

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/integrate/quad"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/method"
	"pushforward/core/random"
	"pushforward/core/transport"
)

// A gaussianFlow is what a method learns between N(0, I) and a Gaussian, along an eigenvector of the target's covariance with eigenvalue λ: points of
// the variance S, hence the velocity ½S′/S · x and the score −x/S; and what is left of its loss.
type gaussianFlow struct {
	method   string
	settings map[string]string
	steps    int
	variance func(t, lambda float64) float64
	rest     func(t, lambda float64) float64 // of the loss at time t, for the eigenvalue; nil if there is no closed form
	from, to float64                         // times at which it is learnt
	path     *transport.Path                 // from independent noise, if it has one
	sigma    float64                         // of the bridge, if it is one
}

// along is the variance along a path with independent ends.
func along(p transport.Path) func(t, lambda float64) float64 {
	return func(t, lambda float64) float64 { return p.Alpha(t)*p.Alpha(t) + p.Beta(t)*p.Beta(t)*lambda }
}

// noiseLeft is the variance of the noise at a known point of a path.
func noiseLeft(p transport.Path) func(t, lambda float64) float64 {
	return func(t, lambda float64) float64 { return p.Beta(t) * p.Beta(t) * lambda / along(p)(t, lambda) }
}

func gaussianFlows() []gaussianFlow {
	linear, sub, ve, edm := transport.Linear(), transport.SubVP(0.1, 20), transport.VE(0.005, 20), transport.EDM(0.002, 20, 7)
	chain := transport.VP(0.1, 20)
	vp, cosine := chain.Quadratic(), transport.Cosine().Quadratic()
	const sigma = 0.7
	bridged := func(t, lambda float64) float64 { return along(linear)(t, lambda) + sigma*sigma*t*(1-t) }
	straight := func(t, lambda float64) float64 { return math.Pow(1-t+t*math.Sqrt(lambda), 2) } // along the lines of T = √λ
	return []gaussianFlow{
		{"score", map[string]string{"path": "vp", "prediction": "score"}, 500, along(vp), noiseLeft(vp), 0, 0.99, &vp, 0},
		{"score", map[string]string{"path": "sub-vp", "prediction": "data"}, 500, along(sub), func(t, lambda float64) float64 {
			return sub.Alpha(t) * sub.Alpha(t) * lambda / along(sub)(t, lambda)
		}, 0, 0.999, &sub, 0},
		{"score", map[string]string{"path": "cosine", "prediction": "velocity"}, 500, along(cosine), func(t, lambda float64) float64 {
			return lambda / along(cosine)(t, lambda) // the determinant of a rotation's two coordinates over the variance of one
		}, 0.0025, 0.99, &cosine, 0},
		{"score", map[string]string{"path": "ve", "prediction": "noise"}, 500, along(ve), noiseLeft(ve), 0, 1, &ve, 0},
		{"ddpm", map[string]string{"chain": "100"}, 500, along(vp), noiseLeft(chain), 0, 0.99, &vp, 0},
		{"edm", nil, 500, along(edm), nil, 0, 1, &edm, 0},
		{"sliced-score", nil, 700, along(vp), func(t, lambda float64) float64 { // −½ α²E‖s‖²
			return -0.5 * vp.Alpha(t) * vp.Alpha(t) / along(vp)(t, lambda)
		}, 0, 0.99, &vp, 0},
		{"interpolant", map[string]string{"sigma": "0.7"}, 800, bridged, func(t, lambda float64) float64 {
			drift, noise := t*lambda-(1-t), sigma*sigma*t*(1-t)
			felt := sigma * sigma / 4 / (t*(1-t) + 0.15*0.15)
			return 1 + lambda - drift*drift/bridged(t, lambda) + felt*(1-noise/bridged(t, lambda))
		}, 0, 1, nil, sigma},
		{"sb-cfm", map[string]string{"sigma": "1"}, 400, func(t, lambda float64) float64 {
			return along(linear)(t, lambda) + math.Sqrt(1+4*lambda)*t*(1-t)
		}, nil, 0, 1, nil, 1},
		{"sb-cfm", map[string]string{"sigma": "0.7", "pairs": "exact"}, 400, func(t, lambda float64) float64 {
			return straight(t, lambda) + sigma*sigma*t*(1-t)
		}, nil, 0, 1, nil, sigma},
		{"ot-cfm", nil, 400, straight, nil, 0, 1, nil, 0},
	}
}

// The eigenvectors of a correlation matrix of two are the diagonals.
func TestFlowsBetweenGaussians(t *testing.T) {
	const correlation = 0.6
	eigenvalues := [2]float64{1 + correlation, 1 - correlation}
	for _, flow := range gaussianFlows() {
		t.Run(strings.TrimSpace(flow.method+" "+flow.settings["path"]+flow.settings["pairs"]), func(t *testing.T) {
			parameters := map[string]string{"net": "48,48", "ema": "0.99"}
			for name, value := range flow.settings {
				parameters[name] = value
			}
			run := newRun(t, engine.WebAssembly{}, lab.Config{
				Method: flow.method, Target: "gaussian", Seed: 2, Parameters: parameters, TargetParameters: map[string]string{"correlation": "0.6"},
			})
			loss := trainOn(t, run, flow.steps)
			if flow.rest != nil {
				want := 0.0
				for _, lambda := range eigenvalues {
					want += quad.Fixed(func(at float64) float64 { return flow.rest(at, lambda) }, flow.from, flow.to, 400, nil, 0) / (flow.to - flow.from) / 2
				}
				if math.Abs(loss-want) > 0.05*math.Abs(want)+0.01 {
					t.Errorf("the loss came down to %.4f, want near %.4f, below which it cannot be", loss, want)
				}
			}
			for _, at := range []float64{0.1, 0.5, 0.8} {
				flow.check(t, run, at, eigenvalues)
			}
		})
	}
}

// trainOn takes steps and returns the mean loss of the last third.
func trainOn(t *testing.T, run *lab.Session, steps int) float64 {
	t.Helper()
	if err := run.SetHorizon(steps); err != nil {
		t.Fatal(err)
	}
	sum, from := 0.0, steps-steps/3
	for k := range steps {
		if err := run.Step(); err != nil {
			t.Fatal(err)
		}
		if k >= from {
			loss, err := run.Loss()
			if err != nil {
				t.Fatal(err)
			}
			sum += loss
		}
	}
	return sum / float64(steps-from)
}

// check compares velocity and score at a time with the closed form, at points of the law there.
func (f gaussianFlow) check(t *testing.T, run *lab.Session, time float64, eigenvalues [2]float64) {
	t.Helper()
	const n = 500
	r := random.New(3, "points")
	points, got := make([]float32, 2*n), make([]float32, 2*n)
	velocity, score := make([]float64, 2*n), make([]float64, 2*n)
	for i := range n {
		for k, lambda := range eigenvalues {
			variance := f.variance(time, lambda)
			slope := fd.Derivative(func(at float64) float64 { return f.variance(at, lambda) }, time, &fd.Settings{Formula: fd.Central})
			x := math.Sqrt(variance) * r.Normal()
			for axis, side := range [2]float64{1, float64(1 - 2*k)} {
				points[2*i+axis] += float32(side * x / math.Sqrt2)
				velocity[2*i+axis] += side * slope / (2 * variance) * x / math.Sqrt2
				score[2*i+axis] -= side * x / variance / math.Sqrt2
			}
		}
	}
	compare := func(a method.Ability, want []float64, unit float64) {
		if err := run.On(a, got, points, time); err != nil {
			t.Fatal(err)
		}
		wrong, all := 0.0, 0.0
		for i := range want {
			wrong += (float64(got[i]) - want[i]) * (float64(got[i]) - want[i]) / (2 * n)
			all += want[i] * want[i] / (2 * n)
		}
		if error := math.Sqrt(wrong) / max(math.Sqrt(all), unit); !(error <= 0.15) {
			t.Errorf("at t = %v the %s is wrong by %.0f%%", time, a, 100*error)
		}
	}
	if f.path == nil {
		compare(method.Velocity, velocity, 1)
		if run.Entry.Has(method.Score) {
			compare(method.Score, score, 1/(f.sigma*math.Sqrt(time*(1-time)))) // as the mean of η
		}
		return
	}
	// Noise of 1 in the units that it comes in: −1/α of score, and of velocity half of g² times that, with which the drift of the diffusion is made up.
	noise := 1 / f.path.Alpha(time)
	compare(method.Velocity, velocity, noise*f.path.Diffusion(time)/2)
	compare(method.Score, score, noise)
}

// detour is how much longer the samples' ways are than they need be: E ∫‖v‖² dt − E ‖x(1) − x(0)‖², in natural units, over the latter.
// It is 0 where they are straight and passed evenly.
func detour(t *testing.T, run *lab.Session) float64 {
	t.Helper()
	const n, frames = 1000, 101
	noise := make([]float32, 2*n)
	run.Problem.Noise(noise, random.New(4, "noise"))
	times := make([]float64, frames)
	for k := range times {
		times[k] = float64(k) / (frames - 1)
	}
	ways := make([]float32, frames*len(noise))
	if _, err := run.Trajectories(ways, noise, times); err != nil {
		t.Fatal(err)
	}
	squared := func(from, to int) float64 {
		sum := 0.0
		for e := range noise {
			move := float64(ways[to*len(noise)+e]) - float64(ways[from*len(noise)+e])
			sum += move * move
		}
		return sum
	}
	energy := 0.0
	for k := range frames - 1 {
		energy += squared(k, k+1) * (frames - 1)
	}
	return energy/squared(0, frames-1) - 1
}

func TestPairsStraightenTheFlow(t *testing.T) {
	measure := func(method string, settings map[string]string, steps int) float64 {
		parameters := map[string]string{"net": "32,32", "batch": "128", "ema": "0.99"}
		for name, value := range settings {
			parameters[name] = value
		}
		run := newRun(t, engine.WebAssembly{}, lab.Config{Method: method, Target: "moons", Seed: 2, Solver: "midpoint", NFE: 200, Parameters: parameters})
		train(t, run, steps)
		return detour(t, run)
	}
	independent := measure("fm", nil, 800)
	if paired := measure("ot-cfm", nil, 800); !(paired < independent/3) {
		t.Errorf("optimal pairs: detours of %.4f, want less than a third of %.4f without", paired, independent)
	}
	before := independent
	for k, reflows := range []string{"1", "2"} {
		after := measure("rectified", map[string]string{"reflows": reflows, "pool": "2048"}, 800*(k+2))
		if !(after < before/1.5) {
			t.Errorf("%s reflows: detours of %.4f, want less than two thirds of the %.4f of one less", reflows, after, before)
		}
		before = after
	}
}

// Without a reflow, rectified flow is flow matching.
func TestRectifiedWithoutReflowsIsFlowMatching(t *testing.T) {
	var fingerprints [2]string
	for i, config := range []lab.Config{
		{Method: "fm", Target: "moons", Seed: 2, Parameters: map[string]string{"net": "16,16", "batch": "64"}},
		{Method: "rectified", Target: "moons", Seed: 2, Parameters: map[string]string{"net": "16,16", "batch": "64", "reflows": "0"}},
	} {
		run := newRun(t, engine.WebAssembly{}, config)
		train(t, run, 20)
		var err error
		if fingerprints[i], err = run.Fingerprint(); err != nil {
			t.Fatal(err)
		}
	}
	if fingerprints[0] != fingerprints[1] {
		t.Errorf("fingerprints %s: want the same numbers", fingerprints)
	}
}
