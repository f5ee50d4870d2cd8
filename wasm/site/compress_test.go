package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// text is content that shrinks, noise is content that does not.
func text() []byte { return []byte(strings.Repeat("a sampler is a map; ", 200)) }

func noise() []byte {
	source, content := rand.New(rand.NewPCG(1, 2)), make([]byte, 4000)
	for i := range content {
		content[i] = byte(source.Uint32())
	}
	return content
}

func TestCompressedFilesReadBack(t *testing.T) {
	for _, release := range []bool{false, true} {
		files := []file{{name: "a.js", content: text()}, {name: "b.wasm", content: noise()}, {name: "c.png", content: text()}}
		if err := compress(files, t.TempDir(), release); err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(brotli.NewReader(bytes.NewReader(files[0].brotli))); err != nil || !bytes.Equal(got, text()) {
			t.Errorf("release %v: brotli reads back %d bytes, error %v", release, len(got), err)
		}
		reader, err := gzip.NewReader(bytes.NewReader(files[0].gzip))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(reader); err != nil || !bytes.Equal(got, text()) {
			t.Errorf("release %v: gzip reads back %d bytes, error %v", release, len(got), err)
		}
		for _, f := range files[1:] {
			if f.brotli != nil || f.gzip != nil {
				t.Errorf("release %v: %s has variants, want none", release, f.name)
			}
		}
	}
}

func TestCompressedFilesAreKept(t *testing.T) {
	keep := t.TempDir()
	compressed := func(content []byte, release bool) file {
		t.Helper()
		files := []file{{name: "a.js", content: content}}
		if err := compress(files, keep, release); err != nil {
			t.Fatal(err)
		}
		return files[0]
	}
	compressed(text(), true)
	kept, err := filepath.Glob(filepath.Join(keep, "*.br11"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept %q, error %v: want one file", kept, err)
	}
	// What is kept is used as it stands: a mark put there comes back.
	if err := os.WriteFile(kept[0], []byte("mark"), 0o644); err != nil {
		t.Fatal(err)
	}
	compressed(text(), false) // the other level leaves it alone
	if got := compressed(text(), true); string(got.brotli) != "mark" {
		t.Errorf("compressed again: %d bytes", len(got.brotli))
	}
	compressed(append(text(), '.'), true)
	if _, err := os.Stat(kept[0]); err == nil {
		t.Error("a variant of content that is gone was kept")
	}
}
