package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// elementTypes declares the element of elementScript for TypeScript.
const elementTypes = "assets/embed/api/embed.d.ts"

// readTypes reads the declarations, which lie beside embed.js.
func readTypes(root string) ([]file, error) {
	content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(elementTypes)))
	name := path.Base(elementTypes)
	return []file{{name: name, of: name, content: content}}, err
}

// readData reads the data sets in assets/data. They keep their names, because the training program opens them by name.
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
		files = append(files, file{name: path.Join(folder, name), of: path.Join(folder, name), content: content})
		return nil
	})
	return files, err
}
