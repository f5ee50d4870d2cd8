// Package wasmexec finds the script that runs Go programs in a browser.
package wasmexec

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Script is the text of wasm_exec.js, which defines the global class Go. It belongs to one release of Go, and so is taken from
// the one that compiles the programs.
func Script() (string, error) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOROOT: %w", err)
	}
	script, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js"))
	return string(script), err
}
