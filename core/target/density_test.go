package target_test

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"pushforward/core/random"
	"pushforward/core/target"
)

// mustBuild is a target without real data.
func mustBuild(t testing.TB, id string, params map[string]string) target.Target {
	t.Helper()
	built, err := target.New(id, params, nil)
	if err != nil {
		t.Fatal(err)
	}
	return built
}

// draw is n rows of a target, in float64.
func draw(built target.Target, n int) []float64 {
	points := make([]float32, n*built.Dim())
	built.Sample(points, random.New(11, "data"))
	wide := make([]float64, len(points))
	for i, x := range points {
		wide[i] = float64(x)
	}
	return wide
}

// The entropy −E log p over draws must meet what is published for the same distribution, in nats and natural units, to within
// five standard errors and the last digit given.
func TestEntropies(t *testing.T) {
	for _, test := range []struct {
		name, id string
		params   map[string]string
		want     float64
	}{
		{"FFJORD's 8gaussians", "8gaussians", map[string]string{"std": "0.35360679", "radius": "2.82885431"}, 2.832},
		{"8gaussians of spread 1", "8gaussians", map[string]string{"std": "1"}, 4.772},
		{"moons 0.05", "moons", nil, 0.292 + 2*math.Ln2}, // published for the moons before they are doubled
		{"moons 0.1", "moons", map[string]string{"noise": "0.1"}, 1.007 + 2*math.Ln2},
		{"moons 0.2", "moons", map[string]string{"noise": "0.2"}, 1.676 + 2*math.Ln2},
		{"checkerboard", "checkerboard", nil, math.Log(32)},
		{"uniform", "uniform", map[string]string{"dim": "5", "half-width": "2"}, 5 * math.Log(4)},
		{"gaussian", "gaussian", map[string]string{"std-x": "0.5", "correlation": "0.6"}, math.Log(2*math.Pi*math.E) + math.Log(0.5*0.8)},
		{"gaussian in 1-D", "gaussian", map[string]string{"dim": "1", "std-x": "3"}, 0.5 * math.Log(2*math.Pi*math.E*9)},
		{"25gaussians", "25gaussians", nil, math.Log(25) + gaussianEntropy(2, 0.05)}, // 20 spreads apart
		{"ring8", "ring8", nil, math.Log(8) + gaussianEntropy(2, 0.01)},
		{"a line of 7 in 3-D", "mixture", map[string]string{"dim": "3", "modes": "7", "layout": "line", "std": "0.1"}, math.Log(7) + gaussianEntropy(3, 0.1)},
		{"banana", "banana", nil, gaussianEntropy(2, 1) + math.Log(10)}, // bending keeps areas
		{"Neal's funnel", "funnel", map[string]string{"dim": "10", "std": "3"}, gaussianEntropy(10, 1) + math.Log(3)},
		// Of digamma and beta functions: (ν+1)/2 (ψ((ν+1)/2) − ψ(ν/2)) + ln √ν B(ν/2, ½), with ν = 3.
		{"Student's t", "student-t", map[string]string{"dim": "1"}, 4*math.Ln2 - 2 + math.Log(math.Sqrt(3)*math.Pi/2)},
		{"gaussian in 64-D", "gaussian", map[string]string{"dim": "64"}, 32 * math.Log(2*math.Pi*math.E)},
	} {
		built := mustBuild(t, test.id, test.params)
		x, dim := draw(built, 10_000), built.Dim()
		surprise := make([]float64, len(x)/dim)
		for i := range surprise {
			surprise[i] = -built.(target.Densitied).LogDensity(x[i*dim : (i+1)*dim])
		}
		mean, std := stat.MeanStdDev(surprise, nil)
		if limit := 5*std/100 + 0.001; math.Abs(mean-test.want) > limit {
			t.Errorf("entropy of %s is %.4f nats, want %.4f ± %.4f", test.name, mean, test.want, limit)
		}
	}
}

// gaussianEntropy is that of N(0, σ²I) in nats.
func gaussianEntropy(dim int, std float64) float64 {
	return 0.5 * float64(dim) * math.Log(2*math.Pi*math.E*std*std)
}

// The textbook forms of the log-density and the score, from the covariance alone, by gonum's linear algebra.
func TestGaussianAgreesWithLinearAlgebra(t *testing.T) {
	built := mustBuild(t, "gaussian", map[string]string{
		"dim": "4", "mean-x": "1", "mean-y": "-2", "std-x": "0.5", "std-y": "3", "correlation": "-0.7",
	})
	mean, covariance := built.(target.Momented).Moments()
	var cholesky mat.Cholesky
	if !cholesky.Factorize(mat.NewSymDense(4, covariance)) {
		t.Fatalf("covariance %v is not positive definite", covariance)
	}
	got := make([]float64, 4)
	for _, x := range [][]float64{{0, 0, 0, 0}, {1, -2, 3, 4}, {-20, 7, 0.1, -30}} {
		var offset, score mat.VecDense
		offset.SubVec(mat.NewVecDense(4, mean), mat.NewVecDense(4, x))
		if err := cholesky.SolveVecTo(&score, &offset); err != nil {
			t.Fatal(err)
		}
		want := -0.5*mat.Dot(&offset, &score) - 0.5*cholesky.LogDet() - 2*math.Log(2*math.Pi)
		if p := built.(target.Densitied).LogDensity(x); math.Abs(p-want) > 1e-10*math.Abs(want) {
			t.Errorf("log-density at %v is %v, want %v", x, p, want)
		}
		built.(target.Scored).Score(got, x)
		for j := range got {
			if math.Abs(got[j]-score.AtVec(j)) > 1e-9*(1+math.Abs(score.AtVec(j))) {
				t.Errorf("score at %v is %v, want %v", x, got, score.RawVector().Data)
			}
		}
	}
	line := mustBuild(t, "gaussian", map[string]string{"dim": "1", "mean-x": "1", "std-x": "2"})
	if line.(target.Scored).Score(got[:1], []float64{5}); got[0] != -1 {
		t.Errorf("score of N(1, 4) at 5 is %v, want -1", got[0])
	}
}

// One Gauss–Legendre rule of 2,000 points along each of scikit-learn's two curves, as they are written there.
func TestMoonsAgreeWithQuadrature(t *testing.T) {
	for noise, tolerance := range map[float64]float64{0.01: 1e-4, 0.05: 1e-10, 1: 1e-10} {
		built := mustBuild(t, "moons", map[string]string{"noise": fmt.Sprint(noise)})
		std := 2 * noise
		gauss := func(dx, dy float64) float64 {
			return math.Exp(-(dx*dx+dy*dy)/(2*std*std)) / (2 * math.Pi * std * std)
		}
		for _, x := range [][]float64{{1, 0.01}, {-1, 2}, {-3, -0.04}, {0, 0.5}, {1.02, -1.03}, {3.01, 1.1}} {
			integral := quad.Fixed(func(theta float64) float64 {
				sin, cos := math.Sincos(theta)
				upper := gauss(x[0]-(2*cos-1), x[1]-2*sin)
				lower := gauss(x[0]-(2*(1-cos)-1), x[1]-2*(0.5-sin))
				return (upper + lower) / (2 * math.Pi)
			}, 0, math.Pi, 2000, nil, 0)
			got := math.Exp(built.(target.Densitied).LogDensity(x))
			if math.Abs(got-integral) > tolerance*integral {
				t.Errorf("noise %v: density at %v is %v, want %v", noise, x, got, integral)
			}
		}
	}
}

func TestLogDensityFarAway(t *testing.T) {
	far := []float64{300, -400}
	for id, want := range map[string]float64{
		"gaussian":     -125000 - math.Log(2*math.Pi),
		"uniform":      math.Inf(-1),
		"checkerboard": math.Inf(-1),
	} {
		if got := mustBuild(t, id, nil).(target.Densitied).LogDensity(far); got != want {
			t.Errorf("%s: log-density at %v is %v, want %v", id, far, got, want)
		}
	}
	for _, id := range []string{"8gaussians", "moons"} {
		if got := mustBuild(t, id, nil).(target.Densitied).LogDensity(far); math.IsInf(got, 0) || math.IsNaN(got) || got > -1e4 {
			t.Errorf("%s: log-density at %v is %v, want a finite number", id, far, got)
		}
	}
	score := make([]float64, 2)
	if mustBuild(t, "8gaussians", nil).(target.Scored).Score(score, far); !(score[0] < -900) || !(score[1] > 1200) {
		t.Errorf("8gaussians: score at %v is %v, want it to point home", far, score)
	}
}

func TestCheckerboardSquares(t *testing.T) {
	density := mustBuild(t, "checkerboard", nil).(target.Densitied)
	dark := 0
	for row := range 6 { // one square further on each side than the board reaches
		for column := range 6 {
			x := []float64{float64(2*column - 5), float64(2*row - 5)}
			p := math.Exp(density.LogDensity(x))
			if p != 0 {
				dark++
			}
			inside := max(math.Abs(x[0]), math.Abs(x[1])) < 4
			if want := inside && (row+column)%2 == 0; (p != 0) != want {
				t.Errorf("density at %v is %v, want it dark: %v", x, p, want)
			}
		}
	}
	if dark != 8 {
		t.Errorf("%d dark squares, want 8", dark)
	}
	for _, edge := range [][]float64{{4, 3}, {-4, -4}, {0, 1}} {
		if math.IsInf(density.LogDensity(edge), -1) {
			t.Errorf("the edge %v of a dark square is not dark", edge)
		}
	}
}
