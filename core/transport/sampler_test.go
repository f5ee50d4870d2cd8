package transport

import (
	"errors"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"

	"pushforward/core/param"
	"pushforward/core/random"
)

// samplers are those of noise at their defaults, in float64.
func samplers() map[string]Sampler[float64] {
	list := map[string]Sampler[float64]{
		"euler-maruyama": &EulerMaruyama[float64]{}, "predictor-corrector": &PredictorCorrector[float64]{},
		"ddim": &DDIM[float64]{}, "ancestral": &Ancestral[float64]{},
	}
	for _, s := range list {
		param.SetDefaults(s)
	}
	return list
}

// gaussian is the process along a path from N(0, 1) to N(mean, std²), coordinate by coordinate: its variance is S = α² + β²std², its flow stretches
// by √S.
func gaussian(path Path, mean, std float64) Process[float64] {
	return Process[float64]{Path: &path, Velocity: func(dst, x []float64, t float64) error {
		t = min(t, path.End)
		alpha, beta := path.Alpha(t), path.Beta(t)
		gain := (alpha*path.AlphaDot(t) + beta*path.BetaDot(t)*std*std) / (alpha*alpha + beta*beta*std*std)
		for e := range x {
			dst[e] = path.BetaDot(t)*mean + gain*(x[e]-beta*mean)
		}
		return nil
	}}
}

// The mean and the variance of a Gaussian along every path: four standard errors of 5,000 numbers, and a hundredth for the steps.
func TestSamplersKeepTheLawOfAGaussian(t *testing.T) {
	const mean, std = 1.5, 0.4
	for _, path := range Paths() {
		for name, s := range samplers() {
			x := noise(2500, path.Alpha(0))
			if _, err := s.Sample(gaussian(path, mean, std), x, 200, random.New(5, name), nil); err != nil {
				t.Fatal(err)
			}
			m, v := stat.MeanVariance(x, nil)
			if math.Abs(m-mean) > 4*std/70+0.01*std || math.Abs(v/(std*std)-1) > 4*math.Sqrt2/70+0.02 {
				t.Errorf("%s, %s: N(%.4f, %.4f²), want N(%v, %v²)", path.ID, name, m, math.Sqrt(v), mean, std)
			}
		}
	}
}

func TestSamplersCarryNoiseToTheMixture(t *testing.T) {
	target := threeModes()
	for _, id := range []string{"linear", "vp", "edm"} {
		path, err := PathByID(id)
		if err != nil {
			t.Fatal(err)
		}
		velocity, score := target.fields(path)
		for name, s := range samplers() {
			process := Process[float64]{Velocity: velocity, Path: &path}
			if id == "vp" { // the others tell the score by the velocity
				process.Score = score
			}
			x := noise(1000, path.Alpha(0))
			if _, err := s.Sample(process, x, 200, random.New(6, name), nil); err != nil {
				t.Fatal(err)
			}
			target.checkSlices(t, id+", "+name, x)
		}
	}
}

// Without a path, the score alone keeps the law, whatever the noise: from N(0, 1) along a straight line to N(1.5, 0.4²).
func TestEulerMaruyamaWithoutAPath(t *testing.T) {
	const mean, std = 1.5, 0.4
	path := Linear()
	process := gaussian(path, mean, std)
	process.Path = nil
	process.Score = func(dst, x []float64, t float64) error {
		variance := (1-t)*(1-t) + t*t*std*std
		for e := range x {
			dst[e] = -(x[e] - t*mean) / variance
		}
		return nil
	}
	for _, diffusion := range []func(float64) float64{nil, func(float64) float64 { return 0.3 }} {
		process.Diffusion = diffusion
		x := noise(5000, 1)
		s := EulerMaruyama[float64]{Noise: 1}
		nfe, err := s.Sample(process, x, 200, random.New(5, "path"), nil)
		if err != nil {
			t.Fatal(err)
		}
		m, v := stat.MeanVariance(x, nil)
		if math.Abs(m-mean) > 0.02 || math.Abs(v/(std*std)-1) > 0.07 || nfe != 199 {
			t.Errorf("N(%.4f, %.4f²) after %d evaluations, want N(%v, %v²) after 199: the last step asks no score", m, math.Sqrt(v), nfe, mean, std)
		}
	}
}

// Where the data is one point, the split is exact, and so is the law of the points after any number of steps, for any η.
func TestDDIMIsExactForOnePoint(t *testing.T) {
	const at = 2.0
	for _, id := range []string{"linear", "vp", "ve"} {
		path, _ := PathByID(id)
		for _, eta := range []float64{0, 0.5, 1} {
			s := DDIM[float64]{Eta: eta}
			x := noise(10_000, path.Alpha(0))
			for e := range x {
				x[e] += path.Beta(0) * at
			}
			_, err := s.Sample(gaussian(path, at, 0), x, 4, random.New(5, "point"), func(time float64, x []float64) {
				if time == 1 && path.Alpha(1) == 0 {
					return
				}
				m, v := stat.MeanVariance(x, nil)
				alpha := path.Alpha(time)
				if math.Abs(m-path.Beta(time)*at) > 4*alpha/141 || math.Abs(v/(alpha*alpha)-1) > 4*math.Sqrt2/141 {
					t.Errorf("%s, η = %v: N(%v, %v) at t = %v, want N(%v, %v)", id, eta, m, v, time, path.Beta(time)*at, alpha*alpha)
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			if m, v := stat.MeanVariance(x, nil); math.Abs(m-at) > 1e-3 || math.Sqrt(v) > 1.05*path.Alpha(1)+1e-9 {
				t.Errorf("%s, η = %v: ends in N(%v, %v), want the point %v and noise of %v", id, eta, m, v, at, path.Alpha(1))
			}
		}
	}
}

// Without fresh noise DDIM is the flow, to first order: the error to √S z falls with the step.
func TestDDIMFollowsTheFlow(t *testing.T) {
	const mean, std = 1.5, 0.4
	for _, id := range []string{"linear", "trigonometric"} { // whose points begin as noise alone
		path, _ := PathByID(id)
		var logStep, logError []float64
		for _, steps := range []int{50, 100, 200, 400} {
			x := []float64{-1.3, 0.6}
			if _, err := (&DDIM[float64]{}).Sample(gaussian(path, mean, std), x, steps, nil, nil); err != nil {
				t.Fatal(err)
			}
			logStep = append(logStep, -math.Log(float64(steps)))
			logError = append(logError, math.Log(math.Abs(x[0]-mean+1.3*std)+math.Abs(x[1]-mean-0.6*std)))
		}
		if _, slope := stat.LinearRegression(logStep, logError, nil, false); math.Abs(slope-1) > 0.1 {
			t.Errorf("%s: the error falls as step^%.2f, want 1", id, slope)
		}
	}
}

// The flow alone keeps what is wrong with the noise: starting half as wide again it ends so. The corrector mends most of that.
func TestCorrectorMendsTheLaw(t *testing.T) {
	const std = 0.4
	for _, corrections := range []int{1, 10} {
		s := PredictorCorrector[float64]{Signal: 0.3, Corrections: corrections}
		x := noise(4000, 1.5)
		if _, err := s.Sample(gaussian(Linear(), 0, std), x, 50*(1+corrections), random.New(5, "wrong"), nil); err != nil {
			t.Fatal(err)
		}
		if _, v := stat.MeanVariance(x, nil); math.Abs(math.Sqrt(v)/std-1) > 0.1 {
			t.Errorf("%d corrections: standard deviation %v, want %v; 0.6 without", corrections, math.Sqrt(v), std)
		}
	}
	x := noise(4000, 1.5)
	if _, err := (&EulerMaruyama[float64]{}).Sample(gaussian(Linear(), 0, std), x, 200, nil, nil); err != nil {
		t.Fatal(err)
	}
	if _, v := stat.MeanVariance(x, nil); math.Abs(math.Sqrt(v)-0.6) > 0.03 {
		t.Errorf("without noise: standard deviation %v, want 0.6", math.Sqrt(v))
	}
}

func TestSamplersCountAndShow(t *testing.T) {
	for name, s := range samplers() {
		calls, shown, last := 0, 0, -1.0
		process := gaussian(Linear(), 1, 0.5)
		inner := process.Velocity
		process.Velocity = func(dst, x []float64, t float64) error { calls++; return inner(dst, x, t) }
		x := noise(8, 1)
		evaluations, err := s.Sample(process, x, 40, random.New(1, "count"), func(at float64, _ []float64) {
			if shown++; at <= last {
				t.Errorf("%s: shown t = %v after %v", name, at, last)
			}
			last = at
		})
		if err != nil {
			t.Fatal(err)
		}
		steps, want := 40, 40
		if name == "predictor-corrector" {
			steps, want = 20, 39
		}
		if evaluations != calls || calls != want || shown != steps+1 || last != 1 {
			t.Errorf("%s: counts %d evaluations of %d and shows %d points up to t = %v; want %d, %d, 1", name, evaluations, calls, shown, last, want, steps+1)
		}
		stream := random.New(1, "again")
		if n := testing.AllocsPerRun(5, func() { _, _ = s.Sample(process, x, 40, stream, nil) }); n > 3 {
			t.Errorf("%s: %v allocations a run, want only closures", name, n)
		}
	}
}

func TestSamplersRefuse(t *testing.T) {
	broken := errors.New("broken")
	path := Linear()
	still := func(dst, _ []float64, _ float64) error { clear(dst); return nil }
	failing := func(_, _ []float64, _ float64) error { return broken }
	for name, s := range samplers() {
		for fault, test := range map[string]struct {
			process Process[float64]
			nfe     int
			want    string
		}{
			"no velocity":    {Process[float64]{Path: &path}, 5, name + ": the process has no velocity"},
			"no evaluations": {Process[float64]{Velocity: still, Path: &path}, 0, name + ": 0 function evaluations: want at least 1"},
			"no path":        {Process[float64]{Velocity: still}, 5, "want one"},
			"failing field":  {Process[float64]{Velocity: failing, Path: &path}, 5, name + " at t = 0: broken"},
		} {
			switch _, err := s.Sample(test.process, []float64{1}, test.nfe, random.New(1, "x"), nil); {
			case name == "ancestral":
				// it is DDIM's
			case err == nil || !strings.Contains(err.Error(), test.want):
				t.Errorf("%s, %s: error %v, want %q", name, fault, err, test.want)
			}
		}
	}
}

func TestSamplerRegistry(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range Samplers() {
		if seen[e.ID] || e.Name == "" || e.Idea == "" || e.Needs == "" || (e.Tableau == nil) == (e.New == nil) {
			t.Errorf("entry %+v: want an id of its own, a name, an idea, a need, and either a tableau or a sampler", e)
		}
		seen[e.ID] = true
		if e.Tableau != nil && (e.Tableau.ID != e.ID || e.Stochastic) {
			t.Errorf("%s: tableau %s, stochastic %v", e.ID, e.Tableau.ID, e.Stochastic)
		}
		if e.New != nil {
			if err := param.Check(e.New()); err != nil {
				t.Errorf("%s: %v", e.ID, err)
			}
		}
		if found, err := SamplerByID(e.ID); err != nil || found.ID != e.ID {
			t.Errorf("%s: found %q, error %v", e.ID, found.ID, err)
		}
	}
	if _, err := SamplerByID("magic"); err == nil || !strings.Contains(err.Error(), `sampler "magic": want one of euler, midpoint`) {
		t.Errorf("unknown id gives %v", err)
	}
}
