package browser

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"pushforward/wasm/site/server"
)

// Site serves the built site, as serve.go does, until the test ends. It returns the address, which ends in a slash.
func Site(t testing.TB) string {
	t.Helper()
	return Serve(t, filepath.Join(Root(t), "dist"))
}

// Isolated is Site with pages that are isolated from other origins, as serve.go -isolate serves them.
func Isolated(t testing.TB) string {
	t.Helper()
	return serve(t, filepath.Join(Root(t), "dist"), server.Isolated)
}

// Serve serves a folder that holds an index.html, as serve.go does, until the test ends. It returns the address, which ends in
// a slash.
func Serve(t testing.TB, dir string) string {
	t.Helper()
	return serve(t, dir, func(site http.Handler) http.Handler { return site })
}

func serve(t testing.TB, dir string, as func(site http.Handler) http.Handler) string {
	t.Helper()
	site, err := server.New(dir)
	if err != nil {
		t.Fatalf("%v (build it with: make site)", err)
	}
	listener := httptest.NewServer(as(site))
	t.Cleanup(func() {
		listener.Close()
		site.Close()
	})
	return listener.URL + "/"
}

// Root is the project's top folder: the nearest above the test's that holds a go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = parent
	}
}
