package bench

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Report is what the page measured of one contestant at one workload.
type Report struct {
	Milliseconds float64 `json:"ms"`      // of one piece of work
	Check        float64 `json:"check"`   // the first loss, or the mean square of what was first computed
	Start        float64 `json:"startMs"` // milliseconds from the navigation to the page to the end of the first piece of work
	Figures      Figures `json:"figures"` // zero of those that have none
}

// Figures are what is known of a program of this project beside the time that its work takes.
type Figures struct {
	Compile      float64 `json:"compileMs"`      // milliseconds from the graph to a loaded module, the first time in its worker
	CompileAgain float64 `json:"compileAgainMs"` // the least of the times after
	Planned      int     `json:"planned"`        // bytes that the plan asks for
	Variables    int     `json:"variables"`      // those of them in variables
	Memory       int     `json:"memory"`         // bytes of the module's memory once the work is done
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

// A Row is one workload, with a cell for each contestant that does it, that named "ours" first.
type Row struct {
	Workload Workload
	Cells    []Cell
}

// rate is 10⁹ operations a second.
func (r Row) rate(c Cell) float64 { return float64(r.Workload.Operations()) / c.median() / 1e6 }

// ratio is how many times longer the fastest peer on one thread takes than this project's contestant of that name; NaN if there is no such time.
func (r Row) ratio(name string) float64 { return r.against(name, false) }

// ratio2 is how many times longer the fastest peer of all takes than this project's contestant of that name; NaN if there is no such time.
func (r Row) ratio2(name string) float64 { return r.against(name, true) }

func (r Row) against(name string, two bool) float64 {
	own, ok := r.cell(name)
	peer, found := r.fastestPeer(two)
	if !ok || !found {
		return math.NaN()
	}
	return peer / own.median()
}

// ratios is a ratio of two contestants for people, the second's after a stroke; of those that were not timed, nothing.
func (r Row) ratios(strict, relaxed string, ratio func(Row, string) float64) string {
	var texts []string
	for _, name := range []string{strict, relaxed} {
		if x := ratio(r, name); !math.IsNaN(x) {
			texts = append(texts, fmt.Sprintf("%.2f×", x))
		}
	}
	if len(texts) == 0 {
		return "–"
	}
	return strings.Join(texts, "/")
}

// fastestPeer is the least median, of peers on one thread or of those on two as well.
func (r Row) fastestPeer(two bool) (ms float64, ok bool) {
	fastest := math.Inf(1)
	for _, c := range r.Cells {
		if c.Contestant.peer() && (two || !c.Contestant.Two) {
			fastest = min(fastest, c.median())
		}
	}
	return fastest, !math.IsInf(fastest, 1)
}

// cell is a contestant's cell; ok is false if it does not do the workload.
func (r Row) cell(name string) (cell Cell, ok bool) {
	for _, c := range r.Cells {
		if c.Contestant.Name == name {
			return c, true
		}
	}
	return Cell{}, false
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
