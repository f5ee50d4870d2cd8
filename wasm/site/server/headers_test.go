package server

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestContentType(t *testing.T) {
	for name, want := range map[string]string{
		"index.html":           "text/html; charset=utf-8",
		"page.css":             "text/css; charset=utf-8",
		"page.js":              "text/javascript; charset=utf-8",
		"embed.mjs":            "text/javascript; charset=utf-8",
		"build.json":           "application/json",
		"page.js.map":          "application/json",
		"app.webmanifest":      "application/manifest+json",
		"stage.wasm":           "application/wasm",
		"assets/data/a.csv":    "text/csv; charset=utf-8",
		"icon.svg":             "image/svg+xml",
		"maths.woff2":          "font/woff2",
		"archive.unknown-type": "application/octet-stream",
		"LICENSE":              "application/octet-stream",
	} {
		if got := ContentType(name); got != want {
			t.Errorf("ContentType(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestCachingFollowsTheName(t *testing.T) {
	s, _ := newSite(t)
	for target, want := range map[string]string{
		"/page-ABCDEFGH.js":     "public, max-age=31536000, immutable",
		"/":                     "no-cache",
		"/assets/data/some.csv": "no-cache",
		"/absent-ABCDEFGH.js":   "no-store",
	} {
		if got := ask(s, http.MethodGet, target).Header().Get("Cache-Control"); got != want {
			t.Errorf("%s: Cache-Control %q, want %q", target, got, want)
		}
	}
}

func TestEveryAnswerIsSecured(t *testing.T) {
	s, _ := newSite(t)
	for _, target := range []string{"/", "/page-ABCDEFGH.js", "/absent"} {
		header := ask(s, http.MethodGet, target).Header()
		for name, want := range map[string]string{
			"X-Content-Type-Options":      "nosniff",
			"Referrer-Policy":             "no-referrer",
			"Access-Control-Allow-Origin": "*",
			"Content-Security-Policy":     ContentSecurityPolicy(),
		} {
			if got := header.Get(name); got != want {
				t.Errorf("%s: %s %q, want %q", target, name, got, want)
			}
		}
		if header.Get("Permissions-Policy") == "" || header.Get("X-Frame-Options") != "" {
			t.Errorf("%s: want a Permissions-Policy and framing allowed, got %v", target, header)
		}
	}
}

func TestPagesAreIsolatedOnlyWhenAsked(t *testing.T) {
	s, _ := newSite(t)
	for _, target := range []string{"/", "/page-ABCDEFGH.js", "/absent"} {
		for _, test := range []struct {
			site             http.Handler
			opener, embedder string
		}{{s, "", ""}, {Isolated(s), "same-origin", "require-corp"}} {
			w := httptest.NewRecorder()
			test.site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
			for name, want := range map[string]string{
				"Cross-Origin-Opener-Policy": test.opener, "Cross-Origin-Embedder-Policy": test.embedder, "Cross-Origin-Resource-Policy": "cross-origin",
			} {
				if got := w.Header().Get(name); got != want {
					t.Errorf("%s: %s %q, want %q", target, name, got, want)
				}
			}
		}
	}
}

func TestPolicyIsStrict(t *testing.T) {
	policy := ContentSecurityPolicy()
	for _, wanted := range []string{"default-src 'none'", "object-src 'none'", "base-uri 'none'", "script-src 'self' 'wasm-unsafe-eval';"} {
		if !strings.Contains(policy, wanted) {
			t.Errorf("policy %q lacks %q", policy, wanted)
		}
	}
	for _, unwanted := range []string{"'unsafe-inline'", "'unsafe-eval'", "http:", "https:", "*", "frame-ancestors"} {
		if strings.Contains(policy, unwanted) {
			t.Errorf("policy %q allows %q", policy, unwanted)
		}
	}
}
