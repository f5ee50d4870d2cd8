package metric

import (
	"math"
	"testing"

	"pushforward/core/random"
)

// Quantiles of published tables.
func TestStudentsQuantiles(t *testing.T) {
	for _, test := range []struct{ freedom, want float64 }{{4, 2.776}, {8, 2.306}, {15, 2.131}, {30, 2.042}, {1e9, 1.960}} {
		if got := student(test.freedom); math.Abs(got-test.want) > 0.01*test.want {
			t.Errorf("%v degrees of freedom: %.3f, want %.3f", test.freedom, got, test.want)
		}
	}
}

// Of intervals between equal means, 95% hold 0, whatever the variances.
func TestIntervalHoldsTheTruth(t *testing.T) {
	r := random.New(3, "interval")
	const trials = 4000
	held := 0
	for range trials {
		var a, b spread
		for range 5 {
			a.add(7 + r.Normal())
			b.add(7 + 2*r.Normal())
		}
		if math.Abs(a.mean-b.mean) <= difference(a, b) {
			held++
		}
	}
	if share := float64(held) / trials; math.Abs(share-0.95) > 0.015 {
		t.Errorf("%.3f of the intervals hold the truth, want 0.95", share)
	}
	if d := difference(spread{n: 1}, spread{n: 5}); !math.IsInf(d, 1) {
		t.Errorf("with one draw the interval is ±%v wide, want no end", d)
	}
}
