package bench

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// isolated is the path below which the folder is served once more, to a page that may share memory between threads.
const isolated = "/isolated/"

// A handler serves a folder, never from a cache, and remembers what was asked for. It is safe for use by many goroutines.
type handler struct {
	files http.Handler
	mu    sync.Mutex
	asked map[string]bool // by path below the folder
}

var _ http.Handler = (*handler)(nil)

func newHandler(dir string) *handler {
	return &handler{files: http.FileServer(http.Dir(dir)), asked: map[string]bool{}}
}

// ServeHTTP answers one request.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	name := strings.TrimPrefix(r.URL.Path, "/")
	if below, ok := strings.CutPrefix(r.URL.Path, isolated); ok {
		name = below
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Embedder-Policy", "require-corp")
		r = r.Clone(r.Context())
		r.URL.Path = "/" + below
	}
	if name == "" {
		name = "index.html"
	}
	h.mu.Lock()
	h.asked[name] = true
	h.mu.Unlock()
	h.files.ServeHTTP(w, r)
}

// fetched are the files that were asked for since the last call, sorted.
func (h *handler) fetched() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	names := slices.Sorted(maps.Keys(h.asked))
	clear(h.asked)
	return names
}
