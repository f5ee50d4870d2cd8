package assets_test

import (
	"io/fs"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// TestScripts bundles each *.test.ts and runs it under Node, which must be installed. A file that runs no test fails.
func TestScripts(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatalf("%v: install Node.js 20 or later to test the scripts", err)
	}
	for _, file := range testScripts(t) {
		t.Run(strings.TrimSuffix(filepath.ToSlash(file), ".test.ts"), func(t *testing.T) {
			t.Parallel()
			run := exec.Command(node, "--input-type=module", "-")
			run.Stdin = strings.NewReader(bundle(t, file))
			output, err := run.CombinedOutput()
			if err != nil {
				t.Fatalf("%s: %v\n%s", file, err, output)
			}
			if !strings.HasPrefix(string(output), "ok ") {
				t.Fatalf("%s ran no test: %q", file, output)
			}
		})
	}
}

// testScripts are the scripts' tests, which lie beside what they test.
func testScripts(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(path, ".test.ts") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no *.test.ts found: want the tests of the scripts beside them")
	}
	return files
}

// bundle is a test file and the modules it imports, as one script.
func bundle(t *testing.T, file string) string {
	t.Helper()
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{file},
		Bundle:      true,
		Format:      api.FormatESModule,
		Target:      api.ES2022,
	})
	for _, message := range result.Errors {
		t.Errorf("%s: %s", file, message.Text)
	}
	if len(result.Errors) > 0 || len(result.OutputFiles) != 1 {
		t.Fatalf("%s: %d errors, %d scripts: want one script", file, len(result.Errors), len(result.OutputFiles))
	}
	return string(result.OutputFiles[0].Contents)
}
