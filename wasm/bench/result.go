package bench

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Report is what the page measured of one contestant at one workload.
type Report struct {
	Milliseconds float64 `json:"ms"`      // of one piece of work
	Check        float64 `json:"check"`   // the first loss, or the mean square of what was first computed
	Start        float64 `json:"startMs"` // milliseconds from the start of the worker to the end of the first piece of work
}

// A Cell is one contestant at one workload, over all rounds.
type Cell struct {
	Contestant Contestant
	Reports    []Report
}

// median of milliseconds of one piece of work.
func (c Cell) median() float64 { return median(c.times()) }

// spread is the longest less the shortest time, as a share of the median.
func (c Cell) spread() float64 {
	times := c.times()
	return (slices.Max(times) - slices.Min(times)) / median(times)
}

func (c Cell) times() []float64 {
	times := make([]float64, len(c.Reports))
	for i, r := range c.Reports {
		times[i] = r.Milliseconds
	}
	return times
}

// start is the median of milliseconds to the end of the first piece of work.
func (c Cell) start() float64 {
	times := make([]float64, len(c.Reports))
	for i, r := range c.Reports {
		times[i] = r.Start
	}
	return median(times)
}

// A Row is one workload, with a cell for each contestant that does it, this project's first.
type Row struct {
	Workload Workload
	Cells    []Cell
}

// rate is 10⁹ operations a second.
func (r Row) rate(c Cell) float64 { return float64(r.Workload.Operations()) / c.median() / 1e6 }

// ratio is how many times longer the fastest peer takes, of those on one thread or of all; 0 if there is none.
func (r Row) ratio(oneThread bool) float64 {
	fastest := math.Inf(1)
	for _, c := range r.Cells[1:] {
		if !oneThread || !c.Contestant.Isolated {
			fastest = min(fastest, c.median())
		}
	}
	if math.IsInf(fastest, 1) {
		return 0
	}
	return fastest / r.Cells[0].median()
}

// tolerance bounds the relative difference of two contestants' checks.
const tolerance = 1e-3

// verify tells which contestants did not compute what this project did.
func (r Row) verify() error {
	var errs []error
	want := r.Cells[0].Reports[0].Check
	for _, c := range r.Cells {
		for _, report := range c.Reports {
			if !(math.Abs(report.Check-want) <= tolerance*math.Abs(want)) {
				errs = append(errs, fmt.Errorf("bench: %s of %s computed %g: want %g within %g of it",
					r.Workload.Name, c.Contestant.Name, report.Check, want, tolerance))
			}
		}
	}
	return errors.Join(errs...)
}

// median of some numbers; of an even count, the mean of the two in the middle.
func median(numbers []float64) float64 {
	sorted := slices.Sorted(slices.Values(numbers))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}
