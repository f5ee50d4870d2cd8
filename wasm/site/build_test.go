package main

import (
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pushforward/wasm/site/hashed"
	"pushforward/wasm/site/server"
)

// project is a small project of the shape that the builder expects.
func project() map[string]string {
	const program = "package main\n\nfunc main() { println(%q) }\n"
	return map[string]string{
		"go.mod":              "module small\n\ngo 1.26\n",
		"wasm/worker/main.go": strings.ReplaceAll(program, "%q", `"worker"`),
		"wasm/stage/main.go":  strings.ReplaceAll(program, "%q", `"stage"`),
		"index.html": `<!doctype html><html lang="en"><head><title>Small</title><link rel="icon" href="assets/pictures/dot.svg"><link rel="manifest" href="assets/app.webmanifest">` +
			`<link rel="stylesheet" href="assets/style/page.css"></head><body><script type="module" src="assets/page/page.ts"></script></body></html>`,
		"assets/pictures/dot.svg": `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"assets/style/page.css":   `@import "./tokens.css"; body { color: var(--ink); background: url("../pictures/dot.svg") }`,
		"assets/style/tokens.css": `:root { --ink: #123456 }`,
		"assets/page/page.ts":     `import { double } from "./double"; console.log(double(21), __WORKER_JS__, __WORKER_WASM__, __STAGE_HTML__);`,
		"assets/page/double.ts":   `export const double = (x: number): number => 2 * x;`,
		"assets/worker/worker.ts": `import "go:wasm_exec"; console.log(__WORKER_WASM__, __DATA__);`,
		"assets/stage/stage.html": `<!doctype html><html lang="en"><head><title>Stage</title></head><body><script type="module" src="stage.ts"></script></body></html>`,
		"assets/stage/stage.ts":   `import "go:wasm_exec"; console.log(__STAGE_WASM__);`,
		"assets/data/squares.csv": "x,y\n1,1\n2,4\n",
		"assets/data/README.md":   "Squares.\n",
		"assets/embed/embed.html": `<!doctype html><html lang="en"><head><title>Frame</title></head><body><script type="module" src="frame.ts"></script></body></html>`,
		"assets/embed/frame.ts":   `console.log(__WORKER_JS__);`,
		"assets/embed/embed.ts":   `console.log(new URL("embed.html", import.meta.url));`,

		"assets/embed/api/embed.d.ts": `export interface Demo {}`,
		"assets/offline/sw.ts":        `console.log(JSON.parse(__KEPT__), __VERSION__);`,
		"assets/app.webmanifest":      `{"name": "Small", "icons": [{"src": "pictures/dot.svg"}]}`,
	}
}

// newProject writes a project and gives options that build it.
func newProject(t *testing.T, files map[string]string) options {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return options{root: root, out: filepath.Join(root, "dist"), cache: filepath.Join(root, ".cache")}
}

// built finds a file by its name before hashing.
func built(t *testing.T, files []file, of string) file {
	t.Helper()
	i := slices.IndexFunc(files, func(f file) bool { return f.of == of })
	if i < 0 {
		t.Fatalf("no file of %q was built", of)
	}
	return files[i]
}

func TestBuildWholeSite(t *testing.T) {
	o := newProject(t, project())
	files, err := build(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []string{"worker.wasm", "stage.wasm", "page.js", "page.css", "worker.js", "stage.js", "frame.js", "dot.svg", "app.webmanifest", "assets/data/squares.csv"} {
		if f := built(t, files, of); !hashed.Is(f.name) {
			t.Errorf("%s is named %q: want a hashed name", of, f.name)
		}
	}
	for _, name := range []string{"index.html", "stage.html", "embed.html", "embed.js", "embed.d.ts", "sw.js", "assets/data/README.md"} {
		if f := built(t, files, name); f.name != name {
			t.Errorf("%s is named %q: want it to keep its name", name, f.name)
		}
	}
	for _, of := range []string{"worker.wasm", "stage.wasm"} {
		if content := built(t, files, of).content; !strings.HasPrefix(string(content), "\x00asm\x01\x00\x00\x00") {
			t.Errorf("%s does not begin as WebAssembly 1 does", of)
		}
	}
	checkScripts(t, files)
	checkIndex(t, files)
	checkOnDisk(t, o.out, files)
}

// checkScripts looks for the constants in the scripts that use them, and for Go's class where it was imported.
func checkScripts(t *testing.T, files []file) {
	t.Helper()
	for of, wants := range map[string][]string{
		"page.js":   {built(t, files, "worker.js").name, built(t, files, "worker.wasm").name, "stage.html"},
		"worker.js": {built(t, files, "worker.wasm").name, `"assets/data/squares.csv":"` + built(t, files, "assets/data/squares.csv").name, "globalThis.Go"},
		"stage.js":  {built(t, files, "stage.wasm").name, "globalThis.Go"},
		"page.css":  {"#123456"},
	} {
		text := string(built(t, files, of).content)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q", of, want)
			}
		}
		if strings.Contains(text, "__") && regexp.MustCompile(`__[A-Z_]+__`).MatchString(text) {
			t.Errorf("%s still has a constant without its value", of)
		}
	}
}

// checkIndex wants relative references to files that exist, and the policy before anything that it governs.
func checkIndex(t *testing.T, files []file) {
	t.Helper()
	html := string(built(t, files, "index.html").content)
	for _, of := range []string{"page.js", "page.css", "dot.svg"} {
		if want := `="` + built(t, files, of).name + `"`; !strings.Contains(html, want) {
			t.Errorf("index.html lacks %s: %s", want, html)
		}
	}
	policy := strings.Index(html, server.ContentSecurityPolicy())
	if policy < 0 || policy > strings.Index(html, "<link") {
		t.Errorf("index.html: want the policy before the first link: %s", html)
	}
}

// checkOnDisk wants in the folder what was returned, the variants and the listing, and nothing else.
func checkOnDisk(t *testing.T, out string, files []file) {
	t.Helper()
	want := map[string]string{}
	for _, f := range files {
		want[f.name] = string(f.content)
		if f.brotli != nil {
			want[f.name+".br"] = string(f.brotli)
		}
		if f.gzip != nil {
			want[f.name+".gz"] = string(f.gzip)
		}
	}
	got := readTree(t, out)
	delete(got, listing)
	if !maps.Equal(got, want) {
		t.Errorf("folder holds %q, want %q", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}

// readTree is the content of every file below a folder, by slash-separated path.
func readTree(t *testing.T, folder string) map[string]string {
	t.Helper()
	tree := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		relative, _ := filepath.Rel(folder, path)
		tree[filepath.ToSlash(relative)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestBuildIsReproducible(t *testing.T) {
	here, there := newProject(t, project()), newProject(t, project())
	for _, o := range []options{here, there} {
		if _, err := build(o); err != nil {
			t.Fatal(err)
		}
	}
	if a, b := readTree(t, here.out), readTree(t, there.out); !maps.Equal(a, b) {
		t.Errorf("two folders give different sites: %q and %q", slices.Sorted(maps.Keys(a)), slices.Sorted(maps.Keys(b)))
	}
}

func TestRebuildReplacesOnlyWhatChanged(t *testing.T) {
	o := newProject(t, project())
	first, err := build(o)
	if err != nil {
		t.Fatal(err)
	}
	kept := filepath.Join(o.out, built(t, first, "stage.wasm").name)
	before, err := os.Stat(kept)
	if err != nil {
		t.Fatal(err)
	}
	changed := filepath.Join(o.root, "assets", "page", "double.ts")
	if err := os.WriteFile(changed, []byte(`export const double = (x: number): number => x + x;`), 0o644); err != nil {
		t.Fatal(err)
	}
	second, err := build(o)
	if err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(kept); err != nil || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("stage.wasm was written again (error %v)", err)
	}
	if built(t, first, "page.js").name == built(t, second, "page.js").name {
		t.Error("page.js keeps its name although it changed")
	}
	checkOnDisk(t, o.out, second)
}

// compiled stands for the programs where a test is not about them.
func compiled() []file {
	return []file{{name: "worker-AAAAAAAA.wasm", of: "worker.wasm"}, {name: "stage-AAAAAAAA.wasm", of: "stage.wasm"}}
}

func TestErrorsNameTheCause(t *testing.T) {
	for name, test := range map[string]struct{ file, content, want string }{
		"script that is malformed":  {"assets/page/page.ts", "const = 1;", "assets/page/page.ts:1:7"},
		"module that is missing":    {"assets/page/page.ts", `import "absent";`, `"absent"`},
		"unknown Go module":         {"assets/worker/worker.ts", `import "go:fmt";`, "go:wasm_exec"},
		"style sheet in a script":   {"assets/page/page.ts", `import "../style/page.css";`, "assets/page/page.ts"},
		"reference to nothing":      {"index.html", `<head></head><img src="assets/absent.svg">`, "assets/absent.svg"},
		"reference elsewhere":       {"index.html", `<head></head><img src="https://example.org/a.svg">`, "relative URLs only"},
		"reference to a fixed path": {"index.html", `<head></head><img src="/dot.svg">`, "index.html"},
		"page without a head":       {"index.html", `<p>Hello</p>`, "<head>"},
	} {
		t.Run(name, func(t *testing.T) {
			files := project()
			files[test.file] = test.content
			if _, err := assemble(newProject(t, files).root, compiled()); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v: want one that names %s", err, test.want)
			}
		})
	}
}

func TestProgramThatDoesNotCompile(t *testing.T) {
	files := project()
	files["wasm/worker/main.go"] = "package main\n\nfunc main() { undefined() }\n"
	o := newProject(t, files)
	_, err := build(o)
	if err == nil || !strings.Contains(err.Error(), "undefined: undefined") || !strings.Contains(err.Error(), "./wasm/worker") {
		t.Errorf("error %v: want one that names the program and the compiler's message", err)
	}
	if _, err := os.Stat(o.out); err == nil {
		t.Error("a failed build wrote the site's folder")
	}
}

func TestBuildRefusesForeignFolder(t *testing.T) {
	o := newProject(t, project())
	o.out = filepath.Join(o.root, "assets")
	if _, err := build(o); err == nil || !strings.Contains(err.Error(), "no build wrote") {
		t.Errorf("error %v: want a refusal", err)
	}
	if _, err := os.Stat(filepath.Join(o.out, "page", "page.ts")); err != nil {
		t.Errorf("the folder was touched: %v", err)
	}
}

func TestReportLeavesOutSourceMaps(t *testing.T) {
	var text strings.Builder
	files := []file{
		{name: "a-ABCDEFGH.js", content: make([]byte, 12_345), brotli: make([]byte, 1_234), gzip: make([]byte, 2_345)},
		{name: "a-ABCDEFGH.js.map", content: make([]byte, 9)},
	}
	if err := writeReport(&text, files); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"12.3", "1.2", "2.3", "a-ABCDEFGH.js\n"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("report lacks %q:\n%s", want, text.String())
		}
	}
	if strings.Contains(text.String(), ".map") {
		t.Errorf("report lists a source map:\n%s", text.String())
	}
	if err := writeReport(failing{}, files); err == nil {
		t.Error("an error of the writer is lost")
	}
}

// failing is a writer to a full disk.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestBudgets(t *testing.T) {
	limits := []budget{{"page", []string{"page.js", "page.css"}, 100}}
	files := []file{
		{of: "page.js", content: make([]byte, 500), brotli: make([]byte, 60)},
		{of: "page.css", content: make([]byte, 40)},
		{of: "stage.wasm", content: make([]byte, 1000)},
	}
	if err := checkBudgets(files, limits); err != nil {
		t.Errorf("exactly the budget: %v", err)
	}
	files[1].content = make([]byte, 41)
	if err := checkBudgets(files, limits); err == nil || !strings.Contains(err.Error(), "page: 101 bytes") {
		t.Errorf("error %v: want one that names page and 101 bytes", err)
	}
}
