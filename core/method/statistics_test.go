package method

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pushforward/core/graph"
	"pushforward/core/metric"
	"pushforward/core/ot"
)

// The loss is the energy distance, in which no point is compared with itself.
func TestEnergyDistance(t *testing.T) {
	const n = 64
	for _, dim := range []int{1, 2, 3} {
		run := newTrial(t, &EnergyDistance{}, small("batch", "64"), dim, cloud("source", n, dim, 0), cloud("target", n, dim, 1))
		mean := func(a, b []float32, pairs float64) float64 {
			sum := 0.0
			for i := 0; i < len(a); i += dim {
				for j := 0; j < len(b); j += dim {
					squared := 0.0
					for k := range dim {
						squared += math.Pow(float64(a[i+k])-float64(b[j+k]), 2)
					}
					sum += math.Sqrt(squared)
				}
			}
			return sum / pairs
		}
		// The term in y alone is from 2048 rows: the 64, over and over.
		const self = selfSample * (selfSample - 1) / (selfSample * float64(selfSample))
		want := 2*mean(run.x, run.y, n*n) - mean(run.x, run.x, n*(n-1)) - mean(run.y, run.y, n*n)/self
		run.near("loss", run.loss(), want, 1e-3)
	}
}

// In one dimension there is one direction, and sorting gives W₂ itself.
func TestSlicedWassersteinOnTheLine(t *testing.T) {
	const n = 100
	for _, slices := range []string{"mean", "max"} {
		run := newTrial(t, &SlicedWasserstein{}, small("batch", "100", "slices", slices), 1, cloud("source", n, 1, 0), cloud("target", n, 1, 1))
		want, err := ot.W2Sorted1D(sorted(run.x), sorted(run.y))
		if err != nil {
			t.Fatal(err)
		}
		run.near("loss", run.loss(), want*want, 1e-4)
	}
}

// On the plane the mean and the maximum are over angles, here 720 of them.
func TestSlicedWassersteinOnThePlane(t *testing.T) {
	const n, angles = 100, 720
	run := newTrial(t, &SlicedWasserstein{}, small("batch", "100", "directions", "128"), 2, cloud("source", n, 2, 0), cloud("target", n, 2, 1))
	largest := newTrial(t, &SlicedWasserstein{}, small("batch", "100", "slices", "max"), 2, cloud("source", n, 2, 0), cloud("target", n, 2, 1))
	mean, most := 0.0, 0.0
	for k := range angles {
		sin, cos := math.Sincos(math.Pi * float64(k) / angles)
		along := func(points []float32) []float64 {
			var line []float64
			for i := 0; i < len(points); i += 2 {
				line = append(line, cos*float64(points[i])+sin*float64(points[i+1]))
			}
			slices.Sort(line)
			return line
		}
		w, err := ot.W2Sorted1D(along(run.x), along(run.y))
		if err != nil {
			t.Fatal(err)
		}
		mean, most = mean+w*w/angles, max(most, w*w)
	}
	run.near("mean over 128 random directions", run.loss(), mean, 0.1)
	run.near("maximum", largest.loss(), most, 1e-3)
}

func sorted(points []float32) []float64 {
	var line []float64
	for _, x := range points {
		line = append(line, float64(x))
	}
	slices.Sort(line)
	return line
}

// The loss is the divergence that iterations to convergence, in float64, find for the same points.
func TestSinkhornDivergence(t *testing.T) {
	const n = 80
	for _, blur := range []string{"0.02", "0.1", "0.5"} {
		y := cloud("target", n, 2, 1)
		m := &Sinkhorn{}
		run := newTrial(t, m, small("batch", "80", "blur", blur, "scaling", "0.8"), 2, cloud("source", n, 2, 0), y)
		low, high := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
		for i, c := range y {
			low[i%2], high[i%2] = min(low[i%2], float64(c)), max(high[i%2], float64(c))
		}
		across := math.Hypot(high[0]-low[0], high[1]-low[1])
		exact := ot.Sinkhorn{Epsilon: math.Pow(m.Blur*across, 2), Tolerance: 1e-4}
		want, err := exact.Divergence(run.x, y, 2)
		if err != nil {
			t.Fatal(err)
		}
		run.near("loss at blur "+blur, run.loss(), want, 0.01)
	}
}

// Between quantiles of N(0,1) and N(1,4) the divergence at ε = 1 is the 1.9923093 of the closed form between Gaussians, and its gradient that of
// finite differences.
func TestSinkhornBetweenGaussians(t *testing.T) {
	const n = 200
	quantiles := make([]float32, n)
	for i := range quantiles {
		quantiles[i] = float32(math.Sqrt2 * math.Erfinv(2*(float64(i)+0.5)/n-1))
	}
	g := graph.New()
	x := g.Variable("x", n, 1)
	y := g.Constant(n, 1, quantiles...).Scale(2).AddScalar(1)
	list := annealing(16, 1, 0.7)
	divergence := list.cost(x, y).Sub(list.selfCost(x)).Sub(list.selfCost(y))
	f := g.Function("f")
	f.Output("value", divergence)
	f.Output("gradient", graph.Gradient(divergence, x)[0])
	r := load(t, g)
	at := func(x ...float32) float64 {
		r.write("x", x...)
		r.call("f")
		return float64(r.read("f.value", 1)[0])
	}
	r.near("divergence", at(quantiles...), 1.9923093, 0.01)
	gradient := r.read("f.gradient", n)
	const step = 0.25
	for _, i := range []int{0, 40, 199} {
		moved := slices.Clone(quantiles)
		moved[i] += step
		above := at(moved...)
		moved[i] -= 2 * step
		if got, want := float64(gradient[i]), (above-at(moved...))/(2*step); math.Abs(got-want) > 3e-4 {
			t.Errorf("derivative %d is %v, want %v", i, got, want)
		}
	}
}

// The mean over random waves is the maximum mean discrepancy of their kernel, that over random half-spaces the energy distance.
func TestMeanDiscrepancyIsItsKernels(t *testing.T) {
	const n, steps = 64, 60
	source, y := cloud("source", n, 2, 0), cloud("target", n, 2, 1)
	mean := func(settings ...string) (trial, float64) {
		run := newTrial(t, &MeanDiscrepancy{}, small(append(settings, "batch", "64", "count", "1024", "lr", "0.00001")...), 2, source, y)
		sum := 0.0
		for range steps {
			sum += run.loss()
		}
		return run, sum / steps
	}
	bandwidth, err := metric.MedianBandwidth(y, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, width := range []float64{0.3, 1} {
		run, got := mean("functions", "waves", "width", fmt.Sprint(width))
		want, err := metric.MMD2Biased(run.x, y, 2, width*bandwidth)
		if err != nil {
			t.Fatal(err)
		}
		run.near("mean over waves", got, want, 0.02)
	}
	run, got := mean("functions", "half-spaces", "width", "0.01")
	want, err := metric.Energy(run.x, y, 2)
	if err != nil {
		t.Fatal(err)
	}
	run.near("mean over half-spaces", got, want, 0.05)

	run, got = mean("functions", "tailed-waves", "width", "0.5")
	want = 0
	for _, pair := range []struct {
		a, b []float32
		sign float64
	}{{run.x, run.x, 1}, {y, y, 1}, {run.x, y, -2}} {
		for i := 0; i < 2*n; i += 2 {
			for j := 0; j < 2*n; j += 2 {
				d := math.Hypot(float64(pair.a[i]-pair.b[j]), float64(pair.a[i+1]-pair.b[j+1])) / (0.5 * bandwidth)
				want += pair.sign / math.Sqrt(1+d*d) / (n * n)
			}
		}
	}
	run.near("mean over waves with tails", got, want, 0.02)
}

// The worst wave tells two laws on the line apart by no more than √2 times the largest difference of their characteristic functions; an opponent with one wave,
// started near, finds it.
func TestWorstCaseFindsTheWorstWave(t *testing.T) {
	const n = 64
	y := cloud("target", n, 1, 2)
	run := newTrial(t, &WorstCase{}, small("batch", "64", "functions", "waves", "width", "1", "count", "1", "waves", "0", "lr", "0.00001", "critic-lr", "0.04"),
		1, cloud("source", n, 1, 0), y)
	worst := 0.0
	for w := 0.0; w < 10; w += 0.002 {
		var re, im float64
		for i := range n {
			re += (math.Cos(w*float64(run.x[i])) - math.Cos(w*float64(y[i]))) / n
			im += (math.Sin(w*float64(run.x[i])) - math.Sin(w*float64(y[i]))) / n
		}
		worst = max(worst, 2*(re*re+im*im))
	}
	first, last := run.loss(), 0.0
	for range 200 {
		last = run.loss()
	}
	if first > 0.9*worst {
		t.Errorf("the first wave gives %v: too near the worst, %v, to tell anything", first, worst)
	}
	run.near("discrepancy", last, worst, 0.02)
}

// Degree 2 on the line are two statistics: the loss compares the mean and the mean square, with no point times itself.
func TestMomentsOfDegreeTwo(t *testing.T) {
	const n = 128
	y := cloud("target", n, 1, 0.5)
	run := newTrial(t, &Moments{}, small("batch", "128", "features", "monomials", "degree", "2"), 1, cloud("source", n, 1, 0), y)
	want := 0.0
	for power := 1.; power <= 2; power++ {
		var mean, square float64
		for _, v := range y {
			mean += math.Pow(float64(v), power) / n
			square += math.Pow(float64(v), 2*power) / n
		}
		scale := math.Sqrt(square - mean*mean)
		pairs := 0.0
		for i := range n {
			for j := range n {
				if i != j {
					pairs += (math.Pow(float64(run.x[i]), power) - mean) / scale * (math.Pow(float64(run.x[j]), power) - mean) / scale
				}
			}
		}
		want += pairs / (n * (n - 1)) / 2
	}
	run.near("loss", run.loss(), want, 2e-3)
}

// The number of monomials of degree 1 to K in d variables is (K+d choose d) − 1, and each is a product of powers.
func TestMonomials(t *testing.T) {
	for _, test := range []struct{ dim, degree, want int }{{1, 5, 5}, {2, 3, 9}, {3, 4, 34}, {5, 2, 20}} {
		vectors := exponents(test.dim, test.degree)
		if len(vectors) != test.want {
			t.Errorf("%d monomials of degree %d in %d variables, want %d", len(vectors), test.degree, test.dim, test.want)
		}
		g := graph.New()
		x := g.Normal("x", 1, test.dim)
		g.Function("f").Output("value", x.ConcatCols(monomials(x, vectors)))
		values := result(t, g, test.dim+len(vectors))
		for k, vector := range vectors {
			want := 1.0
			for i, n := range vector {
				want *= math.Pow(float64(values[i]), float64(n))
			}
			if got := float64(values[test.dim+k]); math.Abs(got-want) > 1e-5*max(1, math.Abs(want)) {
				t.Errorf("powers %v of %v: %v, want %v", vector, values[:test.dim], got, want)
			}
		}
	}
	if _, err := (&Moments{Degree: 24, Features: "monomials", MapNetwork: MapNetwork{Blocks: []int{8}}, Batch: 8, Steps: 1}).Build(&Problem{Graph: graph.New(), Dim: 8}); err == nil {
		t.Error("degree 24 of 8 columns is not refused")
	}
}
