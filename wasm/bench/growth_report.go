package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// WriteTable prints each sweep for people. The claim is that time grows in proportion to the arithmetic: "of line" is a size's time as a multiple
// of its sweep's [Sweep.Line], whose fixed cost is stated; beyond 1.3 times or below 1/1.3 it misses. "of best" is the time per operation as a
// multiple of the sweep's least. Compile times are the first in a worker, and the least after; memory is the module's, of which the plan asks
// for so much. What misses is named in the last column.
func (g Growth) WriteTable(w io.Writer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\tMflop\tms\tGflop/s\tof best\tof line\tcompile ms\tagain\tMiB\tplan\tvariables\tmisses\t")
	for _, s := range g.Sweeps {
		for _, p := range s.Points {
			fmt.Fprintf(table, "%s %d\t%.4g\t%.4g\t%.1f\t%.2f\t%.2f\t", s.Name, p.Size, p.work()/1e6, p.ms(), p.work()/p.ms()/1e6, s.ofBest(p), s.ofLine(p))
			writeFigures(table, p.figures(), s.misses(p))
		}
		line := s.Line()
		fmt.Fprintf(table, "%s line\t\t%.3g fixed\t%.1f\t\t\t\t\t\t\t\t\t\n", s.Name, line.Fixed, 1/line.Slope/1e6)
	}
	for _, p := range g.Shipped {
		fmt.Fprintf(table, "%s\t\t%.4g\t\t\t\t", p.Workload.Name, p.ms())
		writeFigures(table, p.figures(), p.figures().misses())
	}
	return table.Flush()
}

func writeFigures(w io.Writer, f Figures, misses []string) {
	const mebibyte = 1 << 20
	fmt.Fprintf(w, "%.1f\t%.1f\t%.2f\t%.2f\t%.2f\t%s\t\n", f.Compile, f.CompileAgain,
		float64(f.Memory)/mebibyte, float64(f.Planned)/mebibyte, float64(f.Variables)/mebibyte, strings.Join(misses, ", "))
}

// measured is a point in the file.
type measured struct {
	Size    int      `json:"size,omitempty"`
	Ms      float64  `json:"ms"`
	Flop    float64  `json:"flop,omitempty"`
	OfBest  float64  `json:"of_best,omitempty"`
	OfLine  float64  `json:"of_line,omitempty"`
	Compile float64  `json:"compile_ms"`
	Again   float64  `json:"compile_again_ms"`
	Memory  int      `json:"memory_bytes"`
	Planned int      `json:"planned_bytes"`
	Misses  []string `json:"misses"`
}

// WriteJSON writes the sweeps for programs, by name: "fixed_ms" and "gflops" of the line, and "points"; and "shipped", by name of the program.
func (g Growth) WriteJSON(w io.Writer) error {
	type sweep struct {
		Fixed  float64    `json:"fixed_ms"`
		Gflops float64    `json:"gflops"`
		Points []measured `json:"points"`
	}
	found := struct {
		Sweeps  map[string]sweep    `json:"sweeps"`
		Shipped map[string]measured `json:"shipped"`
	}{map[string]sweep{}, map[string]measured{}}
	for _, s := range g.Sweeps {
		line := s.Line()
		entry := sweep{Fixed: rounded(line.Fixed), Gflops: rounded(1 / line.Slope / 1e6)}
		for _, p := range s.Points {
			m := newMeasured(p, s.misses(p))
			m.Size, m.Flop, m.OfBest, m.OfLine = p.Size, p.work(), rounded(s.ofBest(p)), rounded(s.ofLine(p))
			entry.Points = append(entry.Points, m)
		}
		found.Sweeps[s.Name] = entry
	}
	for _, p := range g.Shipped {
		found.Shipped[p.Workload.Name] = newMeasured(p, p.figures().misses())
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "\t")
	return encoder.Encode(found)
}

func newMeasured(p Point, misses []string) measured {
	f := p.figures()
	return measured{
		Ms: rounded(p.ms()), Compile: rounded(f.Compile), Again: rounded(f.CompileAgain),
		Memory: f.Memory, Planned: f.Planned, Misses: append([]string{}, misses...),
	}
}
