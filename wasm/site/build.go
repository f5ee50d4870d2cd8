package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
)

// options say what to build and where.
type options struct {
	root    string // the project's top folder
	out     string // folder to write
	cache   string // folder that keeps compiled programs and compressed files between builds
	single  bool   // make the whole site as one file too
	release bool   // compress as much as can be
}

// A file is one file of the built site.
type file struct {
	name    string // path below the site's folder, slash-separated
	of      string // what it is called before hashing: "worker.wasm", "page.js"
	content []byte
	brotli  []byte // variants; nil if the file does not shrink or is not worth it
	gzip    []byte
}

// build makes the whole site and writes it to o.out. The files come back in the order of their names.
func build(o options) ([]file, error) {
	for _, folder := range []*string{&o.root, &o.out, &o.cache} {
		absolute, err := filepath.Abs(*folder)
		if err != nil {
			return nil, fmt.Errorf("folder %q: %w", *folder, err)
		}
		*folder = absolute
	}
	programs, err := compilePrograms(o.root, filepath.Join(o.cache, "programs"))
	if err != nil {
		return nil, err
	}
	files, err := assemble(o.root, programs)
	if err != nil {
		return nil, err
	}
	if err := compress(files, filepath.Join(o.cache, "compressed"), o.release); err != nil {
		return nil, err
	}
	if o.single {
		whole, err := makeSingle(files, o.release)
		if err != nil {
			return nil, err
		}
		files = append(files, whole)
	}
	return files, writeSite(o.out, files)
}

// assemble makes the site around the compiled programs, without variants. The files come back in the order of their names.
func assemble(root string, programs []file) ([]file, error) {
	pages, err := readDocuments(root)
	if err != nil {
		return nil, err
	}
	data, err := readData(root)
	if err != nil {
		return nil, err
	}
	bundles, err := bundle(root, programs, data, pages)
	if err != nil {
		return nil, err
	}
	pictures, err := readReferenced(root, pages)
	if err != nil {
		return nil, err
	}
	types, err := readTypes(root)
	if err != nil {
		return nil, err
	}
	html, err := finishDocuments(pages, slices.Concat(bundles, pictures))
	if err != nil {
		return nil, err
	}
	files := slices.Concat(html, programs, bundles, types, pictures, data)
	files = unique(files)
	service, err := bundleService(root, files)
	return unique(append(files, service...)), err
}

// unique puts files in the order of their names, each once: two documents may have the same icon.
func unique(files []file) []file {
	slices.SortFunc(files, func(a, b file) int { return cmp.Compare(a.name, b.name) })
	return slices.CompactFunc(files, func(a, b file) bool { return a.name == b.name })
}
