package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"time"

	"pushforward/assets"
	"pushforward/core/engine"
	"pushforward/core/lab"
)

// order is what a run was asked for.
type order struct {
	config lab.Config
	budget lab.Budget
	n      int
	path   string
}

// run trains a method, writes samples to a file and the result, as JSON, to the output's last line.
func run(flags *flag.FlagSet) action {
	o := order{n: 2000}
	c := &o.config
	flags.StringVar(&c.Method, "method", "", "`id` of the method")
	flags.StringVar(&c.Source, "source", "gaussian", "`id` of the distribution to start from")
	flags.StringVar(&c.Target, "target", "", "`id` of the distribution to learn")
	flags.StringVar(&c.Solver, "solver", "", "`id` of the integrator or sampler of a velocity field (default the method's own)")
	flags.StringVar(&o.path, "out", "", "NPY `file` to write samples to, float32 [n×d]; none if empty")
	seedFlag(flags, &c.Seed)
	wholeFlag(flags, &o.budget.Steps, "steps", 1, lab.MaxSteps, "`steps` to train (default the method's own)")
	secondsFlag(flags, &o.budget.Seconds, lab.MaxSeconds, "`time` to train for, about, instead of -steps")
	wholeFlag(flags, &c.NFE, "nfe", 1, lab.MaxNFE, "function `evaluations` a sample, with solvers of fixed step (default the method's own)")
	wholeFlag(flags, &o.n, "n", 1, maxPoints, "`samples` to draw (default 2000)")
	settingsFlag(flags, &c.Parameters, "set", "`name=value` of a parameter of the method; may be repeated")
	settingsFlag(flags, &c.SourceParameters, "source-set", "`name=value` of a parameter of the source; may be repeated")
	settingsFlag(flags, &c.TargetParameters, "target-set", "`name=value` of a parameter of the target; may be repeated")
	return func(ctx context.Context, words []string, t terminal) error {
		if err := noWords(words); err != nil {
			return err
		}
		if o.budget.Steps > 0 && o.budget.Seconds > 0 {
			return misusef("-steps %d and -seconds %v: want one of them", o.budget.Steps, o.budget.Seconds)
		}
		return o.execute(ctx, t)
	}
}

func (o order) execute(ctx context.Context, t terminal) error {
	session, err := lab.New(o.config, engine.WebAssembly{}, assets.Open)
	if err != nil {
		return misuse{err}
	}
	defer session.Close()
	var out *output
	if o.path != "" {
		if out, err = createOutput(o.path); err != nil {
			return err
		}
		defer out.discard()
	}
	spent, err := session.Train(ctx, o.budget, t.clock, t.progress(""))
	if err != nil {
		return err
	}
	samples, result, err := session.Measure(o.n, t.clock)
	if err != nil {
		return err
	}
	result.TrainSeconds = spent.Round(time.Microsecond).Seconds()
	if err := ctx.Err(); err != nil {
		return err
	}
	if out != nil {
		if err := out.write(samples, session.Problem.Dim()); err != nil {
			return err
		}
	}
	return json.NewEncoder(t.out).Encode(result)
}

// progress writes a line about a training each time it is told of one.
func (t terminal) progress(what string) func(lab.Progress) {
	return func(p lab.Progress) {
		fmt.Fprintf(t.log, "%sstep %d of %d, loss %.4g, %.0f s\n", what, p.Step, p.Steps, p.Loss, p.Spent.Seconds())
	}
}
