package hashed_test

import (
	"fmt"
	"testing"

	"pushforward/wasm/site/hashed"
)

func ExampleName() {
	// SHA-256 of "abc" begins ba7816bf8f (FIPS 180-2, appendix B.1), which is XJ4BNP4P in base 32.
	fmt.Println(hashed.Name("icons/dot.svg", []byte("abc")))
	// Output: icons/dot-XJ4BNP4P.svg
}

func TestIs(t *testing.T) {
	for name, want := range map[string]bool{
		"worker-KJ5QD3XA.wasm":    true,
		"a/b/page-ABCDEFGH.js":    true,
		"page-ABCDEFGH.js.map":    true,
		"us-zip-ABCDEFGH.csv.br":  true,
		"page-ABCDEFGH":           false, // no extension: a folder may be called so
		"-ABCDEFGH.js":            false, // no stem
		"page-ABCDEFG.js":         false, // too short
		"page-ABCDEFGHI.js":       false, // too long
		"page-abcdefgh.js":        false, // an ordinary word
		"us-zipcodes.csv":         false,
		"index.html":              false,
		"page-ABCDEFGH/index.htm": false,
	} {
		if got := hashed.Is(name); got != want {
			t.Errorf("Is(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestNameIsHashed(t *testing.T) {
	for _, name := range []string{"a.js", "stage.wasm", "x/y-z.tar.gz"} {
		if named := hashed.Name(name, []byte(name)); !hashed.Is(named) {
			t.Errorf("Name(%q) = %q, which Is refuses", name, named)
		}
	}
}
