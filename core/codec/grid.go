package codec

import (
	"compress/flate"
	"errors"
	"fmt"
	"io"
)

// MaxGrid is how many cells a grid may have along a side.
const MaxGrid = 256

// A Grid is a picture as weights: how dark each of Columns×Rows cells is, from 0 to 255, row by row from the top.
//
// It travels as DEFLATE data (RFC 1951) of two bytes, Columns − 1 and Rows − 1, and a byte a cell.
type Grid struct {
	Columns, Rows int
	Weights       []byte
}

// ReadGrid reads a grid and wants nothing after it. It inflates no more than the largest grid has.
func ReadGrid(r io.Reader) (Grid, error) {
	inflated := flate.NewReader(r)
	var size [2]byte
	if _, err := io.ReadFull(inflated, size[:]); err != nil {
		return Grid{}, fmt.Errorf("grid: no size: %w", err)
	}
	g := Grid{Columns: int(size[0]) + 1, Rows: int(size[1]) + 1}
	g.Weights = make([]byte, g.Columns*g.Rows)
	if n, err := io.ReadFull(inflated, g.Weights); err != nil {
		return Grid{}, fmt.Errorf("grid: %d cells of %d×%d: %w", n, g.Columns, g.Rows, err)
	}
	if _, err := io.ReadFull(inflated, size[:1]); err == nil {
		return Grid{}, fmt.Errorf("grid: bytes after %d×%d cells: want none", g.Columns, g.Rows)
	} else if !errors.Is(err, io.EOF) {
		return Grid{}, fmt.Errorf("grid: after the cells: %w", err)
	}
	return g, nil
}
