package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"pushforward/core/codec"
)

// maxPoints is how many points a file may hold: what readers of NPY files take by default.
const maxPoints = 1_000_000

// output is an NPY file that is there under its name only when it is whole. It is opened before the work begins, so that a name that cannot be
// written is known at once.
type output struct {
	path string
	file *os.File // beside path
}

// createOutput opens the file; "" is a misuse, as is a place where no file can be.
func createOutput(path string) (*output, error) {
	if path == "" {
		return nil, misusef("flag -out: want the name of an .npy file to write")
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, misusef("-out %s: there is something that is no file: want the name of an .npy file to write", path)
	}
	folder, name := filepath.Split(path)
	partial := filepath.Join(folder, fmt.Sprintf(".%s.%d.partial", name, os.Getpid()))
	file, err := os.OpenFile(partial, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return nil, misusef("-out %s: %w: want a file in a folder that can be written to", path, errors.Unwrap(err))
	}
	return &output{path, file}, nil
}

// write completes the file with points [n×dim].
func (o *output) write(points []float32, dim int) error {
	if err := codec.WriteNPY(o.file, points, len(points)/dim, dim); err != nil {
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
