// Package cloud counts how many of very many particles lie in each cell of the screen.
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
}

// Reset empties the cloud and gives it a size. It allocates only when the grid grows.
func (c *Cloud) Reset(width, height int) {
	c.Width, c.Height, c.Added = width, height, 0
	if cap(c.Counts) < width*height {
		c.Counts = make([]uint32, width*height)
	}
	c.Counts = c.Counts[:width*height]
	clear(c.Counts)
}

// Add counts the particles of p where they are at a time; view takes world coordinates to cells. What is not a number lies nowhere.
func (c *Cloud) Add(p *path.Paths, at path.Stencil, view camera.Affine) {
	c.Added += p.N
	frame := func(k int) []float32 { return p.Frame(at.Frame[min(k, at.Count-1)]) }
	var ax, ay [4]float32 // weights, in cells
	for k := range at.Count {
		ax[k], ay[k] = at.Weight[k]*view.AX, at.Weight[k]*view.AY
	}
	switch at.Count {
	case 1:
		c.add1(frame(0), ax[0], ay[0], view)
	case 2:
		c.add2(frame(0), frame(1), ax, ay, view)
	default:
		c.add4(frame(0), frame(1), frame(2), frame(3), ax, ay, view)
	}
}

// count counts one particle at a place in cells.
func (c *Cloud) count(x, y float32) {
	if x >= 0 && y >= 0 && x < float32(c.Width) && y < float32(c.Height) {
		c.Counts[int(y)*c.Width+int(x)]++
	}
}

func (c *Cloud) add1(a []float32, ax, ay float32, view camera.Affine) {
	for i := 0; i+1 < len(a); i += 2 {
		c.count(ax*a[i]+view.BX, ay*a[i+1]+view.BY)
	}
}

func (c *Cloud) add2(a, b []float32, ax, ay [4]float32, view camera.Affine) {
	b = b[:len(a)]
	for i := 0; i+1 < len(a); i += 2 {
		c.count(ax[0]*a[i]+ax[1]*b[i]+view.BX, ay[0]*a[i+1]+ay[1]*b[i+1]+view.BY)
	}
}

// add4 has weights of 0 for frames beyond those of the stencil.
func (c *Cloud) add4(a, b, d, e []float32, ax, ay [4]float32, view camera.Affine) {
	b, d, e = b[:len(a)], d[:len(a)], e[:len(a)]
	for i := 0; i+1 < len(a); i += 2 {
		c.count(ax[0]*a[i]+ax[1]*b[i]+ax[2]*d[i]+ax[3]*e[i]+view.BX, ay[0]*a[i+1]+ay[1]*b[i+1]+ay[2]*d[i+1]+ay[3]*e[i+1]+view.BY)
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
