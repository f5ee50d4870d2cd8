package published

import (
	"cmp"
	"context"
	"io"
	"math"
	"slices"
	"time"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/lab/journal"
)

// A Row is what one seed of a task came to.
type Row struct {
	Table        string             `json:"table"`
	Label        string             `json:"label"`
	Method       string             `json:"method"`
	Target       string             `json:"target"`
	Seed         uint64             `json:"seed"`
	Program      string             `json:"program,omitempty"` // [lab.Identity] of what was trained
	Steps        int                `json:"steps"`
	TrainSeconds float64            `json:"train_s"`
	Values       map[string]float64 `json:"values,omitempty"`
	Failed       string             `json:"failed,omitempty"`
}

// A Runner repeats tasks. All fields but Done must be set.
type Runner struct {
	Engine  engine.Engine
	Clock   lab.Clock // of a thread: a task begins and ends on one
	Workers int
	Out     io.Writer // the journal of rows
	Done    func(Row) // told of each row; may be nil
}

// Run does those of the tasks, with each seed from 0 on, that no row stands for among the done ones.
func (r Runner) Run(ctx context.Context, tasks []Task, seeds int, done []Row) error {
	var work []func(context.Context) Row
	for seed := range uint64(seeds) {
		for _, t := range tasks {
			if row := t.row(seed); !slices.ContainsFunc(done, row.same) {
				work = append(work, func(ctx context.Context) Row { return r.run(ctx, t, row) })
			}
		}
	}
	return journal.Fill(ctx, r.Workers, r.Out, work, r.Done)
}

// Current is the rows that stand: those of programs that their tasks still have.
func Current(tasks []Task, rows []Row) []Row {
	var stand []Row
	for _, r := range rows {
		if slices.ContainsFunc(tasks, func(t Task) bool { return r.of(t) && r.same(t.row(r.Seed)) }) {
			stand = append(stand, r)
		}
	}
	return stand
}

// row is a seed's before anything is done. A config that is refused has no program.
func (t Task) row(seed uint64) Row {
	program, _ := lab.Identity(t.seeded(seed), nil)
	return Row{Table: t.Table, Label: t.Label, Method: t.Config.Method, Target: t.Config.Target, Seed: seed, Program: program}
}

func (t Task) seeded(seed uint64) lab.Config {
	config := t.Config
	config.Seed = seed
	return config
}

// of tells whether the row is the task's, as far as names say.
func (r Row) of(t Task) bool {
	return r.Table == t.Table && r.Label == t.Label && r.Method == t.Config.Method && r.Target == t.Config.Target
}

// same tells whether both rows are of one task, program and seed.
func (r Row) same(o Row) bool {
	return r.Table == o.Table && r.Label == o.Label && r.Method == o.Method && r.Target == o.Target && r.Seed == o.Seed && r.Program == o.Program
}

func (r Runner) run(ctx context.Context, t Task, row Row) Row {
	session, err := lab.New(t.seeded(row.Seed), r.Engine, nil)
	if err != nil {
		row.Failed = err.Error()
		return row
	}
	defer session.Close()
	spent, err := session.Train(ctx, lab.Budget{Steps: t.Steps}, r.Clock, nil)
	row.Steps, row.TrainSeconds = session.Steps(), spent.Round(time.Millisecond).Seconds()
	if err == nil {
		row.Values, err = t.Measure(session)
	}
	if err != nil {
		row.Failed = err.Error()
	}
	return row
}

// A Line is a task over its seeds, beside what was published.
type Line struct {
	Table     string            `json:"table"`
	Label     string            `json:"label"`
	Method    string            `json:"method"`
	Target    string            `json:"target"`
	Seeds     int               `json:"seeds"`
	Train     float64           `json:"train_s"` // mean
	Ours      map[string]Number `json:"ours"`
	Published map[string]Number `json:"published"`
	Failed    string            `json:"failed,omitempty"`
}

// Report is the lines of the tasks that have rows, in their order. All rows count: ask [Current] for those that do.
func Report(tasks []Task, rows []Row) []Line {
	var lines []Line
	for _, t := range tasks {
		line := Line{Table: t.Table, Label: t.Label, Method: t.Config.Method, Target: t.Config.Target, Ours: map[string]Number{}, Published: t.Published}
		values := map[string][]float64{}
		for _, r := range rows {
			if !r.of(t) {
				continue
			}
			line.Seeds++
			line.Train += r.TrainSeconds
			line.Failed = cmp.Or(line.Failed, r.Failed)
			for name, v := range r.Values {
				values[name] = append(values[name], v)
			}
		}
		if line.Seeds == 0 {
			continue
		}
		line.Train /= float64(line.Seeds)
		for name, list := range values {
			line.Ours[name] = summary(list)
		}
		lines = append(lines, line)
	}
	return lines
}

// summary is the mean and the standard deviation of a sample.
func summary(values []float64) Number {
	slices.Sort(values) // so that the sum does not depend on which seed was done first
	mean, squares := 0.0, 0.0
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		squares += (v - mean) * (v - mean)
	}
	n := Number{Mean: mean}
	if len(values) > 1 {
		n.Std = math.Sqrt(squares / float64(len(values)-1))
	}
	return n
}
