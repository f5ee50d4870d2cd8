// Package server serves a built site as a static host should: right types, precompressed variants, caching by name,
// security headers; nothing but the files of one folder, and no listing of it.
package server

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
	"time"
)

// A Server answers GET and HEAD requests with the files of one folder. It is safe for use by many goroutines.
type Server struct {
	root *os.Root
}

var _ http.Handler = (*Server)(nil)

// New serves the folder dir, which must hold an index.html. Close it after use.
func New(dir string) (*Server, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("server: folder %q: %w", dir, err)
	}
	if _, err := root.Stat("index.html"); err != nil {
		root.Close()
		return nil, fmt.Errorf("server: folder %q holds no built site: %w", dir, err)
	}
	return &Server{root: root}, nil
}

// Close gives the folder back.
func (s *Server) Close() error { return s.root.Close() }

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	setSecurity(header)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		header.Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed)
		return
	}
	name, ok := fileName(r.URL.Path)
	if !ok {
		refuse(w, http.StatusNotFound)
		return
	}
	chosen, err := s.choose(name, r.Header.Values("Accept-Encoding"))
	switch {
	case errors.Is(err, errNotAcceptable):
		refuse(w, http.StatusNotAcceptable)
		return
	case err != nil:
		refuse(w, http.StatusNotFound)
		return
	}
	s.send(w, r, name, chosen)
}

// fileName is the file that a URL's path asks for: a folder's is its index.html. Paths that are not in canonical form, or
// that name something hidden, ask for nothing.
func fileName(urlPath string) (name string, ok bool) {
	name = strings.TrimPrefix(urlPath, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\\\x00") {
		return "", false
	}
	for element := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(element, ".") {
			return "", false
		}
	}
	return name, true
}

// A variant is one stored representation of a file.
type variant struct {
	coding string // "br", "gzip", or "" for the file itself
	name   string
	info   fs.FileInfo
}

// choose finds the variant of a file that a request prefers.
func (s *Server) choose(name string, acceptEncoding []string) (variant, error) {
	plain, err := s.stat("", name)
	if err != nil {
		return variant{}, err
	}
	variants := make([]variant, 0, 3)
	for _, c := range []struct{ coding, suffix string }{{"br", ".br"}, {"gzip", ".gz"}} {
		// A variant older than its file is left over from another build.
		if v, err := s.stat(c.coding, name+c.suffix); err == nil && !v.info.ModTime().Before(plain.info.ModTime()) {
			variants = append(variants, v)
		}
	}
	return preferred(append(variants, plain), acceptEncoding)
}

// stat describes a stored file. Only regular files are ever opened: opening a pipe would wait for its writer.
func (s *Server) stat(coding, name string) (variant, error) {
	info, err := s.root.Stat(name)
	if err != nil {
		return variant{}, err
	}
	if !info.Mode().IsRegular() {
		return variant{}, fs.ErrNotExist
	}
	return variant{coding: coding, name: name, info: info}, nil
}

// send writes the variant v of the file called name.
func (s *Server) send(w http.ResponseWriter, r *http.Request, name string, v variant) {
	file, err := s.root.Open(v.name)
	if err != nil {
		refuse(w, http.StatusNotFound)
		return
	}
	defer file.Close()
	header := w.Header()
	header.Set("Content-Type", ContentType(name))
	header.Set("Cache-Control", cacheControl(name))
	header.Set("ETag", entityTag(v))
	header.Add("Vary", "Accept-Encoding")
	if v.coding != "" {
		// Ranges count bytes of the encoded form, which no client means; Content-Length is ours to set, because
		// ServeContent leaves it out when there is an encoding, and a progress bar needs it.
		r = r.Clone(r.Context())
		r.Header.Del("Range")
		header.Set("Content-Encoding", v.coding)
		header.Set("Content-Length", strconv.FormatInt(v.info.Size(), 10))
	}
	http.ServeContent(w, r, path.Base(name), time.Time{}, file)
}

// entityTag is a strong validator of a variant: it changes with the file's size, time or encoding.
func entityTag(v variant) string {
	return fmt.Sprintf(`"%x-%x%s"`, v.info.Size(), v.info.ModTime().UnixNano(), v.coding)
}

// refuse answers with a status and its name, which no cache keeps.
func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, http.StatusText(status), status)
}
