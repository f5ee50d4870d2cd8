// Package table runs every method on every target with several seeds, and reports what each came to. A run that was interrupted goes on where it
// stood: what is done is a line of a file.
package table

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"pushforward/core/method"
	"pushforward/core/metric"
	"pushforward/core/target"
)

// A Cell is one run of the table.
type Cell struct {
	Method string `json:"method"`
	Target string `json:"target"`
	Seed   uint64 `json:"seed"`
}

// A Row is what a cell came to.
type Row struct {
	Cell
	Steps        int                `json:"steps"`
	TrainSeconds float64            `json:"train_s"`
	Program      string             `json:"program,omitempty"`     // [lab.Identity] of the method on the target with seed 0, and the budget's steps
	Draws        int                `json:"draws,omitempty"`       // [lab.ScoreDraws] when it was measured
	Fingerprint  string             `json:"fingerprint,omitempty"` // of what was learnt
	Values       map[string]float64 `json:"values,omitempty"`      // by metric; those that are not finite are left out
	Refused      string             `json:"refused,omitempty"`     // why the method does not go with the target
	Failed       string             `json:"failed,omitempty"`      // why training or measuring broke off
}

// A Plan is the cells of a table.
type Plan struct {
	Methods, Targets []string // ids
	Seeds            int      // 0 to Seeds−1
}

// Toys are the targets of the project's lines, in the order of its tables.
func Toys() []string {
	return []string{"8gaussians", "25gaussians", "moons", "scurve", "checkerboard", "pinwheel", "2spirals", "rings"}
}

// Check tells what the plan names that is not there.
func (p Plan) Check() error {
	var errs []error
	for _, id := range p.Methods {
		_, err := method.Find(id)
		errs = append(errs, err)
	}
	for _, id := range p.Targets {
		_, err := target.Find(id)
		errs = append(errs, err)
	}
	if p.Seeds < 1 {
		errs = append(errs, fmt.Errorf("table: %d seeds: want at least 1", p.Seeds))
	}
	return errors.Join(errs...)
}

// Cells lists the plan's cells: all methods and targets of one seed, then of the next, so that a table cut short is even.
func (p Plan) Cells() []Cell {
	var cells []Cell
	for seed := range p.Seeds {
		for _, t := range p.Targets {
			for _, m := range p.Methods {
				cells = append(cells, Cell{m, t, uint64(seed)})
			}
		}
	}
	return cells
}

// A Summary is a method on a target over its seeds: the line of a report.
type Summary struct {
	Method  string             `json:"method"`
	Target  string             `json:"target"`
	Seeds   int                `json:"seeds"`
	Train   float64            `json:"train_s"`         // median
	Worst   map[string]float64 `json:"worst,omitempty"` // by metric
	Mean    map[string]float64 `json:"mean,omitempty"`  // by metric
	Refused string             `json:"refused,omitempty"`
	Failed  string             `json:"failed,omitempty"`
}

// Summarize is the rows of each method and target together, in the order of the registries.
func Summarize(rows []Row) []Summary {
	groups := map[[2]string][]Row{}
	for _, r := range rows {
		key := [2]string{r.Method, r.Target}
		groups[key] = append(groups[key], r)
	}
	var list []Summary
	for _, group := range groups {
		list = append(list, summary(group))
	}
	methods, targets := map[string]int{}, map[string]int{}
	for i, e := range method.Registry() {
		methods[e.ID] = i
	}
	for i, e := range target.Registry() {
		targets[e.ID] = i
	}
	slices.SortFunc(list, func(a, b Summary) int {
		return cmp.Or(cmp.Compare(methods[a.Method], methods[b.Method]), cmp.Compare(targets[a.Target], targets[b.Target]))
	})
	return list
}

func summary(rows []Row) Summary {
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Compare(a.Seed, b.Seed) })
	s := Summary{Method: rows[0].Method, Target: rows[0].Target, Seeds: len(rows), Worst: map[string]float64{}, Mean: map[string]float64{}}
	var times []float64
	for _, r := range rows {
		times = append(times, r.TrainSeconds)
		s.Refused, s.Failed = cmp.Or(s.Refused, r.Refused), cmp.Or(s.Failed, r.Failed)
	}
	slices.Sort(times)
	s.Train = times[len(times)/2]
	for _, m := range metric.Registry() {
		if values := valuesOf(rows, m.ID); len(values) > 0 {
			sum := 0.0
			for _, v := range values {
				sum += v
			}
			s.Mean[m.ID] = Round(sum/float64(len(values)), 4)
			if m.Lower {
				s.Worst[m.ID] = Round(slices.Max(values), 4)
			} else {
				s.Worst[m.ID] = Round(slices.Min(values), 4)
			}
		}
	}
	return s
}

func valuesOf(rows []Row, id string) []float64 {
	var values []float64
	for _, r := range rows {
		if v, ok := r.Values[id]; ok {
			values = append(values, v)
		}
	}
	return values
}

// Round keeps so many significant digits.
func Round(x float64, digits int) float64 {
	if x == 0 {
		return 0
	}
	unit := math.Pow(10, float64(digits-1)-math.Floor(math.Log10(math.Abs(x))))
	return math.Round(x*unit) / unit
}

// CSV is the rows as comma-separated values: a column for each metric.
func CSV(rows []Row) string {
	var b strings.Builder
	b.WriteString("method,target,seed,steps,train_s")
	for _, m := range metric.Registry() {
		b.WriteString("," + m.ID)
	}
	b.WriteString(",fingerprint,note\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "%s,%s,%d,%d,%g", r.Method, r.Target, r.Seed, r.Steps, r.TrainSeconds)
		for _, m := range metric.Registry() {
			b.WriteByte(',')
			if v, ok := r.Values[m.ID]; ok {
				fmt.Fprintf(&b, "%g", v)
			}
		}
		fmt.Fprintf(&b, ",%s,%q\n", r.Fingerprint, cmp.Or(r.Refused, r.Failed))
	}
	return b.String()
}
