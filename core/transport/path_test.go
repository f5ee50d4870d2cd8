package transport

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/diff/fd"

	"pushforward/core/engine"
	"pushforward/core/graph"
)

// everyPath is the paths, and some at another pace.
func everyPath() []Path {
	return append(Paths(), VP(0.1, 20).Quadratic(), Cosine().Quadratic())
}

// A path leads from noise, with at most a trace of the data, to data, with at most a trace of noise.
func TestPathsJoinNoiseToData(t *testing.T) {
	for _, p := range everyPath() {
		if share := p.Beta(0) / p.Alpha(0); !(share >= 0 && share <= 0.02) {
			t.Errorf("%s begins with %v of the data to 1 of noise, want at most 0.02", p.ID, share)
		}
		if math.Abs(p.Beta(1)-1) > 1e-12 || !(p.Alpha(1) >= 0 && p.Alpha(1) <= 0.01) {
			t.Errorf("%s ends with weights %v and %v, want noise at most 0.01 and data 1", p.ID, p.Alpha(1), p.Beta(1))
		}
		x, want := make([]float32, 2), 0.0
		p.At(x, []float32{3, -1}, []float32{-2, 5}, 0.5)
		for e, ends := range [2][2]float64{{3, -2}, {-1, 5}} {
			if want = p.Alpha(0.5)*ends[0] + p.Beta(0.5)*ends[1]; math.Abs(float64(x[e])-want) > 1e-6*(1+math.Abs(want)) {
				t.Errorf("%s: halfway coordinate %d stands at %v, want %v", p.ID, e, x[e], want)
			}
		}
	}
}

// Weights of the middle, from the papers' formulas written out.
func TestPathsAreTheirAuthors(t *testing.T) {
	const integral = 0.1*0.5 + 19.9/2*0.25 // ∫ of Song et al.'s β from 0 to ½
	nichol := func(s float64) float64 { return math.Pow(math.Cos((s+0.008)/1.008*math.Pi/2), 2) }
	for id, want := range map[string][2]float64{
		"linear":        {0.5, 0.5},
		"trigonometric": {math.Sqrt(0.5), math.Sqrt(0.5)},
		"vp":            {math.Sqrt(1 - math.Exp(-integral)), math.Exp(-integral / 2)},
		"sub-vp":        {1 - math.Exp(-integral), math.Exp(-integral / 2)},
		"cosine":        {math.Sqrt(1 - nichol(0.5)/nichol(0)), math.Sqrt(nichol(0.5) / nichol(0))},
		"ve":            {math.Sqrt(0.01 * 50), 1},
		"edm":           {math.Pow((math.Pow(80, 1./7)+math.Pow(0.002, 1./7))/2, 7), 1},
	} {
		p, err := PathByID(id)
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range [2]float64{p.Alpha(0.5), p.Beta(0.5)} {
			if math.Abs(got-want[i]) > 1e-12*(1+want[i]) {
				t.Errorf("%s: weight %d of the middle is %v, want %v", id, i, got, want[i])
			}
		}
	}
	if _, err := PathByID("arc"); err == nil || !strings.Contains(err.Error(), `path "arc": want one of linear, trigonometric, vp`) {
		t.Errorf("unknown id gives %v", err)
	}
}

func TestPathDerivatives(t *testing.T) {
	for _, p := range everyPath() {
		for _, at := range []float64{0.1, 0.5, 0.9} {
			for name, pair := range map[string][2]func(float64) float64{"alpha": {p.Alpha, p.AlphaDot}, "beta": {p.Beta, p.BetaDot}} {
				want := fd.Derivative(pair[0], at, &fd.Settings{Formula: fd.Central})
				if got := pair[1](at); math.Abs(got-want) > 1e-6*(1+math.Abs(want)) {
					t.Errorf("%s: derivative of %s at %v is %v, want %v", p.ID, name, at, got, want)
				}
			}
		}
	}
}

// The noise that a diffusion adds is the variance it brings less what its drift takes away; of these three it is known.
func TestDiffusionOfThePathsThatAreOne(t *testing.T) {
	rate := func(at float64) float64 { return 0.1 + 19.9*(1-at) }
	for id, want := range map[string]func(at float64) float64{
		"vp": rate,
		"sub-vp": func(at float64) float64 {
			s := 1 - at
			return rate(at) * (1 - math.Exp(-2*(0.1*s+9.95*s*s)))
		},
		"ve": func(at float64) float64 {
			sigma := 0.01 * math.Pow(5000, 1-at)
			return sigma * sigma * 2 * math.Log(5000)
		},
	} {
		p, _ := PathByID(id)
		for _, at := range []float64{0, 0.3, 0.7, 0.99} {
			if got := p.Diffusion(at); math.Abs(got-want(at)) > 1e-9*want(at) {
				t.Errorf("%s: g² at %v is %v, want %v", id, at, got, want(at))
			}
		}
	}
}

// Within a program, in float32, the weights are those of the functions; where 1−t is squared, up to the rounding of 10⁻⁴ beside 1.
func TestWeightsWithinAProgram(t *testing.T) {
	for _, p := range everyPath() {
		times := []float64{p.Begin, 0.001, 0.01, 0.3, 0.5, 0.9, 0.98, p.Clamp(0.9995)}
		g := graph.New()
		at := g.Variable("at", len(times), 1)
		weights := p.Weights(at)
		f := g.Function("weigh")
		f.Output("all", weights.Alpha.ConcatCols(weights.Beta, weights.AlphaDot, weights.BetaDot))
		instance, err := engine.WebAssembly{}.Instantiate(g)
		if err != nil {
			t.Fatal(err)
		}
		values, got := make([]float32, len(times)), make([]float32, 4*len(times))
		for i, v := range times {
			values[i] = float32(v)
		}
		if err := instance.Write("at", values); err != nil {
			t.Fatal(err)
		}
		if err := instance.Call("weigh"); err != nil {
			t.Fatal(err)
		}
		if err := instance.Read(got, "weigh.all"); err != nil {
			t.Fatal(err)
		}
		for i, v := range values {
			for k, function := range []func(float64) float64{p.Alpha, p.Beta, p.AlphaDot, p.BetaDot} {
				want := function(float64(v))
				if math.Abs(float64(got[4*i+k])-want) > 5e-4*math.Abs(want)+1e-6 {
					t.Errorf("%s: weight %d at t = %v is %v, want %v", p.ID, k, v, got[4*i+k], want)
				}
			}
		}
		if err := instance.Close(); err != nil {
			t.Error(err)
		}
	}
}
