package metric

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"pushforward/core/random"
)

// quantiles are the middles of n equal parts of N(mean, 1): empirical means over them converge as 1/n, not 1/√n.
func quantiles(n int, mean float64) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(distuv.Normal{Mu: mean, Sigma: 1}.Quantile((float64(i) + 0.5) / float64(n)))
	}
	return x
}

// MMD² of N(0,1) and N(1,1) under the Gaussian kernel of ℓ = 1, from the closed form 2(1 − e^{−1/6})/√3 (with E k = √(ℓ²/(ℓ²+2)) e^{−m²/(2(ℓ²+2))}).
func TestMMDBetweenGaussians(t *testing.T) {
	want := 2 * (1 - math.Exp(-1./6)) / math.Sqrt(3)
	if math.Abs(want-0.1772676) > 1e-7 {
		t.Fatalf("the closed form gives %v, want the published 0.1772676", want)
	}
	x, y := quantiles(1200, 0), quantiles(1200, 1)
	biased, err := MMD2Biased(x, y, 1, 1)
	if err != nil || math.Abs(biased-want) > 2e-4 {
		t.Errorf("biased: %v, %v; want %v", biased, err, want)
	}
}

// Over many draws the unbiased estimate has the right mean, and 0 where the laws agree; 4 standard errors.
func TestMMDIsUnbiased(t *testing.T) {
	for _, test := range []struct{ shift, want float64 }{{0, 0}, {1, 0.1772676}} {
		r := random.New(9, "data")
		const rounds, n, m = 600, 12, 8
		sum, squares := 0.0, 0.0
		for range rounds {
			x, y := make([]float32, n), make([]float32, m)
			for i := range x {
				x[i] = float32(r.Normal())
			}
			for i := range y {
				y[i] = float32(r.Normal() + test.shift)
			}
			v, err := MMD2(x, y, 1, 1)
			if err != nil {
				t.Fatal(err)
			}
			sum, squares = sum+v, squares+v*v
		}
		mean := sum / rounds
		limit := 4 * math.Sqrt((squares/rounds-mean*mean)/rounds)
		if math.Abs(mean-test.want) > limit {
			t.Errorf("shift %v: mean %v, want %v ± %v", test.shift, mean, test.want, limit)
		}
	}
}

// Two points each, by hand.
func TestMMDByHand(t *testing.T) {
	x, y := []float32{0, 0, 3, 4}, []float32{0, 0, 0, 1}
	k := func(squared float64) float64 { return math.Exp(-squared / 8) } // ℓ = 2
	across := (k(0) + k(1) + k(25) + k(18)) / 4
	unbiased, err := MMD2(x, y, 2, 2)
	if want := k(25) + k(1) - 2*across; err != nil || math.Abs(unbiased-want) > 1e-14 {
		t.Errorf("unbiased: %v, %v; want %v", unbiased, err, want)
	}
	biased, err := MMD2Biased(x, y, 2, 2)
	if want := (2+2*k(25))/4 + (2+2*k(1))/4 - 2*across; err != nil || math.Abs(biased-want) > 1e-14 {
		t.Errorf("biased: %v, %v; want %v", biased, err, want)
	}
	if same, err := MMD2Biased(x, x, 2, 2); err != nil || same > 1e-15 {
		t.Errorf("biased of a sample with itself: %v, %v; want 0", same, err)
	}
}

func TestMedianBandwidth(t *testing.T) {
	for _, test := range []struct {
		x    []float32
		want float64
	}{
		{[]float32{0, 1, 3}, 2},       // 1, 2, 3
		{[]float32{0, 1, 3, 7}, 3.5},  // 1, 2, 3, 4, 6, 7
		{[]float32{0, 0, 0, 0, 5}, 2}, // mostly the same point: the mean of six 0 and four 5
	} {
		if got, err := MedianBandwidth(test.x, 1); err != nil || math.Abs(got-test.want) > 1e-14 {
			t.Errorf("of %v: %v, %v; want %v", test.x, got, err, test.want)
		}
	}
}

// The energy distance of N(0,1) and N(1,1), and on the line 2∫(F−G)² by hand.
func TestEnergy(t *testing.T) {
	got, err := Energy(quantiles(1200, 0), quantiles(1200, 1), 1)
	if err != nil || math.Abs(got-0.5418066) > 1e-3 {
		t.Errorf("between Gaussians: %v, %v; want 0.5418066", got, err)
	}
	// F−G is 1/2 on [0,1), 1/6 on [1,2) and −1/3 on [2,4).
	got, err = Energy([]float32{0, 4}, []float32{1, 2, 2}, 1)
	if want := 2 * (1./4 + 1./36 + 2./4); err != nil || math.Abs(got-want) > 1e-12 {
		t.Errorf("on the line: %v, %v; want %v", got, err, want)
	}
}

func TestDistancesRefuse(t *testing.T) {
	two, inf := []float32{1, 2}, float32(math.Inf(1))
	for want, call := range map[string]func() (float64, error){
		"bandwidth -1: want > 0":               func() (float64, error) { return MMD2(two, two, 1, -1) },
		"bandwidth NaN: want > 0":              func() (float64, error) { return MMD2Biased(two, two, 1, math.NaN()) },
		"x has 1 coordinates":                  func() (float64, error) { return Energy([]float32{1}, two, 1) },
		"y has 3 coordinates":                  func() (float64, error) { return Energy([]float32{1, 2, 3, 4}, []float32{1, 2, 3}, 2) },
		"coordinate 0 of point 1 of y is +Inf": func() (float64, error) { return Energy(two, []float32{1, inf}, 1) },
		"dimension 0: want at least 1":         func() (float64, error) { return Energy(two, two, 0) },
		"all 2 points are the same":            func() (float64, error) { return MedianBandwidth([]float32{3, 3}, 1) },
	} {
		if _, err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}
