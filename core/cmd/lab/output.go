package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// maxPoints is how many points a file may hold: what readers of NPY files take by default.
const maxPoints = 1_000_000

// output is a file that is there under its name only when it is whole. It is opened before the work begins, so that a name that cannot be
// written is known at once.
type output struct {
	path string
	file *os.File // beside path
}

// createOutput opens the file that a flag names; "" is a misuse, as is a place where no file can be.
func createOutput(flag, path string) (*output, error) {
	if path == "" {
		return nil, misusef("flag -%s: want the name of a file to write", flag)
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, misusef("-%s %s: there is something that is no file: want the name of a file to write", flag, path)
	}
	folder, name := filepath.Split(path)
	partial := filepath.Join(folder, fmt.Sprintf(".%s.%d.partial", name, os.Getpid()))
	file, err := os.OpenFile(partial, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return nil, misusef("-%s %s: %w: want a file in a folder that can be written to", flag, path, errors.Unwrap(err))
	}
	return &output{path, file}, nil
}

// write completes the file with what content writes.
func (o *output) write(content func(w io.Writer) error) error {
	if err := content(o.file); err != nil {
		return err
	}
	if err := o.file.Close(); err != nil {
		return err
	}
	return os.Rename(o.file.Name(), o.path)
}

// discard removes what is not complete; after write it does nothing.
func (o *output) discard() {
	if o == nil {
		return
	}
	o.file.Close()
	os.Remove(o.file.Name()) // it has another name if it is complete
}
