package targettest

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"pushforward/core/random"
	"pushforward/core/target"
)

// testTarget checks a built target against its entry.
func testTarget(t Reporter, built target.Target, entry target.Entry) {
	if built.Dim() != entry.Dim {
		t.Errorf("dimension %d, want %d as the entry says", built.Dim(), entry.Dim)
	}
	if got := target.Abilities(built); !slices.Equal(got, entry.Abilities) {
		t.Errorf("has the abilities %v, lists %v", got, entry.Abilities)
	}
	points := testSampling(t, built)
	checks := map[string]func(){
		target.AbilityDensity:   func() { testDensity(t, built, points) },
		target.AbilityScore:     func() { testScore(t, built, points) },
		target.AbilityModes:     func() { testModes(t, built, points) },
		target.AbilityMoments:   func() { testMoments(t, built, points) },
		target.AbilityRows:      func() { testRows(t, built, points) },
		target.AbilityPotential: func() { testPotential(t, built, points) },
	}
	for _, ability := range entry.Abilities {
		if check, ok := checks[ability]; ok {
			check()
		} else {
			t.Errorf("no check for the ability %q", ability)
		}
	}
}

// testSampling checks that draws depend on the stream alone, not on how they are asked for, and gives them back.
func testSampling(t Reporter, built target.Target) []float32 {
	dim := built.Dim()
	whole, parts := make([]float32, draws*dim), make([]float32, draws*dim)
	built.Sample(whole, random.New(seed, "data"))
	stream := random.New(seed, "data")
	for start, n := 0, 1; start < draws; start, n = start+n, 2*n {
		built.Sample(parts[start*dim:min(start+n, draws)*dim], stream)
	}
	if !slices.Equal(whole, parts) {
		t.Errorf("the same seed gives other draws when they are asked for in parts")
	}
	built.Sample(parts, random.New(seed+1, "data"))
	if slices.Equal(whole, parts) {
		t.Errorf("another seed gives the same draws")
	}
	checkFinite(t, "defaults", whole)
	tail := make([]float32, 2*dim-1)
	built.Sample(tail, random.New(seed, "data"))
	if !slices.Equal(tail[:dim], whole[:dim]) || slices.ContainsFunc(tail[dim:], func(x float32) bool { return x != 0 }) {
		t.Errorf("%v drawn into a row and a part of one, want %v and zeros", tail, whole[:dim])
	}
	if n := testing.AllocsPerRun(10, func() { built.Sample(parts[:1000*dim], stream) }); n > 0 {
		t.Errorf("Sample allocates %v times, want 0", n)
	}
	return whole
}

// testScore compares the score at draws, and away from them, with central differences of the log-density.
func testScore(t Reporter, built target.Target, points []float32) {
	density, ok := built.(target.Densitied)
	scored, okScore := built.(target.Scored)
	if !ok || !okScore {
		t.Errorf("a score is checked against a density: want both")
		return
	}
	dim := built.Dim()
	x, got, want := make([]float64, dim), make([]float64, dim), make([]float64, dim)
	for i := range 50 {
		for j := range dim {
			x[j] = 1.3 * float64(points[i*dim+j])
		}
		scored.Score(got, x)
		fd.Gradient(want, density.LogDensity, x, &fd.Settings{Formula: fd.Central})
		for j := range dim {
			if math.Abs(got[j]-want[j]) > 1e-5*(1+math.Abs(want[j])) {
				t.Errorf("score at %v is %v, want %v by finite differences", x, got, want)
				return
			}
		}
	}
}

// testModes counts the draws within three standard deviations of the nearest centre, which is the χ² law's share, and the share of each mode.
func testModes(t Reporter, built target.Target, points []float32) {
	modal, ok := built.(target.Modal)
	if !ok {
		return // testTarget has reported it
	}
	centres, std := modal.Modes()
	dim := built.Dim()
	counts, near := make([]float64, len(centres)), 0.0
	for i := 0; i < len(points); i += dim {
		best, least := 0, math.Inf(1)
		for k, centre := range centres {
			sum := 0.0
			for j, c := range centre {
				sum += (float64(points[i+j]) - c) * (float64(points[i+j]) - c)
			}
			if sum < least {
				best, least = k, sum
			}
		}
		counts[best]++
		if least <= 9*std*std {
			near++
		}
	}
	share := distuv.ChiSquared{K: float64(dim)}.CDF(9)
	if got := near / draws; math.Abs(got-share) > 5*math.Sqrt(share*(1-share)/draws) {
		t.Errorf("%.4f of the draws lie within 3 standard deviations of a mode, want %.4f", got, share)
	}
	expected := make([]float64, len(centres))
	for k := range expected {
		expected[k] = draws / float64(len(centres))
	}
	checkCounts(t, "modes", counts, expected)
}

// testMoments compares the exact moments with those of the draws, to within five standard errors.
func testMoments(t Reporter, built target.Target, points []float32) {
	momented, ok := built.(target.Momented)
	if !ok {
		return // testTarget has reported it
	}
	mean, covariance := momented.Moments()
	dim := built.Dim()
	if len(mean) != dim || len(covariance) != dim*dim {
		t.Errorf("%d means and %d covariances in dimension %d", len(mean), len(covariance), dim)
		return
	}
	values := make([]float64, len(points)/dim)
	for a := range dim {
		for i := range values {
			values[i] = float64(points[i*dim+a])
		}
		checkMean(t, "mean", values, mean[a])
		for b := range dim {
			for i := range values {
				values[i] = (float64(points[i*dim+a]) - mean[a]) * (float64(points[i*dim+b]) - mean[b])
			}
			checkMean(t, "covariance", values, covariance[a*dim+b])
		}
	}
}

func checkMean(t Reporter, what string, values []float64, want float64) {
	t.Helper()
	mean, std := stat.MeanStdDev(values, nil)
	if limit := 5 * std / math.Sqrt(float64(len(values))); math.Abs(mean-want) > limit {
		t.Errorf("%s of the draws is %.5f, want %.5f ± %.5f", what, mean, want, limit)
	}
}

// testRows checks that, without jitter, every draw is a row, and that all rows are drawn as often as chance has it.
func testRows(t Reporter, built target.Target, points []float32) {
	finite, ok := built.(target.Finite)
	if !ok {
		return // testTarget has reported it
	}
	dim := built.Dim()
	table := finite.Rows()
	group := map[[2]float32]float64{} // rows by their first two columns
	key := func(row []float32) [2]float32 { return [2]float32{row[0], row[min(1, dim-1)]} }
	for i := 0; i < len(table); i += dim {
		group[key(table[i:])]++
	}
	// Pools of some 1/50 of the rows each, so that every expected count is large.
	const pools = 50
	pool := map[[2]float32]int{}
	counts, expected := make([]float64, pools), make([]float64, pools)
	for i := 0; i < len(table); i += dim {
		k := key(table[i:])
		if _, seen := pool[k]; !seen {
			pool[k] = len(pool) % pools
			expected[pool[k]] += draws * group[k] * float64(dim) / float64(len(table))
		}
	}
	for i := 0; i < len(points); i += dim {
		p, ok := pool[key(points[i:])]
		if !ok {
			t.Errorf("the draw %v is not a row of the table", points[i:i+dim])
			return
		}
		counts[p]++
	}
	checkCounts(t, "rows", counts, expected)
}
