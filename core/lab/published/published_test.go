package published_test

import (
	"bytes"
	"context"
	"math"
	"strings"
	"testing"
	"time"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/lab/journal"
	"pushforward/core/lab/published"
)

func TestEveryTaskCanBeRun(t *testing.T) {
	for _, task := range published.Tasks() {
		session, err := lab.New(task.Config, engine.WebAssembly{}, nil)
		if err != nil {
			t.Errorf("%s, %s on %s: %v", task.Table, task.Label, task.Config.Target, err)
			continue
		}
		session.Close()
		if len(task.Published) == 0 {
			t.Errorf("%s, %s on %s: no published number to stand beside", task.Table, task.Label, task.Config.Target)
		}
	}
}

// Modes are counted on 2500 samples, and a run that went on has each row once.
func TestModesAreMeasured(t *testing.T) {
	var tasks []published.Task
	for _, task := range published.Tasks() {
		if strings.Contains(task.Table, "PacGAN") || task.Config.Method == "fm" && task.Config.Target == "ring8" {
			task.Steps = 3
			tasks = append(tasks, task)
		}
	}
	var out bytes.Buffer
	runner := published.Runner{Engine: engine.WebAssembly{}, Clock: func() time.Duration { return 0 }, Workers: 1, Out: &out}
	var rows []published.Row
	for range 2 {
		if err := runner.Run(context.Background(), tasks, 1, rows); err != nil {
			t.Fatal(err)
		}
		var err error
		if rows, _, err = journal.Read[published.Row](strings.NewReader(out.String())); err != nil {
			t.Fatal(err)
		}
	}
	if len(rows) != len(tasks) || len(rows) == 0 {
		t.Fatalf("%d rows of %d tasks", len(rows), len(tasks))
	}
	rows[0].Program = "0123456789abcdef"
	if current := published.Current(tasks, rows); len(current) != len(rows)-1 {
		t.Errorf("%d of %d rows stand, want all but the one of another program", len(current), len(rows))
	}
	for _, r := range rows {
		if modes, hq := r.Values["modes"], r.Values["hq"]; r.Failed != "" || modes < 0 || modes > 8 || hq < 0 || hq > 0.2 {
			t.Errorf("%+v: want an untrained map to hit few of eight small modes", r)
		}
	}
}

func TestReportHasMeanAndSpread(t *testing.T) {
	task := published.Tasks()[0]
	row := func(seed uint64, w2 float64) published.Row {
		return published.Row{
			Table: task.Table, Label: task.Label, Method: task.Config.Method, Target: task.Config.Target, Seed: seed, TrainSeconds: 2 * float64(seed),
			Values: map[string]float64{"w2": w2},
		}
	}
	lines := published.Report(published.Tasks(), []published.Row{row(1, 3), row(0, 1)})
	if len(lines) != 1 {
		t.Fatalf("%d lines, want one", len(lines))
	}
	if got := lines[0]; got.Seeds != 2 || got.Train != 1 || got.Ours["w2"].Mean != 2 || math.Abs(got.Ours["w2"].Std-math.Sqrt2) > 1e-12 {
		t.Errorf("line %+v: want the mean 2 and the standard deviation √2 of 1 and 3", got)
	}
}
