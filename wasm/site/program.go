package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"pushforward/wasm/site/hashed"
	"pushforward/wasm/site/segment"
)

// A program is a folder of package main below wasm/.
type program struct {
	name  string
	flags []string // of the Go compiler
}

// programs are the WebAssembly programs of the page.
func programs() []program {
	return []program{
		{"worker", smallBut("math", "math/bits", "cmp", "slices",
			"pushforward/core/metric", "pushforward/core/ot", "pushforward/core/random", "pushforward/core/transport")},
		{"stage", nil},
	}
}

// smallBut are the flags that inline no call, except in the packages of inner loops. That takes a tenth off the training program as it is
// loaded: every inlined call adds to the tables that print a panic's lines. Its training steps are compiled by itself, not by Go.
func smallBut(fast ...string) []string {
	flags := []string{"-gcflags=all=-l"}
	for _, pkg := range fast {
		flags = append(flags, "-gcflags="+pkg+"=")
	}
	return flags
}

// compilePrograms builds each program for the browser. The binaries stay in the folder keep, so that Go links again only what changed.
func compilePrograms(root, keep string) ([]file, error) {
	if err := os.MkdirAll(keep, 0o755); err != nil {
		return nil, err
	}
	files := make([]file, 0, len(programs()))
	for _, p := range programs() {
		of := p.name + ".wasm"
		binary := filepath.Join(keep, of)
		if err := p.compile(root, binary); err != nil {
			return nil, err
		}
		linked, err := os.ReadFile(binary)
		if err != nil {
			return nil, err
		}
		content, err := segment.Join(linked, segmentGap)
		if err != nil {
			return nil, fmt.Errorf("program %s: %w", p.name, err)
		}
		files = append(files, file{name: hashed.Name(of, content), of: of, content: content})
	}
	return files, nil
}

// segmentGap is how many zeroes between two data segments are written out: 16 are too few; from 64 to 1000 the size after Brotli hardly changes.
const segmentGap = 64

// compile runs the Go compiler. Without symbols, machine paths and version control's stamp the same source gives the same bytes,
// hence the same hashed name, wherever and whenever it is built.
func (p program) compile(root, binary string) error {
	args := append([]string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", binary}, p.flags...)
	cmd := exec.Command("go", append(args, "./wasm/"+p.name)...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("program ./wasm/%s: %w\n%s", p.name, err, output)
	}
	return nil
}
