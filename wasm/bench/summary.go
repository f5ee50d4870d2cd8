package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"text/tabwriter"
)

// A Summary is what one run of the benchmark found.
type Summary struct {
	Rows  []Row
	Bytes map[string]int // by contestant: all it loads to train W1, or to sample S1 if it does not train, after Brotli
}

// row is the row of a workload, and ok is false if that was not run.
func (s Summary) row(workload string) (row Row, ok bool) {
	for _, r := range s.Rows {
		if r.Workload.Name == workload {
			return r, true
		}
	}
	return Row{}, false
}

// ceiling is the most that one core did in the arithmetic of this project's contestant of that name, 10⁹ operations a second; NaN if
// that was not timed.
func (s Summary) ceiling(name string) float64 {
	row, _ := s.row(ceilingName)
	cell, ok := row.cell(name)
	if !ok {
		return math.NaN()
	}
	return row.rate(cell)
}

// ofCeiling is the part of the ceiling at which this project's products ran, on one worker and in strict arithmetic.
func (s Summary) ofCeiling(r Row) float64 { return r.rate(r.Cells[0]) / s.ceiling(ours) }

// WriteTable prints the medians for people: milliseconds of each contestant, ± half the spread; the ratio of the fastest peer on one thread
// to this project's on one worker, and of the fastest of all to this project's on two, with relaxed products after the stroke; and this project's products as
// a share of the ceiling.
func (s Summary) WriteTable(w io.Writer, contestants []Contestant) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(table, "ms\t")
	for _, c := range contestants {
		fmt.Fprint(table, c.Name, "\t")
	}
	fmt.Fprintln(table, "ratio\tratio2\tof ceiling\t")
	for _, r := range s.Rows {
		if r.Workload.Kind != Registers {
			s.writeRow(table, r, contestants)
		}
	}
	s.writeStart(table, contestants)
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "\nGFLOP/s: ceiling %.1f, fast %.1f%s\n", s.ceiling(ours), s.ceiling(fast), s.products())
	return err
}

func (s Summary) writeRow(w io.Writer, r Row, contestants []Contestant) {
	fmt.Fprint(w, r.Workload.Name, "\t")
	for _, c := range contestants {
		text := "–"
		if cell, ok := r.cell(c.Name); ok {
			text = fmt.Sprintf("%.4g ± %.0f%%", cell.median(), 50*cell.spread())
		}
		fmt.Fprint(w, text, "\t")
	}
	fmt.Fprintf(w, "%s\t%s\t%.0f%%\t\n", r.ratios(ours, fast, Row.ratio), r.ratios(oursTwo, fastTwo, Row.ratio2), 100*s.ofCeiling(r))
}

// writeStart prints how long each takes from the navigation to the page to the end of its first training step, and what it loads for it.
func (s Summary) writeStart(w io.Writer, contestants []Contestant) {
	fmt.Fprint(w, "first step\t")
	for _, c := range contestants {
		text := "–"
		if cell, ok := s.first(c.Name); ok {
			text = fmt.Sprintf("%.0f", cell.start())
		}
		fmt.Fprint(w, text, "\t")
	}
	fmt.Fprint(w, "\t\t\t\nkB brotli\t")
	for _, c := range contestants {
		fmt.Fprintf(w, "%.0f\t", float64(s.Bytes[c.Name])/1000)
	}
	fmt.Fprintln(w, "\t\t\t")
}

// first is the cell that tells of a contestant's start: of the smallest training. It is not ok if the contestant does not train.
func (s Summary) first(name string) (cell Cell, ok bool) {
	row, ok := s.row(firstName)
	if !ok {
		return Cell{}, false
	}
	return row.cell(name)
}

// products lists each contestant's rate at the matrix product.
func (s Summary) products() string {
	row, ok := s.row("gemm")
	if !ok {
		return ""
	}
	text := "; product"
	for _, c := range row.Cells {
		text += fmt.Sprintf(" %s %.1f", c.Contestant.Name, row.rate(c))
	}
	return text
}

// WriteJSON writes the medians for programs: for each workload and contestant, milliseconds as "name_ms" and the spread as a share of it as
// "name_spread"; "ratio", of the fastest peer on one thread, and "ratio2", of the fastest, with relaxed products "ratio_fast" and "ratio2_fast";
// "of_ceiling". For "gemm", 10⁹ operations a
// second: "strict", "fast", "ceiling_strict" and "ceiling_fast" of this project, and by name of each peer. For "start", milliseconds from the
// navigation to the end of the first training step as "name_ms", and bytes after Brotli as "name_bytes".
func (s Summary) WriteJSON(w io.Writer) error {
	found := map[string]map[string]float64{}
	for _, r := range s.Rows {
		switch r.Workload.Kind {
		case Train, Sample:
			found[r.Workload.Name] = s.milliseconds(r)
		case Product:
			found[r.Workload.Name] = s.rates(r)
		case Registers, Default: // the ceilings are in "gemm"; methods have no peers
		}
	}
	start := map[string]float64{}
	for name, size := range s.Bytes {
		start[name+"_bytes"] = float64(size)
		if cell, ok := s.first(name); ok {
			start[name+"_ms"] = rounded(cell.start())
		}
	}
	found["start"] = start
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "\t")
	return encoder.Encode(found)
}

func (s Summary) milliseconds(r Row) map[string]float64 {
	values := map[string]float64{"of_ceiling": rounded(s.ofCeiling(r))}
	for name, ratio := range map[string]float64{
		"ratio": r.ratio(ours), "ratio2": r.ratio2(oursTwo), "ratio_fast": r.ratio(fast), "ratio2_fast": r.ratio2(fastTwo),
	} {
		if !math.IsNaN(ratio) {
			values[name] = rounded(ratio)
		}
	}
	for _, c := range r.Cells {
		values[c.Contestant.Name+"_ms"] = rounded(c.median())
		values[c.Contestant.Name+"_spread"] = rounded(c.spread())
	}
	return values
}

func (s Summary) rates(r Row) map[string]float64 {
	values := map[string]float64{"ceiling_strict": rounded(s.ceiling(ours)), "ceiling_fast": rounded(s.ceiling(fast))}
	for _, c := range r.Cells {
		name := c.Contestant.Name
		if name == ours {
			name = "strict"
		}
		values[name] = rounded(r.rate(c))
	}
	return values
}

// rounded keeps four significant digits.
func rounded(x float64) float64 {
	if x == 0 {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(x)))-3)
	if unit < 1 {
		return math.Round(x*math.Round(1/unit)) / math.Round(1/unit)
	}
	return math.Round(x/unit) * unit
}
