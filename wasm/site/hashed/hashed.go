// Package hashed names files after their content, so that a name never means two contents and a copy may be kept for ever.
//
// A hashed name is stem-HASH.extensions, HASH being [Length] letters of base 32: the form that esbuild gives its
// bundles, so that one rule recognises both.
package hashed

import (
	"crypto/sha256"
	"encoding/base32"
	"path"
	"strings"
)

// Length is how many base-32 letters of the hash a name carries (40 bits).
const Length = 8

// Name is the hashed form of a file name: Name("worker.wasm", …) is like "worker-KJ5QD3XA.wasm".
func Name(name string, content []byte) string {
	sum := sha256.Sum256(content)
	dir, base := path.Split(name)
	stem, extensions := cut(base)
	return dir + stem + "-" + base32.StdEncoding.EncodeToString(sum[:])[:Length] + extensions
}

// Is reports whether a slash-separated path ends in a hashed name.
func Is(name string) bool {
	stem, extensions := cut(path.Base(name))
	dash := len(stem) - Length - 1
	if extensions == "" || dash < 1 || stem[dash] != '-' {
		return false
	}
	return strings.Trim(stem[dash+1:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == ""
}

// cut splits a base name at its first dot: "page-AB.js.map" into "page-AB" and ".js.map".
func cut(base string) (stem, extensions string) {
	if dot := strings.IndexByte(base, '.'); dot >= 0 {
		return base[:dot], base[dot:]
	}
	return base, ""
}
