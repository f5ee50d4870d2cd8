package codec

import (
	"fmt"
	"io"
)

// MaxGrid is how many cells a grid may have along a side.
const MaxGrid = 256

// maxPacked is how many bytes a packed grid may have: DEFLATE needs no more for what it cannot make smaller.
const maxPacked = 2 + MaxGrid*MaxGrid + 1024

// A Grid is a picture as weights: how dark each of Columns×Rows cells is, from 0 to 255, row by row from the top.
//
// It travels as DEFLATE data (RFC 1951) of two bytes, Columns − 1 and Rows − 1, and a byte a cell.
type Grid struct {
	Columns, Rows int
	Weights       []byte
}

// ReadGrid reads a grid. It inflates no more than the largest has.
func ReadGrid(r io.Reader) (Grid, error) {
	packed, err := io.ReadAll(io.LimitReader(r, maxPacked+1))
	if err != nil {
		return Grid{}, fmt.Errorf("grid: %w", err)
	}
	if len(packed) > maxPacked {
		return Grid{}, fmt.Errorf("grid: more than %d bytes: want at most as many", maxPacked)
	}
	plain, err := inflate(packed, 2+MaxGrid*MaxGrid)
	if err != nil {
		return Grid{}, fmt.Errorf("grid: %w", err)
	}
	if len(plain) < 2 {
		return Grid{}, fmt.Errorf("grid: %d bytes: want its size first", len(plain))
	}
	g := Grid{Columns: int(plain[0]) + 1, Rows: int(plain[1]) + 1, Weights: plain[2:]}
	if len(g.Weights) != g.Columns*g.Rows {
		return Grid{}, fmt.Errorf("grid: %d weights of %d×%d cells: want one a cell", len(g.Weights), g.Columns, g.Rows)
	}
	return g, nil
}
