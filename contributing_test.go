package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The method that CONTRIBUTING.md shows how to add, added as it says, is as good as those of the registry.
func TestContributingAddsAMethod(t *testing.T) {
	noteFolders(t, "core")
	text, err := os.ReadFile("CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := goBlocks(string(text))
	if len(blocks) != 2 {
		t.Fatalf("CONTRIBUTING.md has %d blocks of Go, want two: a method's file and its entry", len(blocks))
	}
	file, entry := blocks[0], blocks[1]
	if lines := strings.Count(file+entry, "\n"); lines > 150 {
		t.Errorf("a small method takes %d lines, want at most 150", lines)
	}
	const registry, end = "core/method/registry_statistics.go", "\t}\n}\n"
	entries, err := os.ReadFile(registry)
	if err != nil {
		t.Fatal(err)
	}
	before, found := strings.CutSuffix(string(entries), end)
	if !found {
		t.Fatalf("%s ends otherwise than with %q", registry, end)
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(file, "// "), "\n")
	laid := overlay(t, map[string]string{name: file, registry: before + entry + end})
	output, err := exec.Command("go", "test", "-overlay", laid, "-run", "^TestRegistry$/^features$", "-v", "./core/method").CombinedOutput()
	if err != nil || !strings.Contains(string(output), "--- PASS: TestRegistry/features/learning") {
		t.Errorf("the method's conformance tests: %v\n%s", err, output)
	}
}

// goBlocks is the text of each block of Go in a Markdown text.
func goBlocks(markdown string) (blocks []string) {
	for _, rest := range strings.Split(markdown, "\n```go\n")[1:] {
		block, _, _ := strings.Cut(rest, "```")
		blocks = append(blocks, block)
	}
	return blocks
}

// overlay makes a file for the go command's option of this name, by which it sees other contents in place of files that it names.
func overlay(t *testing.T, contents map[string]string) string {
	t.Helper()
	folder, replace := t.TempDir(), map[string]string{}
	for name, text := range contents {
		path, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		replace[path] = filepath.Join(folder, filepath.Base(name))
		if err := os.WriteFile(replace[path], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "overlay.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
