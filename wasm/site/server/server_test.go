package server

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// writeFiles fills dir with files, folders made as needed.
func writeFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// newSite is a server of a small site in a folder, which has a secret beside it.
func newSite(t *testing.T) (*Server, string) {
	t.Helper()
	parent := t.TempDir()
	dir := filepath.Join(parent, "dist")
	writeFiles(t, parent, map[string]string{"secret.txt": "secret"})
	writeFiles(t, dir, map[string]string{
		"index.html":           "<!doctype html>index",
		"page-ABCDEFGH.js":     "plain script",
		"assets/data/some.csv": "x,y\n1,2\n",
		".hidden":              "hidden",
	})
	writeFiles(t, dir, map[string]string{ // a variant is younger than its file
		"page-ABCDEFGH.js.br": "br script",
		"page-ABCDEFGH.js.gz": "gzip script",
	})
	s, err := New(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, dir
}

// ask sends one request with the given header fields, name then value.
func ask(s *Server, method, target string, fields ...string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(fields); i += 2 {
		request.Header.Set(fields[i], fields[i+1])
	}
	recorder := httptest.NewRecorder()
	s.ServeHTTP(recorder, request)
	return recorder
}

func TestServesFilesAndNothingElse(t *testing.T) {
	s, dir := newSite(t)
	if err := os.Symlink(filepath.Join("..", "secret.txt"), filepath.Join(dir, "link.txt")); err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]int{
		"/":                      http.StatusOK,
		"/index.html":            http.StatusOK,
		"/assets/data/some.csv":  http.StatusOK,
		"/absent.html":           http.StatusNotFound,
		"/assets":                http.StatusNotFound, // a folder is not listed
		"/assets/":               http.StatusNotFound,
		"/assets/data/":          http.StatusNotFound,
		"/../secret.txt":         http.StatusNotFound,
		"/assets/../index.html":  http.StatusNotFound,
		"/%2e%2e/secret.txt":     http.StatusNotFound,
		"/..%2fsecret.txt":       http.StatusNotFound,
		"/..%5csecret.txt":       http.StatusNotFound,
		"//index.html":           http.StatusNotFound,
		"/index.html%00.js":      http.StatusNotFound,
		"/link.txt":              http.StatusNotFound, // a link out of the folder
		"/.hidden":               http.StatusNotFound,
		"/index.html/index.html": http.StatusNotFound,
	} {
		recorder := ask(s, http.MethodGet, target)
		if recorder.Code != want {
			t.Errorf("GET %s: status %d, want %d", target, recorder.Code, want)
		}
		if strings.Contains(recorder.Body.String(), "secret") {
			t.Errorf("GET %s gave away %q", target, recorder.Body)
		}
	}
}

func TestOnlyGetAndHead(t *testing.T) {
	s, _ := newSite(t)
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions, http.MethodTrace} {
		recorder := ask(s, method, "/")
		if recorder.Code != http.StatusMethodNotAllowed || recorder.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: status %d, Allow %q; want 405 and GET, HEAD", method, recorder.Code, recorder.Header().Get("Allow"))
		}
	}
	get, head := ask(s, http.MethodGet, "/page-ABCDEFGH.js", "Accept-Encoding", "br"), ask(s, http.MethodHead, "/page-ABCDEFGH.js", "Accept-Encoding", "br")
	if head.Body.Len() != 0 {
		t.Errorf("HEAD has a body of %d bytes", head.Body.Len())
	}
	for name := range get.Header() {
		if g, h := get.Header().Get(name), head.Header().Get(name); g != h {
			t.Errorf("%s: %q for GET, %q for HEAD", name, g, h)
		}
	}
}

func TestSendsPreferredVariant(t *testing.T) {
	s, _ := newSite(t)
	for accept, want := range map[string]struct{ coding, body string }{
		"":                        {"", "plain script"},
		"gzip, deflate, br, zstd": {"br", "br script"},
		"gzip":                    {"gzip", "gzip script"},
		"br;q=0":                  {"", "plain script"},
	} {
		recorder := ask(s, http.MethodGet, "/page-ABCDEFGH.js", "Accept-Encoding", accept)
		header := recorder.Header()
		if header.Get("Content-Encoding") != want.coding || recorder.Body.String() != want.body {
			t.Errorf("%q: coding %q, body %q; want %q, %q", accept, header.Get("Content-Encoding"), recorder.Body, want.coding, want.body)
		}
		if got := header.Get("Content-Type"); got != "text/javascript; charset=utf-8" {
			t.Errorf("%q: Content-Type %q", accept, got)
		}
		if header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: Vary %q", accept, header.Get("Vary"))
		}
		if got := header.Get("Content-Length"); got != "" && got != strconv.Itoa(len(want.body)) {
			t.Errorf("%q: Content-Length %s of %d bytes", accept, got, len(want.body))
		}
	}
	if recorder := ask(s, http.MethodGet, "/", "Accept-Encoding", "identity;q=0, br"); recorder.Code != http.StatusNotAcceptable {
		t.Errorf("no variant accepted: status %d, want 406", recorder.Code)
	}
}

func TestStaleVariantIsNotSent(t *testing.T) {
	s, dir := newSite(t)
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(dir, "page-ABCDEFGH.js.br"), old, old); err != nil {
		t.Fatal(err)
	}
	if body := ask(s, http.MethodGet, "/page-ABCDEFGH.js", "Accept-Encoding", "br").Body.String(); body != "plain script" {
		t.Errorf("got %q, want the plain file", body)
	}
}

func TestEntityTagRevalidates(t *testing.T) {
	s, dir := newSite(t)
	plain := ask(s, http.MethodGet, "/page-ABCDEFGH.js").Header().Get("ETag")
	br := ask(s, http.MethodGet, "/page-ABCDEFGH.js", "Accept-Encoding", "br").Header().Get("ETag")
	if plain == "" || plain == br {
		t.Fatalf("tags %q and %q: want two", plain, br)
	}
	for _, test := range []struct {
		accept, tag string
		want        int
	}{
		{"br", br, http.StatusNotModified},
		{"br", "W/" + br, http.StatusNotModified},
		{"br", `"other", ` + br, http.StatusNotModified},
		{"br", "*", http.StatusNotModified},
		{"br", plain, http.StatusOK},
		{"", plain, http.StatusNotModified},
	} {
		recorder := ask(s, http.MethodGet, "/page-ABCDEFGH.js", "Accept-Encoding", test.accept, "If-None-Match", test.tag)
		if recorder.Code != test.want {
			t.Errorf("Accept-Encoding %q, If-None-Match %q: status %d, want %d", test.accept, test.tag, recorder.Code, test.want)
		}
	}
	writeFiles(t, dir, map[string]string{"page-ABCDEFGH.js": "another script"})
	if again := ask(s, http.MethodGet, "/page-ABCDEFGH.js").Header().Get("ETag"); again == plain {
		t.Errorf("tag %q stays when the file changes", again)
	}
}

func TestRangeOfPlainFile(t *testing.T) {
	s, _ := newSite(t)
	recorder := ask(s, http.MethodGet, "/page-ABCDEFGH.js", "Range", "bytes=0-4")
	if recorder.Code != http.StatusPartialContent || recorder.Body.String() != "plain" {
		t.Errorf("status %d, body %q; want 206 and the first five bytes", recorder.Code, recorder.Body)
	}
	recorder = ask(s, http.MethodGet, "/page-ABCDEFGH.js", "Range", "bytes=0-4", "Accept-Encoding", "br")
	if recorder.Code != http.StatusOK || recorder.Body.String() != "br script" {
		t.Errorf("encoded: status %d, body %q; want 200 and the whole", recorder.Code, recorder.Body)
	}
}

func TestNewRefusesFolderWithoutSite(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{dir, filepath.Join(dir, "absent")} {
		if _, err := New(folder); err == nil || !strings.Contains(err.Error(), folder) {
			t.Errorf("New(%q): error %v, want one that names the folder", folder, err)
		}
	}
}
