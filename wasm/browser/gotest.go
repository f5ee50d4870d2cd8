package browser

import (
	"embed"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"pushforward/wasm/site/wasmexec"
)

// gotest is the page that runs a test binary.
//
//go:embed gotest
var gotest embed.FS

// GoTest runs the Go tests of a package in the browser, in a worker, and fails t if they fail. The package is named by its
// import path or relative to the test's folder; flags are those of a test binary, such as -test.run=Name. The tests have
// syscall/js, and no files. It returns what they printed.
func GoTest(t testing.TB, limit time.Duration, pkg string, flags ...string) (output string) {
	t.Helper()
	page := Open(t, Serve(t, testSite(t, pkg)), View{})
	arguments, err := json.Marshal(append([]string{"-test.v"}, flags...))
	if err != nil {
		t.Fatal(err)
	}
	Eval[any](page, "start("+string(arguments)+")")
	page.WaitFor("globalThis.result", limit)
	result := Eval[struct {
		Code   int
		Output string
	}](page, "result")
	if result.Code != 0 {
		t.Errorf("tests of %s in the browser: exit code %d\n%s", pkg, result.Code, result.Output)
	}
	return result.Output
}

// testSite is a folder with a package's tests, compiled for the browser, and the page that runs them.
func testSite(t testing.TB, pkg string) string {
	t.Helper()
	dir := t.TempDir()
	page, err := fs.Sub(gotest, "gotest")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, page); err != nil {
		t.Fatal(err)
	}
	compile := exec.Command("go", "test", "-c", "-o", filepath.Join(dir, "tests.wasm"), pkg)
	compile.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if message, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("%s for the browser: %v\n%s", pkg, err, message)
	}
	script, err := wasmexec.Script()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "wasm_exec.js"), []byte(script), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}
