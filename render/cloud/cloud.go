// Package cloud counts how many of very many particles lie in each cell of the screen, and mixes their colours.
package cloud

import (
	"encoding/binary"
	"unsafe"

	"pushforward/render/camera"
	"pushforward/render/path"
)

// Cloud is counts of particles on a grid, rows from the top. The zero value is empty.
type Cloud struct {
	Width, Height int
	Counts        []uint32 // [Height×Width]
	Added         int      // particles that were looked at, within the grid or not

	mixed [][4]uint32 // [Height×Width], sums of the colours of those that have one
}

// Tint is the colour of a particle: red, green, blue and nothing, which makes it a word.
type Tint [4]uint8

// Reset empties the cloud and gives it a size. It allocates only when the grid grows.
func (c *Cloud) Reset(width, height int) {
	c.Width, c.Height, c.Added = width, height, 0
	c.Counts = emptied(c.Counts, width*height)
	c.mixed = emptied(c.mixed, width*height)
}

func emptied[T any](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	list = list[:n]
	clear(list)
	return list
}

// Add counts the particles of p where they are at a time; view takes world coordinates to cells. What is not a number lies nowhere. The particles have the
// colours of tints, as many as there are particles, or none.
func (c *Cloud) Add(p *path.Paths, at path.Stencil, view camera.Affine, tints []Tint) {
	c.Added += p.N
	s := sum{bx: view.BX + 1, by: view.BY + 1}
	for k := range s.frames {
		s.frames[k] = p.Frame(at.Frame[min(k, at.Count-1)])
		if k < at.Count {
			s.ax[k], s.ay[k] = at.Weight[k]*view.AX, at.Weight[k]*view.AY
		}
	}
	if len(tints) == 0 {
		c.count(&s)
	} else {
		c.mix(&s, tints)
	}
}

// sum is the column and the row of a particle's cell as weighted sums of its places in four frames, the last of them again where a stencil has fewer. They are
// counted from 1: so what is rounded towards zero from outside of the grid comes to 0, as what is not a number does.
type sum struct {
	frames [4][]float32
	ax, ay [4]float32
	bx, by float32
}

// count counts particles in their cells. As in mix, the loop has all it needs in variables of its own: in fields it takes a quarter longer.
func (c *Cloud) count(s *sum) {
	a, b, d, e := s.frames[0], s.frames[1], s.frames[2], s.frames[3]
	ax0, ax1, ax2, ax3, bx := s.ax[0], s.ax[1], s.ax[2], s.ax[3], s.bx
	ay0, ay1, ay2, ay3, by := s.ay[0], s.ay[1], s.ay[2], s.ay[3], s.by
	columns, counts := uint(c.Width), c.Counts
	b, d, e = b[:len(a)], d[:len(a)], e[:len(a)]
	for i := 0; i+1 < len(a); i += 2 {
		x := uint(int(ax0*a[i]+ax1*b[i]+ax2*d[i]+ax3*e[i]+bx) - 1)
		y := uint(int(ay0*a[i+1]+ay1*b[i+1]+ay2*d[i+1]+ay3*e[i+1]+by) - 1)
		if cell := y*columns + x; x < columns && cell < uint(len(counts)) {
			counts[cell]++
		}
	}
}

// mix counts particles in their cells, and adds their colours there.
func (c *Cloud) mix(s *sum, tints []Tint) {
	a, b, d, e := s.frames[0], s.frames[1], s.frames[2], s.frames[3]
	ax0, ax1, ax2, ax3, bx := s.ax[0], s.ax[1], s.ax[2], s.ax[3], s.bx
	ay0, ay1, ay2, ay3, by := s.ay[0], s.ay[1], s.ay[2], s.ay[3], s.by
	columns, counts, mixed := uint(c.Width), c.Counts, c.mixed
	b, d, e = b[:len(a)], d[:len(a)], e[:len(a)]
	for i := 0; i+1 < len(a); i += 2 {
		x := uint(int(ax0*a[i]+ax1*b[i]+ax2*d[i]+ax3*e[i]+bx) - 1)
		y := uint(int(ay0*a[i+1]+ay1*b[i+1]+ay2*d[i+1]+ay3*e[i+1]+by) - 1)
		if cell := y*columns + x; x < columns && cell < uint(len(counts)) {
			counts[cell]++
			sums, tint := &mixed[cell], &tints[i/2]
			sums[0] += uint32(tint[0])
			sums[1] += uint32(tint[1])
			sums[2] += uint32(tint[2])
		}
	}
}

// much is how many times the mean of the cells that are not empty counts as much. The mean hardly depends on how many of the particles have been added.
const much = 6

// Much returns how many particles in a cell are much, 1 if there are none.
func (c *Cloud) Much() float32 {
	occupied, sum := 0, 0
	for _, n := range c.Counts {
		occupied += int(min(n, 1))
		sum += int(n)
	}
	return much * float32(max(sum, 1)) / float32(max(occupied, 1))
}

// Bytes is the memory of the counts [4·Height·Width]: pixels whose red, green and blue are the bytes of a count, lowest first, where the processor keeps them so.
func (c *Cloud) Bytes() []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(c.Counts))), 4*len(c.Counts))
}

// Mix writes the mean colours of the cells to dst [4·Height·Width] as opaque pixels; those of cells without particles are black.
func (c *Cloud) Mix(dst []byte) {
	dst = dst[:4*len(c.Counts)]
	for i, n := range c.Counts {
		pixel := uint32(0xff << 24)
		if n > 0 {
			share, sums := 1/float32(n), &c.mixed[i]
			red := uint32(float32(sums[0])*share + 0.5)
			green := uint32(float32(sums[1])*share + 0.5)
			blue := uint32(float32(sums[2])*share + 0.5)
			pixel |= red | green<<8 | blue<<16
		}
		binary.LittleEndian.PutUint32(dst[4*i:4*i+4], pixel)
	}
}
