// Package contour finds the lines on which a function on a grid has a given value.
package contour

// Append appends to dst the segments [n×4] x0, y0, x1, y1 of the line on which grid [ny×nx] is level, in units of the grid's cells, by marching squares: the
// function is linear along the edges of a cell, and in the two cases that this leaves open its mean decides. Values above level lie to the left of a segment.
// A cell with a corner that is not a number has none.
func Append(dst, grid []float32, nx, ny int, level float32) []float32 {
	for j := range ny - 1 {
		for i := range nx - 1 {
			k := j*nx + i
			c := cell{x: float32(i), y: float32(j), v: [4]float32{grid[k] - level, grid[k+1] - level, grid[k+nx+1] - level, grid[k+nx] - level}}
			dst = c.append(dst)
		}
	}
	return dst
}

// cell is a square of the grid: v are its corners' values over the level, from (x, y) round against the clock.
type cell struct {
	x, y float32
	v    [4]float32
}

// append appends the cell's segments. Round the cell, the line leaves through edge k, from corner k to the next, where values fall below the level, and comes in
// where they rise; with two of each, the middle says which of them belong together.
func (c *cell) append(dst []float32) []float32 {
	var in, out [2]int
	ins, outs := 0, 0
	for k := range 4 {
		a, b := c.v[k], c.v[(k+1)%4]
		if a != a || b != b {
			return dst
		}
		switch {
		case a < 0 && b >= 0:
			in[ins] = k
			ins++
		case a >= 0 && b < 0:
			out[outs] = k
			outs++
		}
	}
	if ins == 2 && (c.v[0]+c.v[1]+c.v[2]+c.v[3] >= 0) == (in[0] < out[0]) {
		out[0], out[1] = out[1], out[0]
	}
	for k := range ins {
		x0, y0 := c.crossing(out[k])
		x1, y1 := c.crossing(in[k])
		dst = append(dst, x0, y0, x1, y1)
	}
	return dst
}

// crossing is where the level lies on an edge.
func (c *cell) crossing(edge int) (x, y float32) {
	a, b := c.v[edge], c.v[(edge+1)%4]
	s := a / (a - b)
	switch edge {
	case 0:
		return c.x + s, c.y
	case 1:
		return c.x + 1, c.y + s
	case 2:
		return c.x + 1 - s, c.y + 1
	}
	return c.x, c.y + 1 - s
}
