package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"pushforward/wasm/site/hashed"
	"pushforward/wasm/site/server"
)

// A document is one HTML page of the site. It keeps its name when built, and refers to what it needs as it lies in the source,
// relative to itself: <script type="module" src="assets/page/page.ts">.
type document struct {
	source string // path below the project's folder
	name   string // path below the site's folder
	html   string
}

// readDocuments reads the pages: the shell, the stage in its frame, and the frame that other pages embed.
func readDocuments(root string) ([]document, error) {
	pages := []document{
		{source: "index.html", name: "index.html"},
		{source: "assets/stage/stage.html", name: "stage.html"},
		{source: "assets/embed/embed.html", name: "embed.html"},
	}
	for i := range pages {
		html, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(pages[i].source)))
		if err != nil {
			return nil, fmt.Errorf("document %s: %w", pages[i].source, err)
		}
		pages[i].html = string(html)
	}
	return pages, nil
}

// reference matches what a page loads: the text before a URL, the URL, and the quote after it. What a URL holds itself (data:)
// is no reference.
var reference = regexp.MustCompile(`(<(?:script|link|img)\b[^>]*?\s(?:src|href)=")([^":]*)(")`)

// elsewhere matches the start of a tag that loads from another origin, or from a fixed place on this one.
var elsewhere = regexp.MustCompile(`<(?:script|link|img)\b[^>]*?\s(?:src|href)="(?:https?:|/)`)

// references are the project's files that a page loads, as paths below the project's folder.
func (d document) references() []string {
	var names []string
	for _, match := range reference.FindAllStringSubmatch(d.html, -1) {
		if name := d.resolve(match[2]); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// resolve is the path below the project's folder of a URL in the page.
func (d document) resolve(url string) string { return path.Join(path.Dir(d.source), url) }

// isBundled reports whether a referenced file goes through the bundler; others are copied.
func isBundled(name string) bool { return slices.Contains([]string{".ts", ".css"}, path.Ext(name)) }

// entryPoints are the scripts and style sheets that any page loads.
func entryPoints(pages []document) []string {
	var entries []string
	for _, p := range pages {
		for _, name := range p.references() {
			if isBundled(name) && !slices.Contains(entries, name) {
				entries = append(entries, name)
			}
		}
	}
	return entries
}

// readReferenced reads the other files that pages load, such as icons, and names them after their content.
func readReferenced(root string, pages []document) ([]file, error) {
	var files []file
	for _, p := range pages {
		for _, name := range p.references() {
			if isBundled(name) || slices.ContainsFunc(files, func(f file) bool { return f.of == path.Base(name) }) {
				continue
			}
			if path.Ext(name) == ".webmanifest" {
				app, err := readManifest(root, name)
				if err != nil {
					return nil, err
				}
				files = append(files, app...)
				continue
			}
			content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
			if err != nil {
				return nil, fmt.Errorf("%s refers to %q: %w", p.source, name, err)
			}
			of := path.Base(name)
			files = append(files, file{name: hashed.Name(of, content), of: of, content: content})
		}
	}
	return files, nil
}

// finishDocuments points the pages to the built files and writes the security policy into them.
func finishDocuments(pages []document, built []file) ([]file, error) {
	files := make([]file, len(pages))
	for i, p := range pages {
		html, err := p.finish(built)
		if err != nil {
			return nil, err
		}
		files[i] = file{name: p.name, of: p.name, content: []byte(html)}
	}
	return files, nil
}

// finish is the page's built HTML.
func (d document) finish(built []file) (string, error) {
	for _, name := range d.references() {
		if !slices.ContainsFunc(built, func(f file) bool { return f.of == builtName(name) }) {
			return "", fmt.Errorf("%s refers to %q, which was not built", d.source, name)
		}
	}
	if other := elsewhere.FindString(d.html); other != "" {
		return "", fmt.Errorf("%s has %s…: want relative URLs only", d.source, other)
	}
	html := reference.ReplaceAllStringFunc(d.html, func(found string) string {
		match := reference.FindStringSubmatch(found)
		of := builtName(d.resolve(match[2]))
		i := slices.IndexFunc(built, func(f file) bool { return f.of == of })
		return match[1] + built[i].name + match[3]
	})
	const head = "<head>"
	if strings.Count(html, head) != 1 {
		return "", fmt.Errorf("%s has %d %s tags: want one, which gets the security policy", d.source, strings.Count(html, head), head)
	}
	policy := fmt.Sprintf(`%s<meta http-equiv="Content-Security-Policy" content="%s">`, head, server.ContentSecurityPolicy())
	return strings.Replace(html, head, policy, 1), nil
}
