// Package assets carries the real data inside native programs. The page fetches the same files from assets/data instead, so nothing
// that is compiled to WebAssembly may import this package.
package assets

import (
	"embed"
	"fmt"
	"io"
	"path"
)

//go:embed data
var data embed.FS // a variable because embedding wants one; nothing assigns to it

// Open opens a file of assets/data, such as "us-zipcodes.csv".
func Open(name string) (io.ReadCloser, error) {
	file, err := data.Open(path.Join("data", name))
	if err != nil {
		return nil, fmt.Errorf("assets: %w", err)
	}
	return file, nil
}
