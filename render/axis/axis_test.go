package axis_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pushforward/render/axis"
)

func labels(lo, hi float64, most int) []string {
	ticks := axis.Choose(lo, hi, most)
	var out []string
	for i := range ticks.Len() {
		out = append(out, ticks.Label(i))
	}
	return out
}

func TestLabels(t *testing.T) {
	for _, test := range []struct {
		lo, hi float64
		most   int
		want   []string
	}{
		{-7, 7, 8, []string{"−6", "−4", "−2", "0", "2", "4", "6"}},
		{-125.2, -66.1, 7, []string{"−120", "−110", "−100", "−90", "−80", "−70"}},
		{0, 1, 5, []string{"0", "0.2", "0.4", "0.6", "0.8", "1.0"}},
		{0.101, 0.149, 5, []string{"0.11", "0.12", "0.13", "0.14"}},
		{0, 1e9, 2, []string{"0", "5e+08", "1e+09"}},
		{2, 1, 5, nil},
		{0, math.Inf(1), 5, nil},
	} {
		if got := labels(test.lo, test.hi, test.most); !slices.Equal(got, test.want) {
			t.Errorf("[%v, %v], most %d: %q, want %q", test.lo, test.hi, test.most, got, test.want)
		}
	}
}

func TestTicksLieInsideAndAreFewAndRound(t *testing.T) {
	for k := -40; k < 40; k++ {
		lo, hi := -math.Pow(1.7, float64(k)), math.Pow(1.9, float64(k))
		ticks := axis.Choose(lo, hi, 8)
		if n := ticks.Len(); n < 3 || n > 9 {
			t.Errorf("[%v, %v] has %d ticks", lo, hi, n)
		}
		slack := 1e-6 * (hi - lo)
		if ticks.Value(0) < lo-slack || ticks.Value(ticks.Len()-1) > hi+slack {
			t.Errorf("[%v, %v]: ticks from %v to %v", lo, hi, ticks.Value(0), ticks.Value(ticks.Len()-1))
		}
		mantissa := ticks.Step / math.Pow(10, math.Floor(math.Log10(ticks.Step)+1e-9))
		if m := math.Round(mantissa); m != 1 && m != 2 && m != 5 || math.Abs(m-mantissa) > 1e-9 {
			t.Errorf("[%v, %v]: step %v", lo, hi, ticks.Step)
		}
	}
}

func ExampleChoose() {
	ticks := axis.Choose(-1.3, 1.3, 6)
	for i := range ticks.Len() {
		fmt.Print(ticks.Label(i), " ")
	}
	// Output: −1.0 −0.5 0 0.5 1.0
}
