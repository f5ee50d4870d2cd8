package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// rounds is how often everything is timed.
const rounds = 3

// BenchmarkPeers prints the table and writes bench.json in the project's top folder. Its own time means nothing.
func BenchmarkPeers(b *testing.B) {
	c := newCourse(b)
	for b.Loop() {
		summary := c.compete(Contestants(), Workloads(), rounds)
		if err := summary.WriteTable(os.Stdout, Contestants()); err != nil {
			b.Fatal(err)
		}
		var content bytes.Buffer
		if err := summary.WriteJSON(&content); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(browser.Root(b), "bench.json"), content.Bytes(), 0o644); err != nil {
			b.Fatal(err)
		}
		for _, row := range summary.Rows {
			if err := row.verify(); err != nil {
				b.Error(err)
			}
		}
	}
}

// The course runs: whoever changes the engine, the page or the server hears of it before the next benchmark.
func TestOursCompetes(t *testing.T) {
	summary := newCourse(t).compete(Contestants()[:1], Workloads()[:1], 1)
	report := summary.Rows[0].Cells[0].Reports[0]
	if !(report.Milliseconds > 0 && report.Start > report.Milliseconds && report.Check > 0) || summary.Bytes[ours] == 0 {
		t.Errorf("%+v, %d bytes: want times, a loss and a size", report, summary.Bytes[ours])
	}
}

// A course is a browser on the benchmark's page, and the server of it.
type course struct {
	testing.TB
	dir     string
	handler *handler
	url     string // without a slash at its end
	page    *browser.Page
}

func newCourse(t testing.TB) *course {
	t.Helper()
	dir := t.TempDir()
	if err := makeFolder(browser.Root(t), dir); err != nil {
		t.Fatal(err)
	}
	h := newHandler(dir)
	listener := httptest.NewServer(h)
	t.Cleanup(listener.Close)
	return &course{TB: t, dir: dir, handler: h, url: listener.URL, page: browser.Open(t, listener.URL+"/", browser.View{})}
}

// compete times the contestants in turn at each workload that they do, so many rounds.
func (c *course) compete(contestants []Contestant, workloads []Workload, rounds int) Summary {
	summary := Summary{Bytes: map[string]int{}}
	for _, w := range workloads {
		row := Row{Workload: w}
		for _, contestant := range contestants {
			if slices.Contains(contestant.Does, w.Kind) {
				row.Cells = append(row.Cells, Cell{Contestant: contestant})
			}
		}
		summary.Rows = append(summary.Rows, row)
	}
	for range rounds {
		for _, where := range []string{"/", isolated} {
			c.page.Do(time.Minute, chromedp.Navigate(c.url+where))
			c.round(&summary, where == isolated)
		}
	}
	return summary
}

// round times each contestant of one of the two pages once.
func (c *course) round(summary *Summary, isolated bool) {
	for i := range summary.Rows {
		row := &summary.Rows[i]
		for k := range row.Cells {
			cell := &row.Cells[k]
			if cell.Contestant.Isolated != isolated {
				continue
			}
			c.handler.fetched()
			cell.Reports = append(cell.Reports, c.contest(cell.Contestant, row.Workload))
			if name := cell.Contestant.Name; summary.Bytes[name] == 0 {
				summary.Bytes[name] = c.weigh()
			}
		}
	}
}

// contest is one contestant at one workload.
func (c *course) contest(contestant Contestant, w Workload) Report {
	text, err := json.Marshal(w)
	if err != nil {
		c.Fatal(err)
	}
	browser.Eval[any](c.page, fmt.Sprintf("begin(%q, %s)", contestant.Script, text))
	for deadline := time.Now().Add(5 * time.Minute); ; {
		report := browser.Eval[*Report](c.page, "finished(20000)")
		if report != nil {
			return *report
		}
		if time.Now().After(deadline) {
			c.Fatalf("%s did not finish %s", contestant.Name, w.Name)
		}
	}
}

// weigh is what the page fetched since it was last asked, in bytes after Brotli.
func (c *course) weigh() int {
	size, err := wireBytes(c.dir, c.handler.fetched())
	if err != nil {
		c.Fatal(err)
	}
	return size
}
