package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// A coding is one way to compress, at one level.
type coding struct {
	suffix string // of the variant's name
	level  int
	writer func(w io.Writer, level int) (io.WriteCloser, error)
	into   func(f *file) *[]byte // where a file keeps this variant
}

// codings are the variants that are stored beside a file. Brotli's last levels take 2.4 s a megabyte: for releases only.
func codings(release bool) []coding {
	brotliLevel, gzipLevel := 5, 6
	if release {
		brotliLevel, gzipLevel = brotli.BestCompression, gzip.BestCompression
	}
	return []coding{
		{".br", brotliLevel, newBrotli, func(f *file) *[]byte { return &f.brotli }},
		{".gz", gzipLevel, newGzip, func(f *file) *[]byte { return &f.gzip }},
	}
}

// newBrotli compresses with the widest window that every browser reads (RFC 7932: 16 MiB), so that all of a program is in reach.
func newBrotli(w io.Writer, level int) (io.WriteCloser, error) {
	return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: level, LGWin: 24}), nil
}

func newGzip(w io.Writer, level int) (io.WriteCloser, error) { return gzip.NewWriterLevel(w, level) }

// compress fills in the variants of the files, all cores at work. What a variant costs is paid once: the folder keep holds
// each under the hash of what it was made from, and is cleared of those no longer needed.
func compress(files []file, keep string, release bool) error {
	if err := os.MkdirAll(keep, 0o755); err != nil {
		return err
	}
	type job struct {
		file   *file
		coding coding
		kept   string
	}
	var jobs []job
	for i := range files {
		if !compressible(files[i].name) {
			continue
		}
		sum := sha256.Sum256(files[i].content)
		for _, c := range codings(release) {
			jobs = append(jobs, job{&files[i], c, filepath.Join(keep, fmt.Sprintf("%x%s%d", sum, c.suffix, c.level))})
		}
	}
	// The longest first, so that no core waits for a late giant.
	slices.SortStableFunc(jobs, func(a, b job) int { return len(b.file.content) - len(a.file.content) })
	errs := make([]error, len(jobs))
	parallel(len(jobs), func(i int) {
		j := jobs[i]
		*j.coding.into(j.file), errs[i] = j.coding.variant(j.file.content, j.kept)
	})
	if err := errors.Join(errs...); err != nil {
		return err
	}
	hashes := make([]string, len(jobs))
	for i, j := range jobs {
		hashes[i], _, _ = strings.Cut(filepath.Base(j.kept), ".")
	}
	return keepOnly(keep, hashes)
}

// compressible reports whether a file is fetched often and is of a kind that shrinks.
func compressible(name string) bool {
	return slices.Contains([]string{".html", ".js", ".ts", ".css", ".json", ".webmanifest", ".wasm", ".csv", ".svg", ".md"}, path.Ext(name))
}

// variant is content in this coding, from the file kept if it is there; nil if it is no smaller.
func (c coding) variant(content []byte, kept string) ([]byte, error) {
	encoded, err := os.ReadFile(kept)
	if errors.Is(err, os.ErrNotExist) {
		if encoded, err = c.encode(content); err == nil {
			err = replaceFile(kept, encoded)
		}
	}
	if err != nil || len(encoded) >= len(content) {
		return nil, err
	}
	return encoded, nil
}

// encode compresses content.
func (c coding) encode(content []byte) ([]byte, error) {
	var buffer bytes.Buffer
	w, err := c.writer(&buffer, c.level)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

// parallel calls do(0) … do(n-1), begun in that order, on as many goroutines as there are cores.
func parallel(n int, do func(i int)) {
	indices := make(chan int)
	var running sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		running.Go(func() {
			for i := range indices {
				do(i)
			}
		})
	}
	for i := range n {
		indices <- i
	}
	close(indices)
	running.Wait()
}

// keepOnly removes every file of a folder that was not made from content of one of these hashes. Variants of another level stay, so
// that builds may alternate between a release and not.
func keepOnly(folder string, hashes []string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if hash, _, _ := strings.Cut(e.Name(), "."); slices.Contains(hashes, hash) {
			continue
		}
		if err := os.Remove(filepath.Join(folder, e.Name())); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}
