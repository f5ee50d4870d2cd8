package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The directions in which the project's packages may import one another, and what its programs may link.

// module is the project's own import path.
const module = "pushforward"

// A rule says which of the project's packages those in and below a folder may import, beside one another: the ones in and
// below the folders listed.
type rule struct {
	folder string
	may    []string
}

// rules are the project's import directions. The rule of the longest matching folder holds; a package that none covers is refused.
func rules() []rule {
	engine := []string{"core/random", "core/graph", "core/compile"}
	networks := join(engine, "core/engine", "core/param")
	mathematics := join(networks, "core/nn")
	methods := join(mathematics, "core/transport", "core/ot", "core/target", "core/metric", "core/codec")
	laboratory := join(methods, "core/method", "core/onnx")
	return []rule{
		{"core/random", nil},
		{"core/param", nil},
		{"core/codec", nil},
		{"core/graph", []string{"core/random"}},
		{"core/formula", []string{"core/graph"}},
		{"core/compile", []string{"core/random", "core/graph"}},
		{"core/engine", engine},
		{"core/onnx", []string{"core/graph"}},
		{"core/nn", networks},
		{"core/transport", mathematics},
		{"core/ot", mathematics},
		{"core/target", []string{"core/random", "core/param", "core/codec", "core/graph", "core/formula"}}, // knows no method
		{"core/target/targettest", join(engine, "core/engine", "core/param", "core/target")},               // runs the graphs of densities
		{"core/metric", []string{"core/random", "core/param", "core/ot"}},                                  // knows no method
		{"core/method", methods},
		{"core/method/methodtest", join(laboratory, "core/lab")}, // trains what it tests
		{"core/lab", laboratory},
		{"core/cmd/lab", join(laboratory, "core/lab", "assets")},
		{"assets", nil},
		{"wasm/protocol", nil},
		{"wasm/worker", join(laboratory, "core/lab", "wasm/protocol")},
		{"render", []string{"wasm/protocol"}}, // knows no core
		{"wasm/stage", []string{"render", "wasm/protocol"}},
		{"wasm/site", join(laboratory, "core/lab/table", "core/lab/published", "wasm/protocol", "wasm/worker/trainer")}, // typesets their formulas, films a run, shows their scores
		{"wasm/bench", []string{"core/compile/encode/registers", "core/method", "wasm/browser", "wasm/site/wasmexec"}},  // times the registry
		{"wasm/worker/line", nil},
		{"wasm/bench/ours", join(mathematics, "wasm/worker/line")}, // shares work between two workers as the page does
		{"wasm/bench/growth", join(laboratory, "core/lab")},
		{"wasm/browser", []string{"wasm/site/server", "wasm/site/wasmexec"}},
		{"", []string{"wasm/site/server"}}, // serve.go
	}
}

// join is a new slice of base and more.
func join(base []string, more ...string) []string { return slices.Concat(base, more) }

// A pkg is what the go command lists of one package.
type pkg struct {
	ImportPath string
	Imports    []string
	Deps       []string // all that it links
}

// folder is where a package of the project lies, below the top folder; ok is false for packages of others.
func folder(importPath string) (name string, ok bool) {
	if importPath == module {
		return "", true
	}
	return strings.CutPrefix(importPath, module+"/")
}

// within reports whether a folder is top or below it. Everything is below the project's top folder, except for the
// rule of that name, which is for the one package there.
func within(name, top string) bool {
	return name == top || top != "" && strings.HasPrefix(name, top+"/")
}

// list is every package of the project on one platform.
func list(t *testing.T, platform ...string) []pkg {
	t.Helper()
	for _, top := range []string{"assets", "core", "render", "wasm"} {
		noteFolders(t, top)
	}
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,Deps", "./...")
	cmd.Env = append(os.Environ(), platform...)
	cmd.Stderr = os.Stderr
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var packages []pkg
	for decoder := json.NewDecoder(output); ; {
		var p pkg
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("go list %v: %v", platform, err)
	}
	return packages
}

// noteFolders opens every folder of scripts and packages: what the go command reads is no input of this test in the eyes of its cache, which would
// give an old result for changed files.
func noteFolders(t *testing.T, top string) {
	t.Helper()
	err := filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Name() == "node_modules" {
			return filepath.SkipDir
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// eachPlatform runs check on the packages as the native tools see them, and as the browser does.
func eachPlatform(t *testing.T, check func(t *testing.T, packages []pkg)) {
	t.Run("native", func(t *testing.T) { check(t, list(t)) })
	t.Run("browser", func(t *testing.T) { check(t, list(t, "GOOS=js", "GOARCH=wasm")) })
}

func TestImportDirections(t *testing.T) {
	eachPlatform(t, func(t *testing.T, packages []pkg) {
		for _, p := range packages {
			for _, problem := range problems(p, rules()) {
				t.Error(problem)
			}
		}
	})
}

// problems says how a package breaks the rules.
func problems(p pkg, rules []rule) []string {
	name, ok := folder(p.ImportPath)
	if !ok {
		return nil
	}
	governing, ok := govern(name, rules)
	if !ok {
		return []string{"no rule says what " + name + " may import: add one to the table"}
	}
	var found []string
	for _, imported := range p.Imports {
		other, ok := folder(imported)
		if !ok || within(other, governing.folder) {
			continue
		}
		if !slices.ContainsFunc(governing.may, func(top string) bool { return within(other, top) }) {
			found = append(found, name+" imports "+other+": it may import only "+strings.Join(governing.may, ", "))
		}
	}
	return found
}

// govern finds the rule of the longest folder that a package is in or below.
func govern(name string, rules []rule) (governing rule, ok bool) {
	for _, r := range rules {
		if within(name, r.folder) && (!ok || len(r.folder) > len(governing.folder)) {
			governing, ok = r, true
		}
	}
	return governing, ok
}

func TestBreachesAreFound(t *testing.T) {
	table := []rule{{"a", nil}, {"a/b", []string{"c"}}, {"c", []string{"a"}}, {"", nil}}
	for _, test := range []struct {
		from, to string
		want     int
	}{
		{"a", "a/x", 0},   // one's own folder
		{"a", "c", 1},     // not in the rule
		{"a/x", "c", 1},   // governed by a
		{"a/b", "c/d", 0}, // governed by a/b, allowed with what is below
		{"a/b", "a", 1},   // the longer rule holds
		{"c", "a/b", 0},
		{"c", "ab", 1},     // not below a
		{"d", "a", 1},      // no rule
		{"a", "../fmt", 0}, // not of the project
	} {
		p := pkg{ImportPath: module + "/" + test.from, Imports: []string{module + "/" + test.to}}
		if strings.HasPrefix(test.to, "../") {
			p.Imports = []string{strings.TrimPrefix(test.to, "../")}
		}
		if got := problems(p, table); len(got) != test.want {
			t.Errorf("%s imports %s: %q, want %d problems", test.from, test.to, got, test.want)
		}
	}
}

func TestOnlyTheEngineKnowsJavaScript(t *testing.T) {
	for _, p := range list(t, "GOOS=js", "GOARCH=wasm") {
		name, ok := folder(p.ImportPath)
		if ok && within(name, "core") && !within(name, "core/engine") && slices.Contains(p.Imports, "syscall/js") {
			t.Errorf("%s imports syscall/js: in core only core/engine may", name)
		}
	}
}

// forbidden is what a program must not link, each for a reason that was measured.
func forbidden() map[string][]string {
	return map[string][]string{
		"wasm/worker": {
			"github.com/hajimehoshi/ebiten", // panics at start where there is no document
			"net/http",                      // megabytes
			"gonum.org/v1/gonum/mat",        // hundreds of kilobytes
			"crypto/hmac",                   // 32 MiB of initial memory
			"github.com/tetratelabs/wazero", // the browser is the engine's host
			module + "/assets",              // the data sets are fetched
		},
		"wasm/stage": {"net/http", "gonum.org/v1/gonum", module + "/core"},
	}
}

func TestProgramsLinkOnlyWhatTheyNeed(t *testing.T) {
	programs := forbidden()
	for _, p := range list(t, "GOOS=js", "GOARCH=wasm") {
		name, _ := folder(p.ImportPath)
		for _, banned := range programs[name] {
			if i := slices.IndexFunc(p.Deps, func(dep string) bool { return within(dep, banned) }); i >= 0 {
				t.Errorf("%s links %s", name, p.Deps[i])
			}
		}
		delete(programs, name)
	}
	for name := range programs {
		t.Errorf("%s is not there for the browser", name)
	}
}
