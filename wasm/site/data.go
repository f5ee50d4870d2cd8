package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"pushforward/wasm/site/hashed"
)

// elementTypes declares the element of elementScript for TypeScript.
const elementTypes = "assets/embed/api/embed.d.ts"

// readTypes reads the declarations, which lie beside embed.js.
func readTypes(root string) ([]file, error) {
	content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(elementTypes)))
	name := path.Base(elementTypes)
	return []file{{name: name, of: name, content: content}}, err
}

// readData reads the data sets and trained models in assets/data, which are named after their content. What is written about them keeps its name.
func readData(root string) ([]file, error) {
	const folder = "assets/data"
	tree := os.DirFS(filepath.Join(root, filepath.FromSlash(folder)))
	var files []file
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		of := path.Join(folder, name)
		f := file{name: of, of: of, content: content}
		if path.Ext(name) != ".md" {
			f.name = hashed.Name(of, content)
		}
		files = append(files, f)
		return nil
	})
	return files, err
}

// dataNames is a JSON object of the names of data files as they are built, by those that the training program knows.
func dataNames(data []file) (string, error) {
	names := map[string]string{}
	for _, f := range data {
		if f.name != f.of {
			names[f.of] = f.name
		}
	}
	text, err := json.Marshal(names)
	return string(text), err
}
