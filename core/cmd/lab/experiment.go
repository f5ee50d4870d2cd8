package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"text/tabwriter"

	"pushforward/assets"
	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/lab/experiment"
)

// experiments runs an experiment by its name, and prints a table and then, on the last line, the same as JSON.
func experiments(flags *flag.FlagSet) action {
	var seed uint64
	budget := lab.Budget{Seconds: 10}
	listed := flags.Bool("list", false, "list the experiments")
	seedFlag(flags, &seed)
	secondsFlag(flags, &budget.Seconds, lab.MaxSeconds, "`time` to train each run for, about (default 10)")
	return func(ctx context.Context, words []string, t terminal) error {
		if *listed {
			return listExperiments(words, t)
		}
		if len(words) != 1 {
			return misusef("%d names %q: want one experiment, or -list", len(words), words)
		}
		e, err := experiment.Find(words[0])
		if err != nil {
			return misuse{err}
		}
		runner := experiment.Runner{
			Engine: engine.WebAssembly{}, Open: assets.Open, Clock: t.clock,
			Progress: func(arm string, p lab.Progress) { t.progress(arm + ": ")(p) },
		}
		report, err := runner.Run(ctx, e, seed, budget)
		if err != nil {
			return err
		}
		if err := report.Print(t.out); err != nil {
			return err
		}
		return json.NewEncoder(t.out).Encode(report)
	}
}

func listExperiments(words []string, t terminal) error {
	if err := noWords(words); err != nil {
		return err
	}
	table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	for _, e := range experiment.Registry() {
		fmt.Fprintf(table, "%s\t%s\t%s\n", e.ID, e.Name, e.Question)
	}
	return table.Flush()
}
