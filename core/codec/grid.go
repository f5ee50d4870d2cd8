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

// WriteGrid writes a grid as ReadGrid reads it.
func WriteGrid(w io.Writer, g Grid) error {
	if g.Columns < 1 || g.Rows < 1 || g.Columns > MaxGrid || g.Rows > MaxGrid || len(g.Weights) != g.Columns*g.Rows {
		return fmt.Errorf("grid: %d weights of %d×%d cells: want one a cell, 1 to %d along a side", len(g.Weights), g.Columns, g.Rows, MaxGrid)
	}
	deflated, err := flate.NewWriter(w, flate.BestCompression)
	if err != nil {
		return fmt.Errorf("grid: %w", err)
	}
	_, err = deflated.Write(append([]byte{byte(g.Columns - 1), byte(g.Rows - 1)}, g.Weights...))
	if err := errors.Join(err, deflated.Close()); err != nil {
		return fmt.Errorf("grid: %w", err)
	}
	return nil
}
