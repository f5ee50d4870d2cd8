package bench

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// A course is a browser on the benchmark's page, and the server of it.
type course struct {
	testing.TB
	contestants []Contestant
	dir         string
	handler     *handler
	url         string // without a slash at its end
	page        *browser.Page
}

func newCourse(t testing.TB, contestants []Contestant) *course {
	t.Helper()
	dir := t.TempDir()
	if err := makeFolder(browser.Root(t), dir, contestants); err != nil {
		t.Fatal(err)
	}
	h := newHandler(dir)
	listener := httptest.NewServer(h)
	t.Cleanup(listener.Close)
	return &course{TB: t, contestants: contestants, dir: dir, handler: h, url: listener.URL, page: browser.Open(t, "about:blank", browser.View{})}
}

// compete times the contestants in turn at each workload that they do, so many rounds.
func (c *course) compete(workloads []Workload, rounds int) Summary {
	summary := Summary{Bytes: map[string]int{}}
	for _, w := range workloads {
		row := Row{Workload: w}
		for _, contestant := range c.contestants {
			if slices.Contains(contestant.Does, w.Kind) {
				row.Cells = append(row.Cells, Cell{Contestant: contestant})
			}
		}
		summary.Rows = append(summary.Rows, row)
	}
	for range rounds {
		c.round(&summary)
	}
	return summary
}

// round times each contestant once at each workload.
func (c *course) round(summary *Summary) {
	for _, row := range summary.Rows {
		for k := range row.Cells {
			cell := &row.Cells[k]
			c.handler.fetched()
			cell.Reports = append(cell.Reports, c.contest(cell.Contestant, row.Workload))
			if name := cell.Contestant.Name; summary.Bytes[name] == 0 {
				summary.Bytes[name] = c.weigh()
			}
		}
	}
}

// contest is one contestant at one workload, in a page of their own.
func (c *course) contest(contestant Contestant, w Workload) Report {
	w.Relaxed = contestant.Relaxed
	text, err := json.Marshal(w)
	if err != nil {
		c.Fatal(err)
	}
	where := "/"
	if contestant.Isolated {
		where = isolated
	}
	query := url.Values{"script": {contestant.Script}, "workload": {string(text)}}
	c.page.Do(time.Minute, chromedp.Navigate(c.url+where+"?"+query.Encode()))
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

// print shows people something on standard output.
func (c *course) print(content func(io.Writer) error) {
	if err := content(os.Stdout); err != nil {
		c.Fatal(err)
	}
}

// write makes a file in the project's top folder.
func (c *course) write(name string, content func(io.Writer) error) {
	var b bytes.Buffer
	if err := content(&b); err != nil {
		c.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(browser.Root(c), name), b.Bytes(), 0o644); err != nil {
		c.Fatal(err)
	}
}
