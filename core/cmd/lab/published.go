package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"pushforward/core/engine"
	"pushforward/core/lab/published"
)

// repeatPublished repeats the protocols of published tables, and writes published.jsonl, which it goes on from where programs are still the same, and published.json to a folder.
func repeatPublished(flags *flag.FlagSet) action {
	seeds, workers := 5, runtime.NumCPU()
	folder := flags.String("out", "", "`folder` for published.jsonl and published.json")
	wholeFlag(flags, &seeds, "seeds", 1, 1000, "`count` of seeds, from 0 (default 5)")
	wholeFlag(flags, &workers, "workers", 1, 1024, "`count` of runs at once (default the number of cores)")
	return func(ctx context.Context, words []string, t terminal) error {
		if err := noWords(words); err != nil {
			return err
		}
		if *folder == "" {
			return misusef("-out is missing: want a folder")
		}
		if err := os.MkdirAll(*folder, 0o755); err != nil {
			return err
		}
		file, done, err := openJournal[published.Row](filepath.Join(*folder, "published.jsonl"))
		if err != nil {
			return err
		}
		defer file.Close()
		runner := published.Runner{
			Engine: engine.WebAssembly{}, Clock: t.coreClock, Workers: workers, Out: file,
			Done: func(r published.Row) {
				fmt.Fprintf(t.log, "%s, %s by %s on %s, seed %d: %sin %.0f s %s\n", r.Table, r.Label, r.Method, r.Target, r.Seed, spelled(r.Values), r.TrainSeconds, r.Failed)
			},
		}
		if err := runner.Run(ctx, published.Tasks(), seeds, done); err != nil {
			return err
		}
		rows, err := reread[published.Row](file)
		if err != nil {
			return err
		}
		return writeJSON(filepath.Join(*folder, "published.json"), published.Report(published.Tasks(), published.Current(published.Tasks(), rows)))
	}
}

// spelled is named values in the order of their names, with four digits.
func spelled(values map[string]float64) string {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(values)) {
		fmt.Fprintf(&text, "%s %.4g ", name, values[name])
	}
	return text.String()
}
