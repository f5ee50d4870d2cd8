// Command site builds the static site: it compiles the WebAssembly programs, bundles scripts and styles, names every file after
// its content, and writes precompressed variants beside it. The result works from any sub-path of any static host.
//
//	go run ./wasm/site [-out dist] [-single] [-release]
//
// Run it in the project's top folder, after npm ci.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	var o options
	flag.StringVar(&o.root, "root", ".", "the project's top folder")
	flag.StringVar(&o.out, "out", "dist", "folder to write: empty, absent, or an earlier build's")
	flag.StringVar(&o.cache, "cache", filepath.FromSlash(".cache/site"), "folder that keeps what is slow to make again")
	flag.BoolVar(&o.single, "single", false, "make the whole site as one file too, "+singleName)
	flag.BoolVar(&o.release, "release", false, "compress as much as can be and enforce the size budgets")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "site:", err)
		os.Exit(1)
	}
}

// run builds the site, prints the report of sizes, and holds a release to its budgets.
func run(o options) error {
	files, err := build(o)
	if err != nil {
		return err
	}
	if err := writeReport(os.Stdout, files); err != nil {
		return err
	}
	if o.release {
		return checkBudgets(files, budgets())
	}
	return nil
}
