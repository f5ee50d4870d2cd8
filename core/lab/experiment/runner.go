package experiment

import (
	"context"
	"fmt"
	"reflect"
	"time"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/target"
)

// A Runner runs experiments. All fields but Open, which only real data needs, and Progress must be set.
type Runner struct {
	Engine   engine.Engine
	Open     target.Open
	Clock    lab.Clock
	Progress func(arm string, p lab.Progress) // told every second of training
}

// samples is how many a run draws to time the drawing: a multiple of what a program takes at once, so that none of its work is lost.
const samples = 8192

// Run runs every arm with the same seed and budget. Errors name the arm.
func (r Runner) Run(ctx context.Context, e Experiment, seed uint64, budget lab.Budget) (Report, error) {
	report := Report{Experiment: e.ID, Question: e.Question, Seed: seed}
	var last trained
	defer func() { last.close() }()
	for _, arm := range e.Arms {
		arm.Config.Seed = seed
		row, err := r.runArm(ctx, arm, e.Judge, budget, &last)
		if err != nil {
			return report, fmt.Errorf("experiment %s, arm %q: %w", e.ID, arm.Label, err)
		}
		report.Rows = append(report.Rows, row)
	}
	return report, nil
}

func (r Runner) runArm(ctx context.Context, arm Arm, judge Judge, budget lab.Budget, last *trained) (Row, error) {
	row := Row{Arm: arm.Label}
	err := r.train(ctx, arm, budget, last)
	if err != nil {
		return row, err
	}
	if _, row.Result, err = last.run.Measure(samples, r.Clock); err != nil {
		return row, err
	}
	row.TrainSeconds = last.spent.Round(time.Microsecond).Seconds()
	if judge != nil {
		row.Quantities, err = judge(last.run)
	}
	return row, err
}

// trained is the run of the last arm, which the next one takes over if it wants the same training.
type trained struct {
	run    *lab.Session
	config lab.Config // without what only sampling asks for
	spent  time.Duration
}

func (t *trained) close() {
	if t.run != nil {
		t.run.Close() // nothing has been written that could be lost
	}
}

// train makes last the trained run of an arm.
func (r Runner) train(ctx context.Context, arm Arm, budget lab.Budget, last *trained) (err error) {
	config := arm.Config
	config.Solver, config.NFE = "", 0
	if last.run != nil && reflect.DeepEqual(config, last.config) {
		return last.run.Resample(arm.Config.Solver, arm.Config.SolverParameters, arm.Config.NFE)
	}
	last.close()
	*last = trained{config: config}
	if last.run, err = lab.New(arm.Config, r.Engine, r.Open); err != nil {
		return err
	}
	last.spent, err = last.run.Train(ctx, budget, r.Clock, func(p lab.Progress) {
		if r.Progress != nil {
			r.Progress(arm.Label, p)
		}
	})
	return err
}
