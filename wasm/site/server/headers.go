package server

import (
	"net/http"
	"path"
	"strings"

	"pushforward/wasm/site/hashed"
)

// ContentSecurityPolicy is what a page of the site may load and run: its own files, and WebAssembly it compiles. No eval, no
// inline script or style, no other origin. Framing is allowed on purpose, so there is no frame-ancestors. The site
// builder writes the same text into each page, for hosts that set no header.
func ContentSecurityPolicy() string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self' 'wasm-unsafe-eval'",
		"style-src 'self'",
		"img-src 'self' data: blob:", // icons within style sheets; pictures to take home
		"font-src 'self'",
		"connect-src 'self'",
		"worker-src 'self' blob:", // a frame of opaque origin starts its worker from a Blob
		"frame-src 'self'",
		"manifest-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'none'",
	}, "; ")
}

// setSecurity sets the headers that every answer carries.
func setSecurity(h http.Header) {
	h.Set("Content-Security-Policy", ContentSecurityPolicy())
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	// Everything served is public and the same for everyone, and is meant to be embedded: a module script, and a frame of
	// opaque origin, load only with these two.
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}

// Isolated serves as site does, and has browsers isolate its pages from other origins, so that their workers may share memory. What such a page opens or
// loads from another origin, that origin must allow.
func Isolated(site http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
		site.ServeHTTP(w, r)
	})
}

// cacheControl lets a browser keep for ever what is named after its content, and has it ask about all else each time.
func cacheControl(name string) string {
	if hashed.Is(name) {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}

// ContentType is the media type of a file by its extension, application/octet-stream when that is unknown. It does not
// depend on the machine's own tables, which often lack WebAssembly.
func ContentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".json", ".map":
		return "application/json"
	case ".webmanifest":
		return "application/manifest+json"
	case ".wasm":
		return "application/wasm"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".txt", ".md", ".ts":
		return "text/plain; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".webp":
		return "image/webp"
	case ".ico":
		return "image/x-icon"
	case ".woff2":
		return "font/woff2"
	}
	return "application/octet-stream"
}
