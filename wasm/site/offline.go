package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/evanw/esbuild/pkg/api"

	"pushforward/wasm/site/hashed"
)

// serviceScript is the service worker that keeps the site for work offline. Browsers know it by its place: it is built as sw.js, and keeps that name.
const serviceScript = "assets/offline/sw.ts"

// A kept file is a line of the list of what the service worker keeps.
type kept struct {
	Name  string `json:"name"`
	Bytes int    `json:"bytes"`
	Hash  string `json:"hash"`  // SHA-256, in hexadecimal
	Fixed bool   `json:"fixed"` // named after its content
}

// keptOffline lists what the page and its frames load, in the order of the files.
func keptOffline(files []file) []kept {
	var list []kept
	for _, f := range files {
		if slices.Contains([]string{".map", ".md", ".ts"}, path.Ext(f.name)) {
			continue
		}
		list = append(list, kept{f.name, len(f.content), fmt.Sprintf("%x", sha256.Sum256(f.content)), hashed.Is(f.name)})
	}
	return list
}

// bundleService makes the service worker of a site of these files. Its version tells their contents.
func bundleService(root string, files []file) ([]file, error) {
	list, err := json.Marshal(keptOffline(files))
	if err != nil {
		return nil, err
	}
	version := fmt.Sprintf("%x", sha256.Sum256(list))[:16]
	return esbuild(root, api.FormatIIFE, plainNames, []string{serviceScript}, map[string]string{"__KEPT__": string(list), "__VERSION__": version})
}

// readManifest reads the web app manifest, which a page links, and the icons that it names beside itself. All are named after their content.
func readManifest(root, name string) ([]file, error) {
	content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		return nil, err
	}
	var manifest map[string]any
	if err := json.Unmarshal(content, &manifest); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	icons, _ := manifest["icons"].([]any)
	var files []file
	for _, item := range icons {
		icon, _ := item.(map[string]any)
		source, _ := icon["src"].(string)
		picture, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(path.Join(path.Dir(name), source))))
		if err != nil {
			return nil, fmt.Errorf("%s has an icon %q: %w", name, source, err)
		}
		of := path.Base(source)
		icon["src"] = hashed.Name(of, picture)
		if !slices.ContainsFunc(files, func(f file) bool { return f.of == of }) {
			files = append(files, file{name: hashed.Name(of, picture), of: of, content: picture})
		}
	}
	if content, err = json.Marshal(manifest); err != nil {
		return nil, err
	}
	of := path.Base(name)
	return append(files, file{name: hashed.Name(of, content), of: of, content: content}), nil
}
