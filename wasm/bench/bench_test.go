package bench

import (
	"encoding/json"
	"maps"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Counted by hand for a network 3 → 4 → 2 on 5 rows: 2·5·(3·4 + 4·2) = 200 forward, as many to the weights, 2·5·4·2 = 80 to the inputs.
func TestOperations(t *testing.T) {
	widths := []int{3, 4, 2}
	for _, test := range []struct {
		workload Workload
		want     int
	}{
		{Workload{Kind: Train, Widths: widths, Rows: 5}, 480},
		{Workload{Kind: Sample, Widths: widths, Rows: 5, Steps: 7}, 1400},
		{Workload{Kind: Product, Widths: []int{3, 4}, Rows: 5}, 120},
	} {
		if got := test.workload.Operations(); got != test.want {
			t.Errorf("%+v: %d operations, want %d", test.workload, got, test.want)
		}
	}
}

func TestMedian(t *testing.T) {
	for _, test := range []struct {
		numbers []float64
		want    float64
	}{{[]float64{4}, 4}, {[]float64{9, 1, 5}, 5}, {[]float64{8, 2, 4, 1}, 3}} {
		if got := median(test.numbers); got != test.want {
			t.Errorf("median of %v is %v, want %v", test.numbers, got, test.want)
		}
	}
}

func TestRounding(t *testing.T) {
	for x, want := range map[float64]float64{0: 0, 1.23456: 1.235, 98765: 98770, 0.000123456: 0.0001235} {
		if got := rounded(x); math.Abs(got-want) > 1e-9*want {
			t.Errorf("%v becomes %v, want %v", x, got, want)
		}
	}
}

// cell is a contestant that took these times.
func cell(contestant Contestant, check float64, times ...float64) Cell {
	c := Cell{Contestant: contestant}
	for _, ms := range times {
		c.Reports = append(c.Reports, Report{Milliseconds: ms, Check: check, Start: 100 + ms})
	}
	return c
}

// example is a run of six contestants, one of them on two threads and two on two workers.
func example() (Summary, []Contestant) {
	contestants := []Contestant{
		{Name: ours, Library: project}, {Name: "peer", Library: "Peer"}, {Name: "peer2", Library: "Peer", Two: true},
		{Name: fast, Library: project, Relaxed: true}, {Name: oursTwo, Library: project, Two: true},
		{Name: fastTwo, Library: project, Relaxed: true, Two: true},
	}
	return Summary{
		Rows: []Row{
			{
				Workload{Name: "W1", Kind: Train, Widths: []int{3, 4, 2}, Rows: 5e6}, // 480e6 operations
				[]Cell{cell(contestants[0], 0.5, 30, 20, 25), cell(contestants[1], 0.5, 50, 75, 100), cell(contestants[2], 0.5, 50, 50, 50), cell(contestants[4], 0.5, 10, 10, 10), cell(contestants[5], 0.5, 8, 8, 8)},
			},
			{
				Workload{Name: "gemm", Kind: Product, Widths: []int{100, 100}, Rows: 1000}, // 20e6 operations
				[]Cell{cell(contestants[0], 2, 1), cell(contestants[1], 2, 2), cell(contestants[3], 2, 0.5)},
			},
			{
				Workload{Name: "ceiling", Kind: Registers}, // 2.88e6 operations
				[]Cell{cell(contestants[0], 1, 0.0576), cell(contestants[3], 1, 0.0288)},
			},
		},
		Bytes: map[string]int{ours: 1200, "peer": 3000, "peer2": 3000, fast: 1200, oursTwo: 1300, fastTwo: 1300},
	}, contestants
}

func TestSummaryForPrograms(t *testing.T) {
	summary, _ := example()
	var content strings.Builder
	if err := summary.WriteJSON(&content); err != nil {
		t.Fatal(err)
	}
	var got map[string]map[string]float64
	if err := json.Unmarshal([]byte(content.String()), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]map[string]float64{
		"W1": {
			"ours_ms": 25, "peer_ms": 75, "peer2_ms": 50, "ours2_ms": 10, "fast2_ms": 8,
			"ours_spread": 0.4, "peer_spread": 0.6667, "peer2_spread": 0, "ours2_spread": 0, "fast2_spread": 0,
			"ratio": 3, "ratio2": 5, "ratio2_fast": 6.25, "of_ceiling": 0.384, // 19.2 of 50 GFLOP/s
		},
		"gemm": {"strict": 20, "fast": 40, "peer": 10, "ceiling_strict": 50, "ceiling_fast": 100},
		"start": {
			"ours_ms": 125, "peer_ms": 175, "peer2_ms": 150, "ours2_ms": 110, "fast2_ms": 108,
			"ours_bytes": 1200, "peer_bytes": 3000, "peer2_bytes": 3000, "fast_bytes": 1200, "ours2_bytes": 1300, "fast2_bytes": 1300,
		},
	}
	if !maps.EqualFunc(got, want, maps.Equal[map[string]float64]) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSummaryForPeople(t *testing.T) {
	summary, contestants := example()
	var text strings.Builder
	if err := summary.WriteTable(&text, contestants); err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(text.String())
	want := strings.Fields(`
		ms ours peer peer2 fast ours2 fast2 ratio ratio2 of ceiling
		W1 25 ± 20% 75 ± 33% 50 ± 0% – 10 ± 0% 8 ± 0% 3.00× 5.00×/6.25× 38%
		gemm 1 ± 0% 2 ± 0% – 0.5 ± 0% – – 2.00×/4.00× – 40%
		first step 125 175 150 – 110 108
		kB brotli 1 3 3 1 1 1
		GFLOP/s: ceiling 50.0, fast 100.0; product ours 20.0 peer 10.0 fast 40.0`)
	if !slices.Equal(fields, want) {
		t.Errorf("got\n%s", text.String())
	}
}

func TestOtherResultsAreReported(t *testing.T) {
	peer := Contestant{Name: "peer"}
	for _, test := range []struct {
		check float64
		ok    bool
	}{{2, true}, {2.001, true}, {2.01, false}, {math.NaN(), false}} {
		row := Row{Workload{Name: "W1"}, []Cell{cell(Contestant{Name: ours, Library: project}, 2, 1), cell(peer, test.check, 1)}}
		if err := row.verify(); (err == nil) != test.ok {
			t.Errorf("check %v against 2: error %v", test.check, err)
		}
	}
}

func TestHandlerIsolatesOneOfTwoPages(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"index.html", "a.js"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("content"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h := newHandler(dir)
	for path, policy := range map[string]string{"/a.js": "", "/isolated/a.js": "require-corp", "/isolated/": "require-corp"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if got := w.Header().Get("Cross-Origin-Embedder-Policy"); w.Code != http.StatusOK || got != policy || w.Body.String() != "content" {
			t.Errorf("%s: status %d, policy %q, content %q; want 200, %q and the file", path, w.Code, got, w.Body, policy)
		}
	}
	if got := h.fetched(); !slices.Equal(got, []string{"a.js", "index.html"}) {
		t.Errorf("fetched %q, want the page and the script", got)
	}
	if got := h.fetched(); len(got) != 0 {
		t.Errorf("fetched %q once more, want nothing", got)
	}
}

func TestWireBytesOfWhatShrinks(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b"} {
		if err := os.WriteFile(filepath.Join(dir, name), make([]byte, 1e6), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	one, err := wireBytes(dir, []string{"a"})
	if err != nil {
		t.Fatal(err)
	}
	both, err := wireBytes(dir, []string{"a", "b"})
	if err != nil || one == 0 || one > 1000 || both != 2*one {
		t.Errorf("a million zeroes take %d bytes, twice %d (error %v): want below 1000, and the double", one, both, err)
	}
	if _, err := wireBytes(dir, []string{"absent"}); err == nil {
		t.Error("an absent file has a size")
	}
}

func TestSummaryInMarkdown(t *testing.T) {
	summary, contestants := example()
	var text strings.Builder
	if err := summary.WriteMarkdown(&text, contestants); err != nil {
		t.Fatal(err)
	}
	want := `|  | Pushforward | Peer | best peer, one thread | best peer of all | of the ceiling |
| --- | --- | --- | --- | --- | --- |
| training step, 4×1, batch 5000000 | 25 ms (2: 10 ms, 2 fast: 8 ms) | 75 ms (2: 50 ms) | 3.00× | 5.00×/6.25× | 38% |
| product 1000×100×100 | 1 ms (fast: 0.5 ms) | 2 ms | 2.00×/4.00× | – | 40% |
| navigation to first step | 125 ms | 175 ms |  |  |  |
`
	if text.String() != want {
		t.Errorf("got\n%s", text.String())
	}
}
