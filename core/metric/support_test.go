package metric

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pushforward/core/random"
)

// supportByDefinition sorts all distances, point by point.
func supportByDefinition(generated, target []float32, dim, k int) Support {
	distance := func(a []float32, i int, b []float32, j int) float64 {
		sum := 0.0
		for l := range dim {
			sum += math.Pow(float64(a[i*dim+l])-float64(b[j*dim+l]), 2)
		}
		return math.Sqrt(sum)
	}
	radius := func(x []float32, i int) float64 {
		var all []float64
		for j := range len(x) / dim {
			all = append(all, distance(x, i, x, j))
		}
		slices.Sort(all)
		return all[k] // all[0] is the point itself
	}
	n, m := len(generated)/dim, len(target)/dim
	var s Support
	for i := range n {
		balls := 0
		for j := range m {
			if distance(generated, i, target, j) <= radius(target, j)*(1+1e-12) {
				balls++
			}
		}
		s.Density += float64(balls) / float64(k*n)
		s.Precision += math.Min(float64(balls), 1) / float64(n)
	}
	for j := range m {
		recalled, covered := 0., 0.
		for i := range n {
			if distance(generated, i, target, j) <= radius(generated, i)*(1+1e-12) {
				recalled = 1
			}
			if distance(generated, i, target, j) <= radius(target, j)*(1+1e-12) {
				covered = 1
			}
		}
		s.Recall += recalled / float64(m)
		s.Coverage += covered / float64(m)
	}
	return s
}

func near(a, b Support, tolerance float64) bool {
	return math.Abs(a.Precision-b.Precision) <= tolerance && math.Abs(a.Recall-b.Recall) <= tolerance &&
		math.Abs(a.Density-b.Density) <= tolerance && math.Abs(a.Coverage-b.Coverage) <= tolerance
}

func TestSupportAgainstItsDefinition(t *testing.T) {
	r := random.New(5, "data")
	for _, test := range []struct{ n, m, dim, k int }{{12, 9, 2, 3}, {30, 40, 1, 5}, {8, 25, 3, 1}, {6, 6, 2, 5}} {
		zero := make([]float64, test.dim)
		generated, target := draws(normals{zero, 1.3}, test.n, r), draws(normals{zero, 1}, test.m, r)
		got, err := NewSupport(generated, target, test.dim, test.k)
		if want := supportByDefinition(generated, target, test.dim, test.k); err != nil || !near(got, want, 1e-12) {
			t.Errorf("%+v: %+v, %v; want %+v", test, got, err, want)
		}
	}
}

// On the line by hand, k = 1.
func TestSupportByHand(t *testing.T) {
	target, generated := []float32{0, 1, 4}, []float32{0.5, 0.75, 20}
	got, err := NewSupport(generated, target, 1, 1)
	// Neighbourhoods of the target: [−1,1], [0,2], [1,7]; generated: [.25,.75], [.5,1], [.75,39.25].
	want := Support{Precision: 2. / 3, Recall: 2. / 3, Density: 4. / 3, Coverage: 2. / 3}
	if err != nil || !near(got, want, 1e-15) {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
	if got, err = NewSupport(target, target, 1, 1); err != nil || got.Precision != 1 || got.Recall != 1 || got.Coverage != 1 {
		t.Errorf("of a sample with itself: %+v, %v; want all of it", got, err)
	}
	if got, err = NewSupport([]float32{100, 101, 102}, target, 1, 1); err != nil || got != (Support{}) {
		t.Errorf("of samples elsewhere: %+v, %v; want none", got, err)
	}
}

// The means over draws of one law are known: Density 1 and Coverage 1 − Π (m−l)/(n+m−l), whatever the law.
func TestSupportOfEqualLaws(t *testing.T) {
	const rounds, n, m, k = 300, 40, 50, 3
	r := random.New(6, "data")
	density, coverage, densitySquares, coverageSquares := 0.0, 0.0, 0.0, 0.0
	for range rounds {
		s, err := NewSupport(draws(eightGaussians(1), n, r), draws(eightGaussians(1), m, r), 2, k)
		if err != nil {
			t.Fatal(err)
		}
		density, densitySquares = density+s.Density/rounds, densitySquares+s.Density*s.Density/rounds
		coverage, coverageSquares = coverage+s.Coverage/rounds, coverageSquares+s.Coverage*s.Coverage/rounds
	}
	missed := 1.0
	for l := 1; l <= k; l++ {
		missed *= float64(m-l) / float64(n+m-l)
	}
	if limit := 4 * math.Sqrt((densitySquares-density*density)/rounds); math.Abs(density-1) > limit {
		t.Errorf("mean density %v, want 1 ± %v", density, limit)
	}
	if limit := 4 * math.Sqrt((coverageSquares-coverage*coverage)/rounds); math.Abs(coverage-(1-missed)) > limit {
		t.Errorf("mean coverage %v, want %v ± %v", coverage, 1-missed, limit)
	}
}

func TestSupportRefuses(t *testing.T) {
	three := []float32{1, 2, 3}
	for want, call := range map[string]func() (Support, error){
		"0 neighbours: want 1 to 2":   func() (Support, error) { return NewSupport(three, three, 1, 0) },
		"3 neighbours: want 1 to 2":   func() (Support, error) { return NewSupport(three, []float32{1, 2, 3, 4}, 1, 3) },
		"generated has 3 coordinates": func() (Support, error) { return NewSupport(three, three, 2, 1) },
		"point 1 of target is NaN":    func() (Support, error) { return NewSupport(three, []float32{1, float32(math.NaN()), 2}, 1, 1) },
	} {
		if _, err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error with %q", err, want)
		}
	}
}
