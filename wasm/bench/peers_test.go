package bench

import (
	"io"
	"slices"
	"testing"
)

// rounds is how often everything is timed.
const rounds = 3

// BenchmarkPeers prints the table and writes bench.json in the project's top folder. Its own time means nothing.
func BenchmarkPeers(b *testing.B) {
	c := newCourse(b, Contestants())
	for b.Loop() {
		summary := c.compete(Workloads(), rounds)
		c.print(func(w io.Writer) error { return summary.WriteTable(w, c.contestants) })
		c.print(func(w io.Writer) error { return summary.WriteMarkdown(w, c.contestants) })
		c.write("bench.json", summary.WriteJSON)
		for _, row := range summary.Rows {
			if err := row.verify(); err != nil {
				b.Error(err)
			}
		}
	}
}

// The course runs: whoever changes the engine, the page or the server hears of it before the next benchmark. Nothing of the peers need be
// installed.
func TestOursCompetes(t *testing.T) {
	own := slices.DeleteFunc(Contestants(), Contestant.peer)
	isFor := func(w Workload) bool { return w.Name == firstName || w.Name == ceilingName }
	summary := newCourse(t, own).compete(slices.DeleteFunc(Workloads(), func(w Workload) bool { return !isFor(w) }), 1)
	for _, row := range summary.Rows {
		if err := row.verify(); err != nil {
			t.Error(err)
		}
		for _, cell := range row.Cells {
			name, report := cell.Contestant.Name, cell.Reports[0]
			if !(report.Milliseconds > 0 && report.Start > report.Milliseconds && report.Check > 0) || summary.Bytes[name] == 0 {
				t.Errorf("%s at %s: %+v, %d bytes: want times, a loss and a size", name, row.Workload.Name, report, summary.Bytes[name])
			}
		}
	}
}
