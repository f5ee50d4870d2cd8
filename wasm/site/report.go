package main

import (
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"text/tabwriter"
)

// A budget limits what a part of the site weighs on the wire.
type budget struct {
	part  string
	of    []string // names before hashing
	bytes int      // after Brotli, all files together
}

// budgets are the limits of a release: 2.9 MB for both programs together, of which the training program has taken what the stage left.
func budgets() []budget {
	return []budget{
		{"training program", []string{"worker.wasm"}, 1_100_000},
		{"stage program", []string{"stage.wasm"}, 1_800_000},
		{"page script and style", []string{"page.js", "page.css"}, 120_000},
		{"frame script and style", []string{"frame.js", "embed.css"}, 60_000},
		{"element", []string{"embed.js"}, 10_000},
	}
}

// wireSize is how many bytes of a file a current browser loads.
func (f file) wireSize() int {
	if f.brotli != nil {
		return len(f.brotli)
	}
	return len(f.content)
}

// checkBudgets holds the files to the budgets; the error names each that is broken.
func checkBudgets(files []file, budgets []budget) error {
	var errs []error
	for _, b := range budgets {
		total := 0
		for _, f := range files {
			if slices.Contains(b.of, f.of) {
				total += f.wireSize()
			}
		}
		if total > b.bytes {
			errs = append(errs, fmt.Errorf("%s: %d bytes after Brotli, want at most %d", b.part, total, b.bytes))
		}
	}
	return errors.Join(errs...)
}

// writeReport prints what each file weighs, source maps apart, in kB of 1000 bytes.
func writeReport(w io.Writer, files []file) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "raw kB\tgzip\tbrotli\t  file")
	kB := func(content []byte) string {
		if content == nil {
			return "–"
		}
		return fmt.Sprintf("%.1f", float64(len(content))/1000)
	}
	for _, f := range files {
		if path.Ext(f.name) != ".map" {
			fmt.Fprintf(table, "%s\t%s\t%s\t  %s\n", kB(f.content), kB(f.gzip), kB(f.brotli), f.name)
		}
	}
	return table.Flush()
}
