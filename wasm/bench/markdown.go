package bench

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// WriteMarkdown prints the table of the README: a column for each library, with its median on one thread and, where that is less,
// its median on two; and the ratios of [Summary.WriteTable].
func (s Summary) WriteMarkdown(w io.Writer, contestants []Contestant) error {
	var libraries []string
	for _, c := range contestants {
		if !slices.Contains(libraries, c.Library) {
			libraries = append(libraries, c.Library)
		}
	}
	heads := slices.Concat([]string{""}, libraries, []string{"best peer, one thread", "best peer of all", "of the ceiling"})
	lines := [][]string{heads, slices.Repeat([]string{"---"}, len(heads))}
	for _, r := range s.Rows {
		if r.Workload.Kind == Registers {
			continue
		}
		line := []string{r.Workload.Title()}
		for _, library := range libraries {
			line = append(line, r.entry(library))
		}
		line = append(line, r.ratios(ours, fast, Row.ratio), r.ratios(oursTwo, fastTwo, Row.ratio2), fmt.Sprintf("%.0f%%", 100*s.ofCeiling(r)))
		lines = append(lines, line)
	}
	lines = append(lines, s.starts(libraries, contestants))
	for _, line := range lines {
		if _, err := fmt.Fprintf(w, "| %s |\n", strings.Join(line, " | ")); err != nil {
			return err
		}
	}
	return nil
}

// Title is the workload for people.
func (w Workload) Title() string {
	switch w.Kind {
	case Train:
		return fmt.Sprintf("training step, %s, batch %d", w.network(), w.Rows)
	case Sample:
		return fmt.Sprintf("%d particles × %d Euler steps, %s", w.Rows, w.Steps, w.network())
	case Product:
		return fmt.Sprintf("product %d×%d×%d", w.Rows, w.Widths[0], w.Widths[1])
	default:
		return w.Name
	}
}

// network is the shape of the hidden layers, which are equally wide: width×layers.
func (w Workload) network() string { return fmt.Sprintf("%d×%d", w.Widths[1], len(w.Widths)-2) }

// entry is a library's medians in a row: on one thread, "fast" where products are relaxed, and "2" on two threads, if less.
func (r Row) entry(library string) string {
	var plain, other []string
	alone := map[bool]float64{} // on one thread, by whether products are relaxed
	for _, c := range r.Cells {
		of, ms := c.Contestant, c.median()
		if of.Library != library {
			continue
		}
		one, timed := alone[of.Relaxed]
		switch {
		case !of.Two && !of.Relaxed:
			plain = append(plain, duration(ms))
		case !of.Two:
			other = append(other, "fast: "+duration(ms))
		case timed && ms >= one:
		case of.Relaxed:
			other = append(other, "2 fast: "+duration(ms))
		default:
			other = append(other, "2: "+duration(ms))
		}
		if !of.Two {
			alone[of.Relaxed] = ms
		}
	}
	switch {
	case len(plain)+len(other) == 0:
		return "–"
	case len(other) == 0:
		return plain[0]
	default:
		return strings.TrimSpace(strings.Join(plain, "") + " (" + strings.Join(other, ", ") + ")")
	}
}

// starts is the line of how long each library on one thread takes from the navigation to the end of its first training step.
func (s Summary) starts(libraries []string, contestants []Contestant) []string {
	line := []string{"navigation to first step"}
	for _, library := range libraries {
		text := "–"
		for _, c := range contestants {
			if cell, ok := s.first(c.Name); ok && c.Library == library && !c.Two && !c.Relaxed {
				text = duration(cell.start())
			}
		}
		line = append(line, text)
	}
	return append(line, "", "", "")
}

// duration is a time of so many milliseconds for people, in three digits.
func duration(ms float64) string {
	if ms >= 1000 {
		return fmt.Sprintf("%.3g s", ms/1000)
	}
	return fmt.Sprintf("%.3g ms", ms)
}
