package target

import (
	"math"

	"pushforward/core/random"
)

// Checkerboard builds the uniform distribution on the eight dark squares, of side 2, of a 4×4 board on [−4, 4]², as FFJORD's toy
// data draws it. Its entropy is ln 32 nats.
type Checkerboard struct{}

// Build makes the target.
func (*Checkerboard) Build(Open) (Target, error) { return checkerboard{}, nil }

var (
	_ Densitied = checkerboard{}
	_ Momented  = checkerboard{}
)

const (
	boardCells = 4   // along a side
	boardCell  = 2.0 // length of a square's side
)

type checkerboard struct{}

func (checkerboard) Dim() int { return 2 }

// Sample draws a column of squares, then one of its two dark rows, then a place in the square.
func (checkerboard) Sample(dst []float32, r *random.Stream) {
	for ; len(dst) >= 2; dst = dst[2:] {
		column := r.IntN(boardCells)
		row := 2*r.IntN(boardCells/2) + column%2
		dst[0] = float32(boardCell * (float64(column) - boardCells/2 + r.Float64()))
		dst[1] = float32(boardCell * (float64(row) - boardCells/2 + r.Float64()))
	}
}

// LogDensity counts the edges of dark squares as dark: rounding to float32 may put a draw there.
func (checkerboard) LogDensity(x []float64) float64 {
	u, v := x[0]/boardCell, x[1]/boardCell
	column, row := math.Floor(u), math.Floor(v)
	dark := math.Mod(column+row, 2) == 0 || column == u || row == v
	if !dark || max(math.Abs(u), math.Abs(v)) > boardCells/2 {
		return math.Inf(-1)
	}
	return -math.Log(boardCells * boardCells / 2 * boardCell * boardCell)
}

// Moments: each coordinate alone is uniform on [−4, 4]; the covariance is that of the centres of the squares.
func (checkerboard) Moments() (mean, covariance []float64) {
	const variance = (boardCells * boardCell) * (boardCells * boardCell) / 12
	return []float64{0, 0}, []float64{variance, 1, 1, variance}
}
