package table

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/lab/journal"
	"pushforward/core/target"
)

// A Runner fills a table. All fields but Open, which only real data needs, and Done must be set.
type Runner struct {
	Engine  engine.Engine
	Open    target.Open
	Clock   lab.Clock   // of a thread: a cell begins and ends on one
	Workers int         // cells at once: one for each core
	Out     io.Writer   // the table's journal
	Done    func(r Row) // told of each row; may be nil
	Budget  lab.Budget  // the zero value is each method's own schedule
}

// Run does the cells that are not among the done rows, and those whose rows are stale (see [Runner.Current]). What a method refuses, or fails at, is a row
// too. It ends early with ctx.
func (r Runner) Run(ctx context.Context, cells []Cell, done []Row) error {
	finished, programs := map[Cell]bool{}, map[Cell]string{}
	for _, row := range r.current(done, programs) {
		finished[row.Cell] = true
	}
	var tasks []func(context.Context) Row
	for _, cell := range cells {
		if !finished[cell] {
			program := r.program(cell, programs)
			tasks = append(tasks, func(ctx context.Context) Row { return r.run(ctx, cell, program) })
		}
	}
	return journal.Fill(ctx, r.Workers, r.Out, tasks, r.Done)
}

// Current is the rows that stand: of each cell the last one, unless it is stale, which is of a program that the method no longer has, since its code, its
// defaults or the target changed, or scored by other draws.
func (r Runner) Current(rows []Row) []Row { return r.current(rows, map[Cell]string{}) }

func (r Runner) current(rows []Row, programs map[Cell]string) []Row {
	last := map[Cell]int{}
	for i, row := range rows {
		last[row.Cell] = i
	}
	var stand []Row
	for i, row := range rows {
		if last[row.Cell] == i && row.Program == r.program(row.Cell, programs) && row.Draws == lab.ScoreDraws {
			stand = append(stand, row)
		}
	}
	return stand
}

// program is what [Row.Program] of a cell has to be, "" of one that is refused: of a budget in steps it names them too. Those already known are kept.
func (r Runner) program(cell Cell, known map[Cell]string) string {
	cell.Seed = 0
	program, ok := known[cell]
	if !ok {
		program, _ = lab.Identity(cell.config(), r.Open)
		if program != "" && r.Budget.Steps > 0 {
			program += fmt.Sprintf(" for %d steps", r.Budget.Steps)
		}
		known[cell] = program
	}
	return program
}

func (c Cell) config() lab.Config {
	return lab.Config{Method: c.Method, Source: "gaussian", Target: c.Target, Seed: c.Seed}
}

func (r Runner) run(ctx context.Context, cell Cell, program string) Row {
	row := Row{Cell: cell, Program: program, Draws: lab.ScoreDraws, Values: map[string]float64{}}
	session, err := lab.New(cell.config(), r.Engine, r.Open)
	if err != nil {
		row.Refused = err.Error()
		return row
	}
	defer session.Close()
	if err := r.fill(ctx, session, &row); err != nil {
		row.Failed = err.Error()
	}
	return row
}

func (r Runner) fill(ctx context.Context, session *lab.Session, row *Row) error {
	spent, err := session.Train(ctx, r.Budget, r.Clock, nil)
	row.Steps, row.TrainSeconds = session.Steps(), spent.Round(time.Millisecond).Seconds()
	if err != nil {
		return err
	}
	if row.Fingerprint, err = session.Fingerprint(); err != nil {
		return err
	}
	values, err := session.Evaluate(r.Clock)
	for _, v := range values {
		switch {
		case v.Err != nil:
			err = errors.Join(err, v.Err)
		case !math.IsNaN(v.Value) && !math.IsInf(v.Value, 0):
			row.Values[v.Metric.ID] = v.Value
		}
	}
	return err
}
