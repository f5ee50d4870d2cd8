package target_test

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"

	"pushforward/core/target"
	"pushforward/core/target/targettest"
)

// A bell that is typed is the normal distribution: its log-density, score and moments are known.
func TestFormulaOfABell(t *testing.T) {
	for _, params := range []map[string]string{
		{"formula": "exp(-(x^2+y^2)/2)", "width": "14", "height": "14"},
		{"formula": "7 exp(-x^2/4) exp(-x^2/4 - y^2/2)", "width": "20", "height": "14"},
		{"formula": "(x^2 + y^2)/2 + 40", "is": "energy", "width": "14", "height": "16"},
		{"formula": "exp(-500 - (x - 300)^2/2 - (y + 4)^2/2)", "x": "298", "y": "-5", "width": "20", "height": "20"},
	} {
		built := mustBuild(t, "formula", params)
		mean, covariance := built.(target.Momented).Moments()
		for _, offset := range [][]float64{{0, 0}, {1, -2}, {-3, 0.5}} {
			x := []float64{math.Round(mean[0]) + offset[0], math.Round(mean[1]) + offset[1]}
			want := -(offset[0]*offset[0]+offset[1]*offset[1])/2 - math.Log(2*math.Pi)
			if got := built.(target.Densitied).LogDensity(x); math.Abs(got-want) > 1e-6 {
				t.Errorf("%v: log-density at %v is %.8f, want %.8f", params, x, got, want)
			}
			score := make([]float64, 2)
			if built.(target.Scored).Score(score, x); math.Hypot(score[0]+offset[0], score[1]+offset[1]) > 1e-9 {
				t.Errorf("%v: score at %v is %v, want minus %v", params, x, score, offset)
			}
		}
		for j, want := range []float64{1, 0, 0, 1} {
			if math.Abs(covariance[j]-want) > 1e-6 {
				t.Errorf("%v: covariance %v, want the identity", params, covariance)
			}
		}
		targettest.TestDerivatives(t, built)
	}
}

// Edges: a disc, a ramp that the box cuts off, and a root that is undefined beyond 0. Areas and means are those of elementary geometry.
func TestFormulaWithEdges(t *testing.T) {
	for _, test := range []struct {
		params     map[string]string
		inside     []float64
		density    float64 // there
		outside    []float64
		mean, varx float64 // of x
	}{
		{map[string]string{"formula": "r < 2"}, []float64{0.3, 0.4}, 1 / (4 * math.Pi), []float64{1.5, 1.5}, 0, 1},
		{map[string]string{"formula": "max(0, x)", "x": "1", "width": "2", "height": "4"}, []float64{1.5, 1}, 1.5 / 8, []float64{2.1, 0}, 4.0 / 3, 2.0 / 9},
		{map[string]string{"formula": "sqrt(x)", "width": "2", "height": "1"}, []float64{0.25, 0}, 0.75, []float64{-0.1, 0}, 0.6, 3.0/7 - 0.36},
		{map[string]string{"formula": "1"}, []float64{5, -5}, 0.01, []float64{0, 5.1}, 0, 100.0 / 12},
	} {
		built := mustBuild(t, "formula", test.params)
		density := built.(target.Densitied)
		if got := math.Exp(density.LogDensity(test.inside)); math.Abs(got-test.density) > 0.004*test.density {
			t.Errorf("%v: density at %v is %v, want %v", test.params, test.inside, got, test.density)
		}
		if got := density.LogDensity(test.outside); !math.IsInf(got, -1) {
			t.Errorf("%v: log-density at %v is %v, want −∞", test.params, test.outside, got)
		}
		x := draw(built, 20_000)
		column := make([]float64, len(x)/2)
		for i := range column {
			column[i] = x[2*i]
			if math.IsInf(density.LogDensity(x[2*i:2*i+2]), -1) && i%2 == 0 {
				t.Errorf("%v: drew (%v, %v), where there is no density", test.params, x[2*i], x[2*i+1])
				break
			}
		}
		mean, variance := stat.MeanVariance(column, nil)
		if limit := 5 * math.Sqrt(test.varx/20_000); math.Abs(mean-test.mean) > limit || math.Abs(variance-test.varx) > 0.05*test.varx {
			t.Errorf("%v: x has mean %.4f and variance %.4f, want %.4f and %.4f", test.params, mean, variance, test.mean, test.varx)
		}
	}
}

func TestFormulaRefuses(t *testing.T) {
	for _, test := range []struct{ formula, is, want string }{
		{"exp(-x^2", "density", `target: formula: at 9: the end: want ")" there`},
		{"-1", "density", "target: formula: the density is -1 at (-5, -5): want none below 0; max(0, …) cuts it off"},
		{"x", "density", "the density is -5 at (-5, -5)"},
		{"0", "density", "no density in the box from (-5, -5) to (5, 5): it is 0 or undefined all over"},
		{"log(-1)", "density", "no density in the box"},
		{"x - x < 0", "density", "no density in the box"},
		{"1/0", "energy", "no density in the box"},
		{"1/r", "density", "the density is infinite at (0, 0)"},
		{"log(r)", "energy", "the energy is −∞ at (0, 0)"},
	} {
		_, err := target.New("formula", map[string]string{"formula": test.formula, "is": test.is}, nil)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s as %s: error %v, want %s", test.formula, test.is, err, test.want)
		}
	}
}

// A formula that the bounds of rejection know nothing of still draws in bounded time.
func TestFormulaThatIsRough(t *testing.T) {
	built := mustBuild(t, "formula", map[string]string{"formula": "exp(200 cos(160.84954386 x) cos(160.84954386 y))"}) // bells of a hundredth at the nodes
	points := draw(built, 5_000)
	for _, x := range points {
		if !(math.Abs(x) <= 5) {
			t.Fatalf("drew %v, beyond the box", x)
		}
	}
}

func BenchmarkFormula(b *testing.B) {
	for b.Loop() {
		if _, err := target.New("formula", nil, nil); err != nil {
			b.Fatal(err)
		}
	}
}
