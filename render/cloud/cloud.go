// Package cloud counts how many of very many particles lie in each cell of the screen, and mixes their colours.
package cloud

import (
	"encoding/binary"

	"pushforward/render/camera"
	"pushforward/render/path"
)

// Cloud is counts of particles on a grid, rows from the top. The zero value is empty.
type Cloud struct {
	Width, Height int
	Counts        []uint32 // [Height×Width]
	Added         int      // particles that were looked at, within the grid or not

	mixed []uint32     // [Height×Width×3], sums of the colours of those that have one
	cells [batch]int32 // of the particles that are being added; -1 for those outside
}

// batch is how many particles are added at a time: their cells stay in the cache.
const batch = 2048

// Tint is the colour of a particle: red, green and blue.
type Tint [3]uint8

// Reset empties the cloud and gives it a size. It allocates only when the grid grows.
func (c *Cloud) Reset(width, height int) {
	c.Width, c.Height, c.Added = width, height, 0
	c.Counts = emptied(c.Counts, width*height)
	c.mixed = emptied(c.mixed, 3*width*height)
}

func emptied(list []uint32, n int) []uint32 {
	if cap(list) < n {
		return make([]uint32, n)
	}
	list = list[:n]
	clear(list)
	return list
}

// Add counts the particles of p where they are at a time; view takes world coordinates to cells. What is not a number lies nowhere. The particles have the
// colours of tints, as many as there are particles, or none.
func (c *Cloud) Add(p *path.Paths, at path.Stencil, view camera.Affine, tints []Tint) {
	c.Added += p.N
	for from := 0; from < p.N; from += batch {
		cells := c.cells[:min(batch, p.N-from)]
		c.place(cells, p, from, at, view)
		for _, cell := range cells {
			if cell >= 0 {
				c.Counts[cell]++
			}
		}
		if len(tints) > 0 {
			c.colour(cells, tints[from:from+len(cells)])
		}
	}
}

// colour adds the colours of particles to their cells.
func (c *Cloud) colour(cells []int32, tints []Tint) {
	tints = tints[:len(cells)]
	for i, cell := range cells {
		if cell < 0 {
			continue
		}
		sums := (*[3]uint32)(c.mixed[3*cell:])
		for channel, v := range tints[i] {
			sums[channel] += uint32(v)
		}
	}
}

// place finds the cells of the particles from one on.
func (c *Cloud) place(cells []int32, p *path.Paths, from int, at path.Stencil, view camera.Affine) {
	frame := func(k int) []float32 {
		return p.Frame(at.Frame[min(k, at.Count-1)])[2*from : 2*(from+len(cells))]
	}
	var ax, ay [4]float32 // weights, in cells
	for k := range at.Count {
		ax[k], ay[k] = at.Weight[k]*view.AX, at.Weight[k]*view.AY
	}
	switch at.Count {
	case 1:
		c.place1(cells, frame(0), ax[0], ay[0], view)
	case 2:
		c.place2(cells, frame(0), frame(1), ax, ay, view)
	default:
		c.place4(cells, frame(0), frame(1), frame(2), frame(3), ax, ay, view)
	}
}

// cell is the cell of a place that is given in cells, -1 outside of the grid.
func (c *Cloud) cell(x, y float32) int32 {
	if x >= 0 && y >= 0 && x < float32(c.Width) && y < float32(c.Height) {
		return int32(y)*int32(c.Width) + int32(x)
	}
	return -1
}

func (c *Cloud) place1(cells []int32, a []float32, ax, ay float32, view camera.Affine) {
	for i := 0; i+1 < len(a); i += 2 {
		cells[i/2] = c.cell(ax*a[i]+view.BX, ay*a[i+1]+view.BY)
	}
}

func (c *Cloud) place2(cells []int32, a, b []float32, ax, ay [4]float32, view camera.Affine) {
	b = b[:len(a)]
	for i := 0; i+1 < len(a); i += 2 {
		cells[i/2] = c.cell(ax[0]*a[i]+ax[1]*b[i]+view.BX, ay[0]*a[i+1]+ay[1]*b[i+1]+view.BY)
	}
}

// place4 has weights of 0 for frames beyond those of the stencil.
func (c *Cloud) place4(cells []int32, a, b, d, e []float32, ax, ay [4]float32, view camera.Affine) {
	b, d, e = b[:len(a)], d[:len(a)], e[:len(a)]
	for i := 0; i+1 < len(a); i += 2 {
		cells[i/2] = c.cell(ax[0]*a[i]+ax[1]*b[i]+ax[2]*d[i]+ax[3]*e[i]+view.BX, ay[0]*a[i+1]+ay[1]*b[i+1]+ay[2]*d[i+1]+ay[3]*e[i+1]+view.BY)
	}
}

// Unit is the packed value of a cell that holds as many particles as [Cloud.Pack] calls much.
const Unit = 4096

// much is how many times the mean of the cells that are not empty counts as much. The mean hardly depends on how many of the particles have been added.
const much = 6

// Pack writes the counts to dst [4·Height·Width] as opaque pixels whose red and green are the high and low byte of a share of [Unit].
func (c *Cloud) Pack(dst []byte) {
	occupied, sum := 0, 0
	for _, n := range c.Counts {
		if n > 0 {
			occupied++
			sum += int(n)
		}
	}
	scale := float32(0)
	if sum > 0 {
		scale = Unit * float32(occupied) / (much * float32(sum))
	}
	dst = dst[:4*len(c.Counts)]
	for i, n := range c.Counts {
		v := uint32(min(float32(n)*scale+0.5, 65535))
		binary.LittleEndian.PutUint32(dst[4*i:4*i+4], v>>8|v&0xff<<8|0xff<<24)
	}
}

// Mix writes the mean colours of the cells to dst [4·Height·Width] as opaque pixels; those of cells without particles are black.
func (c *Cloud) Mix(dst []byte) {
	dst = dst[:4*len(c.Counts)]
	for i, n := range c.Counts {
		n = max(n, 1)
		sums := (*[3]uint32)(c.mixed[3*i:])
		binary.LittleEndian.PutUint32(dst[4*i:4*i+4], sums[0]/n|sums[1]/n<<8|sums[2]/n<<16|0xff<<24)
	}
}
