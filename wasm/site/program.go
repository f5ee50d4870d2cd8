package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"pushforward/wasm/site/hashed"
)

// programs are the WebAssembly programs of the page: folders of package main below wasm/.
func programs() []string { return []string{"worker", "stage"} }

// compilePrograms builds each program for the browser. The binaries stay in the folder keep, so that Go links again only what changed.
func compilePrograms(root, keep string) ([]file, error) {
	if err := os.MkdirAll(keep, 0o755); err != nil {
		return nil, err
	}
	files := make([]file, 0, len(programs()))
	for _, name := range programs() {
		binary := filepath.Join(keep, name+".wasm")
		if err := compileProgram(root, "./wasm/"+name, binary); err != nil {
			return nil, err
		}
		content, err := os.ReadFile(binary)
		if err != nil {
			return nil, err
		}
		of := name + ".wasm"
		files = append(files, file{name: hashed.Name(of, content), of: of, content: content})
	}
	return files, nil
}

// compileProgram runs the Go compiler. Without symbols, machine paths and version control's stamp the same source gives the same
// bytes, hence the same hashed name, wherever and whenever it is built.
func compileProgram(root, pkg, binary string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", binary, pkg)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("program %s: %w\n%s", pkg, err, output)
	}
	return nil
}
