package server

import (
	"bufio"
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// FuzzPath asks for any path, as it is and as a request's line would spell it: what comes back is a file of the folder or a refusal, and never a
// failure of the server.
func FuzzPath(f *testing.F) {
	for _, path := range []string{
		"/", "/index.html", "/page-ABCDEFGH.js", "/assets/data/some.csv", "/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt",
		"/..\\secret.txt", "//secret.txt", "/./index.html", "/index.html/", "/.hidden", "/link.txt", "/loop/loop/loop", "/pipe", "/\x00", "/index.html\x00.js", "/%", "",
		"*", "/a?b#c", "/page-ABCDEFGH.js.br", "http://elsewhere/index.html", "/\xff\xfe",
	} {
		f.Add(path)
	}
	parent := f.TempDir()
	dir := filepath.Join(parent, "dist")
	files := map[string]string{
		"index.html": "<!doctype html>index", "page-ABCDEFGH.js": "plain script", "page-ABCDEFGH.js.br": "br script", "assets/data/some.csv": "x,y\n1,2\n", ".hidden": "hidden",
	}
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			f.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			f.Fatal(err)
		}
	}
	_ = os.WriteFile(filepath.Join(parent, "secret.txt"), []byte("secret"), 0o644)
	_ = os.Symlink(filepath.Join("..", "secret.txt"), filepath.Join(dir, "link.txt"))
	_ = os.Symlink("loop", filepath.Join(dir, "loop"))
	s, err := New(dir)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	public := []string{files["index.html"], files["page-ABCDEFGH.js"], files["page-ABCDEFGH.js.br"], files["assets/data/some.csv"]}
	f.Fuzz(func(t *testing.T, path string) {
		requests := []*http.Request{{Method: http.MethodGet, URL: &url.URL{Path: path}, Header: http.Header{"Accept-Encoding": {"br"}}}}
		if spelt, err := http.ReadRequest(bufio.NewReader(bytes.NewReader([]byte("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n")))); err == nil {
			requests = append(requests, spelt)
		}
		for _, r := range requests {
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code >= http.StatusInternalServerError {
				t.Fatalf("path %q: status %d", path, w.Code)
			}
			if w.Code == http.StatusOK && !slices.Contains(public, w.Body.String()) {
				t.Fatalf("path %q gave %q", path, w.Body)
			}
		}
	})
}
