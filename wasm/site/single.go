package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"pushforward/wasm/site/server"
)

// singleName is the file that holds the whole site: it opens from a disk, without a server and without a network.
const singleName = "pushforward.html"

// A single makes one document of a built site. Programs, scripts and data travel in it compressed, as assets/packed.ts reads them: the worker's in a
// script of its own, the stage's in a document of its own, and these two in the page.
type single struct {
	files  []file
	level  int      // of gzip
	hashes []string // of the inline scripts and styles, for the security policy
}

// makeSingle is the whole site in one file.
func makeSingle(files []file, release bool) (file, error) {
	s := &single{files: files, level: gzip.DefaultCompression}
	if release {
		s.level = gzip.BestCompression
	}
	worker, err := s.worker()
	if err != nil {
		return file{}, err
	}
	stage, err := s.document("stage.html", map[string][]byte{s.nameOf("stage.wasm"): s.content("stage.wasm")})
	if err != nil {
		return file{}, err
	}
	page, err := s.document("index.html", map[string][]byte{s.nameOf("worker.js"): worker, s.nameOf("stage.html"): []byte(s.allow(stage))})
	if err != nil {
		return file{}, err
	}
	return file{name: singleName, of: singleName, content: []byte(s.allow(page))}, nil
}

// worker is the worker's script, with its program and all data.
func (s *single) worker() ([]byte, error) {
	packed := map[string]string{}
	for _, f := range s.files {
		if f.of != "worker.wasm" && !strings.HasPrefix(f.name, "assets/data/") {
			continue
		}
		text, err := s.pack(f.content)
		if err != nil {
			return nil, err
		}
		packed[f.name] = text
	}
	list, err := json.Marshal(packed)
	if err != nil {
		return nil, err
	}
	return slices.Concat([]byte("globalThis.packed = "), list, []byte(";\n"), s.script("worker.js")), nil
}

// tag matches what a built document loads: a script, or a link to a file.
var tag = regexp.MustCompile(`<script\b[^>]*\ssrc="([^":]*)"[^>]*></script>|<link\b[^>]*\shref="([^":]*)"[^>]*>`)

// document is a built document with what it loads inside, and the packed files before its script. What an app store would read is left out.
func (s *single) document(name string, packed map[string][]byte) (string, error) {
	html := string(s.content(name))
	var problem error
	html = tag.ReplaceAllStringFunc(html, func(found string) string {
		match := tag.FindStringSubmatch(found)
		loaded := match[1] + match[2]
		i := slices.IndexFunc(s.files, func(f file) bool { return f.name == loaded })
		if i < 0 {
			problem = fmt.Errorf("%s loads %q, which was not built", name, loaded)
			return found
		}
		inside, err := s.inside(s.files[i], packed)
		if err != nil {
			problem = fmt.Errorf("%s: %w", name, err)
		}
		return inside
	})
	return html, problem
}

// inside is what stands in a document for a file that it loads.
func (s *single) inside(f file, packed map[string][]byte) (string, error) {
	switch path.Ext(f.name) {
	case ".css":
		if strings.Contains(strings.ToLower(string(f.content)), "</style") {
			return "", fmt.Errorf("%s ends its element", f.name)
		}
		return "<style>" + s.noted(string(unmapped(f.content))) + "</style>", nil
	case ".js":
		script := string(s.script(f.of))
		if lower := strings.ToLower(script); strings.Contains(lower, "</script") || strings.Contains(lower, "<!--") {
			return "", fmt.Errorf("%s ends its element", f.name)
		}
		blocks := ""
		for _, name := range slices.Sorted(maps.Keys(packed)) {
			text, err := s.pack(packed[name])
			if err != nil {
				return "", err
			}
			blocks += fmt.Sprintf(`<script type="text/plain" id="%s">%s</script>`, name, text)
		}
		return blocks + `<script type="module">` + s.noted(script) + "</script>", nil
	case ".svg":
		return fmt.Sprintf(`<link rel="icon" href="data:%s;base64,%s">`, server.ContentType(f.name), base64.StdEncoding.EncodeToString(f.content)), nil
	case ".webmanifest":
		return "", nil
	}
	return "", fmt.Errorf("%s: want a style sheet, a script, a picture or a manifest", f.name)
}

// noted is an inline script or style, whose hash is noted for the policy.
func (s *single) noted(text string) string {
	sum := sha256.Sum256([]byte(text))
	s.hashes = append(s.hashes, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	return text
}

// allow puts the policy of a single file in place of the site's: the scripts and styles noted so far, workers and frames from Blobs, and nothing else.
func (s *single) allow(html string) string {
	hashes := strings.Join(s.hashes, " ")
	policy := strings.Join([]string{
		"default-src 'none'",
		"script-src 'wasm-unsafe-eval' " + hashes,
		"style-src " + hashes,
		"img-src data: blob:",
		"worker-src blob:",
		"frame-src blob:",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'none'",
	}, "; ")
	return strings.Replace(html, server.ContentSecurityPolicy(), policy, 1)
}

// pack is a file as it travels: gzip, in base64.
func (s *single) pack(content []byte) (string, error) {
	encoded, err := coding{level: s.level, writer: newGzip}.encode(content)
	return base64.StdEncoding.EncodeToString(encoded), err
}

// script is a built script.
func (s *single) script(of string) []byte { return unmapped(s.content(of)) }

// unmapped is a script or style sheet without the comment at its end that names its source map.
func unmapped(content []byte) []byte {
	if i := bytes.LastIndex(content, []byte("# sourceMappingURL=")); i >= len("//") {
		return content[:i-len("//")]
	}
	return content
}

func (s *single) content(of string) []byte { return s.files[s.index(of)].content }

func (s *single) nameOf(of string) string { return s.files[s.index(of)].name }

// index finds a file by its name before hashing; every site has those that are asked for.
func (s *single) index(of string) int {
	return slices.IndexFunc(s.files, func(f file) bool { return f.of == of })
}
