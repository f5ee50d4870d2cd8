// Package axis chooses round numbers for an axis and writes them.
package axis

import (
	"math"
	"strconv"
	"strings"
)

// Ticks is the multiples of Step from First to Last.
type Ticks struct {
	Step        float64 // 1, 2 or 5 times a power of ten
	First, Last int     // multiples
}

// Choose returns the ticks in [lo, hi] with the smallest round step that needs no more than most of them (at least 2).
// For a range that is empty or not finite there are none.
func Choose(lo, hi float64, most int) Ticks {
	width := hi - lo
	if !(width > 0) || math.IsInf(width, 0) {
		return Ticks{Step: 1, First: 0, Last: -1}
	}
	step := roundUp(width / float64(max(most, 2)))
	return Ticks{Step: step, First: int(math.Ceil(lo/step - 1e-9)), Last: int(math.Floor(hi/step + 1e-9))}
}

// roundUp returns the smallest of 1, 2, 5, 10 × 10^k that is at least raw.
func roundUp(raw float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= raw*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// Len returns how many ticks there are.
func (t Ticks) Len() int { return max(0, t.Last-t.First+1) }

// Value returns the i-th tick, i from 0.
func (t Ticks) Value(i int) float64 { return float64(t.First+i) * t.Step }

// Label writes the i-th tick with as many decimals as the step has, and a true minus sign.
func (t Ticks) Label(i int) string {
	v := t.Value(i)
	if t.First+i == 0 {
		return "0"
	}
	format, decimals := byte('f'), max(0, -int(math.Floor(math.Log10(t.Step)+1e-9)))
	if decimals > 6 || math.Abs(v) >= 1e7 {
		format, decimals = 'g', 3
	}
	return strings.ReplaceAll(strconv.FormatFloat(v, format, decimals, 64), "-", "−")
}
