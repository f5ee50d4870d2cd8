package bench

import (
	"cmp"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"pushforward/core/method"
)

// growthRounds is how often each size is timed; the least counts.
const growthRounds = 2

// grower is this project's contestant at sizes that peers are not asked for.
func grower() Contestant { return Contestant{Name: "growth", Library: project, Script: "growth.js"} }

// BenchmarkGrowth prints how time grows with each size, and writes growth.json and growth.svg in the project's top folder. Its own time
// means nothing.
func BenchmarkGrowth(b *testing.B) {
	c := newCourse(b, []Contestant{grower()})
	for b.Loop() {
		g := c.grow(Sweeps(), shippedWorkloads(), growthRounds)
		c.print(g.WriteTable)
		c.write("growth.json", g.WriteJSON)
		c.write("growth.svg", g.WriteChart)
	}
}

// shippedWorkloads are the programs of default size.
func shippedWorkloads() []Workload {
	var all []Workload
	for _, e := range method.Registry() {
		all = append(all, Workload{Name: e.ID, Kind: Default, Widths: []int{}})
	}
	return append(all, slices.DeleteFunc(Workloads(), func(w Workload) bool { return w.Kind != Train })...)
}

// grow times the sweeps so many rounds, and the programs of default size once.
func (c *course) grow(sweeps []Sweep, shipped []Workload, rounds int) Growth {
	g := Growth{Sweeps: sweeps}
	for i := range g.Sweeps {
		s := &g.Sweeps[i]
		for _, size := range s.Sizes {
			s.Points = append(s.Points, Point{Workload: s.workload(size), Size: size})
		}
	}
	for _, w := range shipped {
		g.Shipped = append(g.Shipped, Point{Workload: w})
	}
	for range rounds {
		for i := range g.Sweeps {
			c.time(g.Sweeps[i].Points)
		}
	}
	c.time(g.Shipped)
	return g
}

// time adds a report to each point.
func (c *course) time(points []Point) {
	for i := range points {
		p := &points[i]
		p.Reports = append(p.Reports, c.contest(grower(), p.Workload))
	}
}

// Growth runs, of methods that learn and of simulations, and a program's memory is seen to be its plan's.
func TestGrowthRuns(t *testing.T) {
	sweeps := Sweeps()
	for i := range sweeps {
		sweeps[i].Sizes = sweeps[i].Sizes[:1]
	}
	some := slices.DeleteFunc(shippedWorkloads(), func(w Workload) bool { return w.Name != "moments" && w.Name != "langevin" })
	g := newCourse(t, []Contestant{grower()}).grow(sweeps[3:], some, 1)
	for _, p := range append([]Point{g.Sweeps[0].Points[0], g.Sweeps[1].Points[0]}, g.Shipped...) {
		f := p.figures()
		if !(p.ms() > 0 && f.Compile > 0 && f.CompileAgain > 0 && p.Reports[0].Check > 0) {
			t.Errorf("%s: %+v, want times and a loss", p.Workload.Name, p.Reports)
		}
		if f.Planned <= f.Variables || f.Memory < f.Planned || f.Memory >= f.Planned+page {
			t.Errorf("%s: %d bytes of memory for a plan of %d with variables of %d", p.Workload.Name, f.Memory, f.Planned, f.Variables)
		}
	}
}

// sweep is a sweep of products of n rows of one number by one, 2n operations, that took so many milliseconds by n.
func sweep(times map[int]float64) Sweep {
	s := Sweep{Name: "rows", Of: func(n int) Workload { return Workload{Kind: Product, Rows: n, Widths: []int{1, 1}} }}
	for n, ms := range times {
		figures := Figures{Compile: 9, CompileAgain: 3, Planned: 100, Variables: 60, Memory: page}
		s.Points = append(s.Points, Point{Workload: s.workload(n), Size: n, Reports: []Report{{Milliseconds: ms, Figures: figures}, {Milliseconds: 2 * ms, Figures: figures}}})
	}
	slices.SortFunc(s.Points, func(a, b Point) int { return cmp.Compare(a.Size, b.Size) })
	return s
}

func TestLine(t *testing.T) {
	throughZero := (2 + 1.6 + 8/5.5) / (2*2 + 1.6*1.6 + 8/5.5*8/5.5) // Σv/Σv² of v = operations/ms
	for _, test := range []struct {
		times map[int]float64
		want  Line
	}{
		{map[int]float64{1: 5, 2: 7, 10: 23}, Line{3, 1}},             // 3 + 2n, for 2n operations
		{map[int]float64{1: 0.5, 4: 2, 9: 4.5}, Line{0, 0.25}},        // n/2
		{map[int]float64{1: 1, 2: 2.5, 4: 5.5}, Line{0, throughZero}}, // 1.5n − 0.5, whose fixed part would be negative
	} {
		got := sweep(test.times).Line()
		if math.Abs(got.Fixed-test.want.Fixed) > 1e-9 || math.Abs(got.Slope-test.want.Slope) > 1e-9 {
			t.Errorf("%v: line %+v, want %+v", test.times, got, test.want)
		}
	}
}

func TestMissesAreNamed(t *testing.T) {
	s := sweep(map[int]float64{1: 1, 2: 2, 4: 4, 8: 8, 16: 32})
	if got := s.misses(s.Points[4]); !slices.Equal(got, []string{"not linear"}) {
		t.Errorf("twice the time of the others: %q", got)
	}
	if got := s.ofBest(s.Points[4]); math.Abs(got-2) > 1e-9 {
		t.Errorf("%v of the best, want 2", got)
	}
	even := sweep(map[int]float64{1: 1, 2: 2.1, 4: 3.9})
	for _, p := range even.Points {
		if got := even.misses(p); got != nil {
			t.Errorf("size %d: %q, want none", p.Size, got)
		}
	}
	figures := Figures{Compile: 90, CompileAgain: 31, Planned: page + 1, Memory: page}
	if got := figures.misses(); !slices.Equal(got, []string{"slow to compile", "memory: want 131072"}) {
		t.Errorf("%q", got)
	}
	cold := Figures{Compile: 31, CompileAgain: 3, Planned: page, Memory: page}
	if got := cold.misses(); !slices.Equal(got, []string{"slow to compile at first"}) {
		t.Errorf("%q", got)
	}
}

func TestGrowthForPeopleAndPrograms(t *testing.T) {
	g := Growth{Sweeps: []Sweep{sweep(map[int]float64{1: 5, 2: 7, 10: 23})}}
	g.Shipped = []Point{{Workload: Workload{Name: "fm"}, Reports: []Report{{Milliseconds: 0.5, Figures: Figures{CompileAgain: 40, Planned: 7, Memory: page}}}}}
	var table, file strings.Builder
	if err := errors.Join(g.WriteTable(&table), g.WriteJSON(&file)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"rows 10 2e-05 23 0.0 1.00 1.00 9.0 3.0 0.06 0.00 0.00", "rows line 3 fixed", "fm 0.5 0.0 40.0 0.06 0.00 0.00 slow to compile"} {
		if got := strings.Join(strings.Fields(table.String()), " "); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, table.String())
		}
	}
	var got struct {
		Sweeps map[string]struct {
			Fixed  float64 `json:"fixed_ms"`
			Points []struct {
				Size   int     `json:"size"`
				Ms     float64 `json:"ms"`
				OfLine float64 `json:"of_line"`
			} `json:"points"`
		} `json:"sweeps"`
		Shipped map[string]struct {
			Misses []string `json:"misses"`
		} `json:"shipped"`
	}
	if err := json.Unmarshal([]byte(file.String()), &got); err != nil {
		t.Fatal(err)
	}
	rows := got.Sweeps["rows"]
	if rows.Fixed != 3 || len(rows.Points) != 3 || rows.Points[1].Size != 2 || rows.Points[1].Ms != 7 || rows.Points[1].OfLine != 1 {
		t.Errorf("%+v", rows)
	}
	if misses := got.Shipped["fm"].Misses; !slices.Equal(misses, []string{"slow to compile"}) {
		t.Errorf("misses of fm: %q", misses)
	}
}

// The chart is well-formed XML with a circle for each point, hollow for the one that is off the line, and all within the picture.
func TestChart(t *testing.T) {
	var text strings.Builder
	g := Growth{Sweeps: []Sweep{sweep(map[int]float64{1: 1, 2: 2, 4: 4, 8: 8, 16: 32})}}
	if err := g.WriteChart(&text); err != nil {
		t.Fatal(err)
	}
	circles := 0
	for decoder := xml.NewDecoder(strings.NewReader(text.String())); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "circle" {
			circles++
		}
	}
	if hollow := strings.Count(text.String(), `r="4" fill="white"`); circles != 5 || hollow != 1 {
		t.Errorf("%d points, %d of them hollow: want 5 and 1", circles, hollow)
	}
	if strings.Contains(text.String(), "NaN") || strings.Contains(text.String(), "Inf") {
		t.Error("a coordinate is not finite")
	}
}
