package table_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/lab/journal"
	"pushforward/core/lab/table"
)

func runner(out *bytes.Buffer) table.Runner {
	return table.Runner{
		Engine: engine.WebAssembly{}, Clock: func() time.Duration { return 0 }, Workers: 2, Out: out, Budget: lab.Budget{Steps: 3},
	}
}

func read(t *testing.T, text string) ([]table.Row, int64) {
	t.Helper()
	rows, length, err := journal.Read[table.Row](strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return rows, length
}

// A table that broke off in the middle of a line goes on where it stood and comes to the same rows; what a method refuses is a row that says why.
func TestTableGoesOnWhereItStood(t *testing.T) {
	plan := table.Plan{Methods: []string{"mmd", "langevin"}, Targets: []string{"8gaussians", "checkerboard"}, Seeds: 1}
	var whole bytes.Buffer
	if err := runner(&whole).Run(context.Background(), plan.Cells(), nil); err != nil {
		t.Fatal(err)
	}
	rows, _ := read(t, whole.String())
	if len(rows) != 4 {
		t.Fatalf("%d rows, want 4", len(rows))
	}
	for _, r := range rows {
		switch {
		case r.Method == "langevin" && r.Target == "checkerboard":
			if !strings.Contains(r.Refused, "density is not known") {
				t.Errorf("langevin on checkerboard: refused %q, want a reason", r.Refused)
			}
		case r.Refused != "" || r.Failed != "" || !(r.Values["ratio"] > 0.5):
			t.Errorf("%+v: want a ratio", r)
		case (r.Fingerprint == "") != (r.Method == "langevin"):
			t.Errorf("%v has the fingerprint %q: want one of what learns something", r.Cell, r.Fingerprint)
		}
	}

	cut := whole.String()[:whole.Len()/2]
	done, length := read(t, cut)
	if len(done) == 0 || len(done) == 4 || length > int64(len(cut)) {
		t.Fatalf("%d rows and %d bytes of half a table", len(done), length)
	}
	rest := bytes.NewBufferString(cut[:length])
	if err := runner(rest).Run(context.Background(), plan.Cells(), done); err != nil {
		t.Fatal(err)
	}
	again, _ := read(t, rest.String())
	for _, r := range rows {
		same := func(other table.Row) bool {
			return other.Cell == r.Cell && other.Fingerprint == r.Fingerprint && other.Values["w2"] == r.Values["w2"]
		}
		if !slices.ContainsFunc(again, same) {
			t.Errorf("%v: not the same in the table that went on", r.Cell)
		}
	}
}

// A row of a program that has changed since, of another budget, or scored by fewer draws, does not stand, and its cell is run again; the last row of a cell counts.
func TestStaleRowsAreRunAgain(t *testing.T) {
	plan := table.Plan{Methods: []string{"langevin"}, Targets: []string{"8gaussians", "checkerboard"}, Seeds: 1}
	var out bytes.Buffer
	if err := runner(&out).Run(context.Background(), plan.Cells(), nil); err != nil {
		t.Fatal(err)
	}
	fresh, _ := read(t, out.String())
	if current := runner(&out).Current(fresh); len(current) != 2 {
		t.Fatalf("%d of 2 new rows stand", len(current))
	}
	refused := slices.IndexFunc(fresh, func(r table.Row) bool { return r.Refused != "" }) // it takes no time to run again
	if program := fresh[1-refused].Program; len(strings.TrimSuffix(program, " for 3 steps")) != 16 {
		t.Errorf("program %q of a row that was not refused: want a hash and the budget", program)
	}
	whole := runner(&out)
	whole.Budget = lab.Budget{}
	if current := whole.Current(fresh); len(current) != 1 || current[0].Refused == "" {
		t.Errorf("rows %+v stand in a table of whole schedules: want the refused one", current)
	}
	for name, spoil := range map[string]func(*table.Row){
		"program": func(r *table.Row) { r.Program = "0123456789abcdef" },
		"draws":   func(r *table.Row) { r.Draws = 5 },
	} {
		rows := slices.Clone(fresh)
		spoil(&rows[refused])
		again := &bytes.Buffer{}
		if err := runner(again).Run(context.Background(), plan.Cells(), rows); err != nil {
			t.Fatal(err)
		}
		redone, _ := read(t, again.String())
		if len(redone) != 1 || redone[0].Cell != rows[refused].Cell || redone[0].Program != fresh[refused].Program {
			t.Fatalf("%s: rows %+v: want the stale one again", name, redone)
		}
		current := runner(again).Current(append(rows, redone...))
		if len(current) != 2 || slices.ContainsFunc(current, func(r table.Row) bool {
			return r.Program != redone[0].Program && r.Refused != "" || r.Draws != lab.ScoreDraws
		}) {
			t.Errorf("%s: rows %+v stand: want two, with the new one in place of the stale one", name, current)
		}
	}
}

func TestSummaryHasTheWorstSeed(t *testing.T) {
	rows := []table.Row{
		{Cell: table.Cell{Method: "fm", Target: "moons", Seed: 1}, TrainSeconds: 3, Values: map[string]float64{"ratio": 1.25, "recall": 0.5}},
		{Cell: table.Cell{Method: "mmd", Target: "moons"}, Refused: "no"},
		{Cell: table.Cell{Method: "fm", Target: "moons", Seed: 0}, TrainSeconds: 1, Values: map[string]float64{"ratio": 1.75, "recall": 0.75}},
	}
	list := table.Summarize(rows)
	if len(list) != 2 || list[0].Method != "mmd" || list[0].Refused != "no" {
		t.Fatalf("summaries %+v: want mmd first, as in the menu, and refused", list)
	}
	fm := list[1]
	if fm.Seeds != 2 || fm.Worst["ratio"] != 1.75 || fm.Mean["ratio"] != 1.5 || fm.Worst["recall"] != 0.5 {
		t.Errorf("summary %+v: want the worst ratio 1.75, its mean 1.5 and the worst recall 0.5", fm)
	}
	want := "fm,moons,1,0,3,1.25,"
	if text := table.CSV(rows); !strings.Contains(text, want) {
		t.Errorf("CSV\n%s\nwant a line that begins with %s", text, want)
	}
}

func TestPlanNamesWhatIsNotThere(t *testing.T) {
	for _, test := range []struct {
		plan table.Plan
		want string
	}{
		{table.Plan{Methods: []string{"fn"}, Seeds: 1}, `"fn"`},
		{table.Plan{Targets: []string{"sun"}, Seeds: 1}, `"sun"`},
		{table.Plan{Seeds: 0}, "0 seeds"},
	} {
		if err := test.plan.Check(); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("error %v: want one with %s", err, test.want)
		}
	}
}
