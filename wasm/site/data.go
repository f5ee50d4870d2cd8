package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

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
