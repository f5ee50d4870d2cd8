package random

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// The known answers of Random123's kat_vectors, threefry2x32 20.
func TestThreefryKnownAnswers(t *testing.T) {
	for _, test := range []struct{ counter, key, want [2]uint32 }{
		{[2]uint32{0, 0}, [2]uint32{0, 0}, [2]uint32{0x6b200159, 0x99ba4efe}},
		{[2]uint32{0xffffffff, 0xffffffff}, [2]uint32{0xffffffff, 0xffffffff}, [2]uint32{0x1cb996fc, 0xbb002be7}},
		{[2]uint32{0x243f6a88, 0x85a308d3}, [2]uint32{0x13198a2e, 0x03707344}, [2]uint32{0xc4923a9c, 0x483df7a0}},
	} {
		if got := Threefry2x32(test.key, test.counter); got != test.want {
			t.Errorf("Threefry2x32(key %x, counter %x) = %x, want %x", test.key, test.counter, got, test.want)
		}
	}
}

// The published FNV-1a test vectors.
func TestStreamID(t *testing.T) {
	for name, want := range map[string]uint32{"": 0x811c9dc5, "a": 0xe40c292c, "foobar": 0xbf9cf968} {
		if got := StreamID(name); got != want {
			t.Errorf("StreamID(%q) = %x, want %x", name, got, want)
		}
	}
}

func TestUnitStaysOpen(t *testing.T) {
	if low, high := Unit(0), Unit(math.MaxUint32); low <= 0 || high >= 1 {
		t.Errorf("Unit ranges over [%v, %v], want inside (0,1)", low, high)
	}
}

// Kolmogorov–Smirnov against the exact laws; the bound is the 0.1% critical value 1.95/√n.
func TestStreamLaws(t *testing.T) {
	const n = 20000
	s := New(7, "test")
	for name, law := range map[string]struct {
		draw func() float64
		cdf  func(float64) float64
	}{
		"uniform": {s.Float64, distuv.UnitUniform.CDF},
		"normal":  {s.Normal, distuv.UnitNormal.CDF},
	} {
		x := make([]float64, n)
		for i := range x {
			x[i] = law.draw()
		}
		stat.SortWeighted(x, nil)
		worst := 0.0
		for i, v := range x {
			worst = max(worst, math.Abs(law.cdf(v)-float64(i)/n), math.Abs(law.cdf(v)-float64(i+1)/n))
		}
		if limit := 1.95 / math.Sqrt(n); worst > limit {
			t.Errorf("%s: KS distance %.4f, want ≤ %.4f", name, worst, limit)
		}
	}
}

func TestStreamsAreIndependentByName(t *testing.T) {
	a, b := New(7, "noise"), New(7, "data")
	x, y := make([]float64, 5000), make([]float64, 5000)
	for i := range x {
		x[i], y[i] = a.Float64(), b.Float64()
	}
	if r := stat.Correlation(x, y, nil); math.Abs(r) > 0.05 {
		t.Errorf("correlation of two streams of one seed is %.3f, want near 0", r)
	}
}
