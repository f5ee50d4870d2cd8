package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"testing"
)

// unpack reads what travels in a single file.
func unpack(t *testing.T, text string) string {
	t.Helper()
	encoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := gzip.NewReader(bytes.NewReader(encoded))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// block is what an element of a document holds, by its id.
func block(t *testing.T, html, id string) string {
	t.Helper()
	match := regexp.MustCompile(`id="` + regexp.QuoteMeta(id) + `">([^<]*)<`).FindStringSubmatch(html)
	if match == nil {
		t.Fatalf("no element %q", id)
	}
	return unpack(t, match[1])
}

// A single file loads nothing, holds the programs, the scripts and the data to the byte, and allows its own scripts and styles only.
func TestSingleFileHoldsTheSite(t *testing.T) {
	files, err := assemble(newProject(t, project()).root, compiled())
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		if f.of == "worker.wasm" || f.of == "stage.wasm" {
			files[i].content = []byte("program " + f.of)
		}
	}
	whole, err := makeSingle(files, false)
	if err != nil {
		t.Fatal(err)
	}
	html := string(whole.content)
	stage := block(t, html, "stage.html")
	for name, document := range map[string]string{"page": html, "stage": stage} {
		if loads := regexp.MustCompile(`(?:src|href)="[^d][^"]*"`).FindString(document); loads != "" {
			t.Errorf("%s loads %s", name, loads)
		}
		if strings.Contains(document, "'self'") || strings.Contains(document, "sourceMappingURL") {
			t.Errorf("%s allows or names files beside it", name)
		}
		for _, match := range regexp.MustCompile(`(?s)<(?:script type="module"|style)>(.*?)</`).FindAllStringSubmatch(document, -1) {
			sum := sha256.Sum256([]byte(match[1]))
			if hash := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(document, hash) || !strings.Contains(html, hash) {
				t.Errorf("%s: the policy does not allow what begins %.40q", name, match[1])
			}
		}
	}
	if got := block(t, stage, built(t, files, "stage.wasm").name); got != "program stage.wasm" {
		t.Errorf("the stage's program is %q", got)
	}
	worker := block(t, html, built(t, files, "worker.js").name)
	list, script, _ := strings.Cut(strings.TrimPrefix(worker, "globalThis.packed = "), ";\n")
	var packed map[string]string
	if err := json.Unmarshal([]byte(list), &packed); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{built(t, files, "worker.wasm").name: "program worker.wasm", built(t, files, "assets/data/squares.csv").name: "x,y\n1,1\n2,4\n"} {
		if got := unpack(t, packed[name]); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if !strings.HasPrefix(string(built(t, files, "worker.js").content), script) || script == "" {
		t.Error("the worker's script is not the site's")
	}
}

// The service worker keeps what the page and its frames load, by size and hash.
func TestKeptOffline(t *testing.T) {
	files, err := assemble(newProject(t, project()).root, compiled())
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, k := range keptOffline(files) {
		names[k.Name] = k.Fixed
	}
	for _, of := range []string{"index.html", "stage.html", "embed.html", "embed.js"} {
		if fixed, ok := names[of]; !ok || fixed {
			t.Errorf("%s: kept %v, as a name that tells its content %v", of, ok, fixed)
		}
	}
	for _, of := range []string{"worker.wasm", "stage.wasm", "page.js", "page.css", "worker.js", "stage.js", "app.webmanifest", "assets/data/squares.csv"} {
		if !names[built(t, files, of).name] {
			t.Errorf("%s is not kept as a name that tells its content", of)
		}
	}
	for name := range names {
		if strings.HasSuffix(name, ".map") || strings.HasSuffix(name, ".d.ts") {
			t.Errorf("%s is kept", name)
		}
	}
}

// The manifest's icons are named after their content.
func TestManifestNamesItsIcons(t *testing.T) {
	files, err := assemble(newProject(t, project()).root, compiled())
	if err != nil {
		t.Fatal(err)
	}
	if text := string(built(t, files, "app.webmanifest").content); !strings.Contains(text, `"src":"`+built(t, files, "dot.svg").name+`"`) {
		t.Errorf("manifest %s", text)
	}
}
