package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"pushforward/assets"
	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/lab/table"
	"pushforward/core/method"
)

// tables runs methods on targets, as many at once as there are cores, and writes rows.jsonl, which it goes on from where programs are still the same, rows.csv and table.json to a folder.
func tables(flags *flag.FlagSet) action {
	plan := table.Plan{Seeds: 5}
	var budget lab.Budget
	methods := flags.String("methods", "", "`ids` of methods, with commas between (default all)")
	targets := flags.String("targets", strings.Join(table.Toys(), ","), "`ids` of targets")
	folder := flags.String("out", "", "`folder` for rows.jsonl, rows.csv and table.json")
	workers := runtime.NumCPU()
	wholeFlag(flags, &plan.Seeds, "seeds", 1, 1000, "`count` of seeds, from 0 (default 5)")
	wholeFlag(flags, &workers, "workers", 1, 1024, "`count` of runs at once (default the number of cores)")
	wholeFlag(flags, &budget.Steps, "steps", 1, lab.MaxSteps, "`steps` to train (default the method's own)")
	return func(ctx context.Context, words []string, t terminal) error {
		if err := noWords(words); err != nil {
			return err
		}
		if *folder == "" {
			return misusef("-out is missing: want a folder")
		}
		plan.Methods, plan.Targets = split(*methods), split(*targets)
		if len(plan.Methods) == 0 {
			for _, e := range method.Registry() {
				plan.Methods = append(plan.Methods, e.ID)
			}
		}
		if err := plan.Check(); err != nil {
			return misuse{err}
		}
		return fillTable(ctx, t, plan, budget, *folder, workers)
	}
}

func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

func fillTable(ctx context.Context, t terminal, plan table.Plan, budget lab.Budget, folder string, workers int) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	file, done, err := openJournal[table.Row](filepath.Join(folder, "rows.jsonl"))
	if err != nil {
		return err
	}
	defer file.Close()
	runner := table.Runner{
		Engine: engine.WebAssembly{}, Open: assets.Open, Clock: t.coreClock, Workers: workers, Out: file, Budget: budget,
		Done: func(r table.Row) {
			fmt.Fprintf(t.log, "%s %s seed %d: W₂/floor %.3f, %.1f s %s%s\n", r.Method, r.Target, r.Seed, r.Values["ratio"], r.TrainSeconds, r.Refused, r.Failed)
		},
	}
	if err := runner.Run(ctx, plan.Cells(), done); err != nil {
		return err
	}
	rows, err := reread[table.Row](file)
	if err != nil {
		return err
	}
	current := runner.Current(rows)
	if stale := len(rows) - len(current); stale > 0 {
		fmt.Fprintf(t.log, "%d rows are of programs that have changed since, and left out\n", stale)
	}
	return writeTable(folder, current)
}

// writeTable writes the reports.
func writeTable(folder string, rows []table.Row) error {
	if err := os.WriteFile(filepath.Join(folder, "rows.csv"), []byte(table.CSV(rows)), 0o644); err != nil {
		return err
	}
	return writeJSON(filepath.Join(folder, "table.json"), table.Summarize(rows))
}
