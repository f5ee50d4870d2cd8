// Package codec reads and writes the files that samples travel in: CSV and NumPy's NPY; models travel in
// safetensors, a package of its own.
//
// Readers trust nothing: they take what is bounded by [Limits], numbers that are finite, and shapes that the bytes bear out. What
// they allocate is at most a small multiple of what they have read, whatever a header claims. Matrices are row-major
// float32, [rows×columns].
package codec

import "math"

// Limits bounds what a reader takes. The zero value of a field means its default.
type Limits struct {
	Rows  int   // default 1,000,000
	Bytes int64 // of the file, default 64 MiB
}

func (l Limits) withDefaults() Limits {
	if l.Rows <= 0 {
		l.Rows = 1_000_000
	}
	if l.Bytes <= 0 {
		l.Bytes = 64 << 20
	}
	return l
}

// finite says whether a number can be a coordinate; float32 overflow counts as infinite.
func finite(x float64) bool {
	y := float64(float32(x))
	return !math.IsNaN(y) && !math.IsInf(y, 0)
}
