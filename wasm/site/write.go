package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// listing is the name of the file that lists a built site, so that the next build knows what it may remove.
const listing = "build.json"

// A listed file is one line of the listing. Sizes are in bytes; a variant that does not exist has none.
type listed struct {
	Name   string `json:"name"`
	Bytes  int    `json:"bytes"`
	Brotli int    `json:"brotli,omitempty"`
	Gzip   int    `json:"gzip,omitempty"`
}

// writeSite brings the folder out to hold exactly these files, their variants and the listing. Files that are there already are
// left alone, and so keep their time; an earlier build's that are gone are removed.
func writeSite(out string, files []file) error {
	earlier, err := readListing(out)
	if err != nil {
		return err
	}
	list := make([]listed, 0, len(files))
	var names []string
	for _, f := range files {
		list = append(list, listed{f.name, len(f.content), len(f.brotli), len(f.gzip)})
		for _, v := range []struct {
			suffix  string
			content []byte
		}{{"", f.content}, {".br", f.brotli}, {".gz", f.gzip}} {
			if v.suffix != "" && v.content == nil {
				continue
			}
			if err := updateFile(filepath.Join(out, filepath.FromSlash(f.name+v.suffix)), v.content); err != nil {
				return err
			}
			names = append(names, f.name+v.suffix)
		}
	}
	if err := removeStale(out, earlier, names); err != nil {
		return err
	}
	content, err := json.MarshalIndent(list, "", "\t")
	if err != nil {
		return err
	}
	return updateFile(filepath.Join(out, listing), append(content, '\n'))
}

// readListing lists what an earlier build left in the folder out. A folder with other things in it is refused.
func readListing(out string) ([]listed, error) {
	content, err := os.ReadFile(filepath.Join(out, listing))
	if errors.Is(err, os.ErrNotExist) {
		entries, err := os.ReadDir(out)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		if len(entries) > 0 {
			return nil, fmt.Errorf("folder %q holds %q, which no build wrote: want an empty folder", out, entries[0].Name())
		}
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []listed
	if err := json.Unmarshal(content, &list); err != nil {
		return nil, fmt.Errorf("listing %q: %w", filepath.Join(out, listing), err)
	}
	return list, nil
}

// removeStale removes an earlier build's files, and their variants, that are not among names.
func removeStale(out string, earlier []listed, names []string) error {
	for _, l := range earlier {
		for _, suffix := range []string{"", ".br", ".gz"} {
			name := l.Name + suffix
			if !filepath.IsLocal(name) || slices.Contains(names, name) {
				continue
			}
			if err := os.Remove(filepath.Join(out, filepath.FromSlash(name))); err != nil && !errors.Is(err, os.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// updateFile makes a file hold content, and does not touch one that already does.
func updateFile(name string, content []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return replaceFile(name, content)
}

// replaceFile writes a file so that a reader, and another build at the same time, sees either none of it or all.
func replaceFile(name string, content []byte) error {
	temporary, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // fails, as it should, once renamed
	_, err = temporary.Write(content)
	if err := errors.Join(err, temporary.Chmod(0o644), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), name)
}
