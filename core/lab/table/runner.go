package table

import (
	"context"
	"errors"
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

// Run does the cells that are not among the done ones. What a method refuses, or fails at, is a row too. It ends early with ctx.
func (r Runner) Run(ctx context.Context, cells []Cell, done []Row) error {
	finished := map[Cell]bool{}
	for _, row := range done {
		finished[row.Cell] = true
	}
	var tasks []func(context.Context) Row
	for _, cell := range cells {
		if !finished[cell] {
			tasks = append(tasks, func(ctx context.Context) Row { return r.run(ctx, cell) })
		}
	}
	return journal.Fill(ctx, r.Workers, r.Out, tasks, r.Done)
}

func (r Runner) run(ctx context.Context, cell Cell) Row {
	row := Row{Cell: cell, Values: map[string]float64{}}
	session, err := lab.New(lab.Config{Method: cell.Method, Source: "gaussian", Target: cell.Target, Seed: cell.Seed}, r.Engine, r.Open)
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
	if session.Learns() {
		if row.Fingerprint, err = session.Fingerprint(); err != nil {
			return err
		}
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
