package assets_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// TestPageModules bundles each *.test.ts and runs it under Node, which must be installed. A file that runs no test fails.
func TestPageModules(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatalf("%v: install Node.js 20 or later to test the page's modules", err)
	}
	files, err := filepath.Glob("*.test.ts")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no *.test.ts found: want the page's tests beside its modules")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(file, ".test.ts"), func(t *testing.T) {
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
