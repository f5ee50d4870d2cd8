package cloud

import (
	"encoding/binary"
	"math"
	"testing"

	"pushforward/core/random"
	"pushforward/render/camera"
	"pushforward/render/path"
)

// gaussian is n standard normal particles that move by (i, 2i) at frame i of as many as there are times.
func gaussian(n int, times ...float32) *path.Paths {
	r := random.New(5, "particles")
	p := &path.Paths{N: n, Times: times}
	for range n {
		p.Points = append(p.Points, float32(r.Normal()), float32(r.Normal()))
	}
	for frame := 1; frame < len(times); frame++ {
		for i := range n {
			p.Points = append(p.Points, p.Points[2*i]+float32(frame), p.Points[2*i+1]+2*float32(frame))
		}
	}
	return p
}

// view is a camera on a grid of side cells that shows 10 units of the world about the origin.
func view(side int) camera.Affine {
	s := float32(side) / 10
	return camera.Affine{AX: s, BX: 5 * s, AY: -s, BY: 5 * s}
}

// Whatever the stencil, a particle is counted in the cell that the path puts it in.
func TestCountsAreThoseOfPositions(t *testing.T) {
	const n, side = 5000, 40
	p := gaussian(n, 0, 0.2, 0.5, 0.8, 1)
	p.Points[7] = float32(math.NaN())
	for _, at := range []path.Stencil{
		path.At(p.Times, 0.2, path.Linear), path.At(p.Times, 0.3, path.Linear), path.At(p.Times, 0.3, path.Cubic), path.At(p.Times[:3], 0.3, path.Cubic),
	} {
		var c Cloud
		c.Reset(side, side)
		c.Add(p, at, view(side), nil)
		positions, want := make([]float32, 2*n), make([]uint32, side*side)
		at.Positions(positions, p)
		for i := range n {
			x, y := view(side).Apply(positions[2*i], positions[2*i+1])
			if x >= 0 && x < side && y >= 0 && y < side {
				want[int(y)*side+int(x)]++
			}
		}
		wrong := 0
		for k := range want {
			wrong += int(max(want[k], c.Counts[k]) - min(want[k], c.Counts[k]))
		}
		if wrong > 4 || c.Added != n { // roundoff moves one or two over a border
			t.Errorf("%d frames: %d particles in the wrong cell of %d added", at.Count, wrong, c.Added)
		}
	}
}

// What is much does not depend on how many particles there are, only on how they are spread; bytes are those of the counts.
func TestSharesOfMuchAreThoseOfTheDensity(t *testing.T) {
	const side = 20
	shares := func(n int) []float64 {
		var c Cloud
		c.Reset(side, side)
		p := gaussian(n, 0)
		c.Add(p, path.At(p.Times, 0, path.Linear), view(side), nil)
		list := make([]float64, side*side)
		for k := range list {
			list[k] = float64(binary.LittleEndian.Uint32(c.Bytes()[4*k:])) / float64(c.Much())
		}
		return list
	}
	few, many := shares(100_000), shares(400_000)
	middle := side*side/2 + side/2
	if a, b := few[middle], many[middle]; !(a > 0.3 && math.Abs(a-b) < 0.15*b) {
		t.Errorf("in the middle %v of 100,000 particles and %v of 400,000", a, b)
	}
	// The density of one cell over that of another, two standard deviations out, is e².
	if ratio := many[middle] / many[middle+4]; math.Abs(math.Log(ratio)-math.Log(math.Exp((2.25*2.25-0.25*0.25)/2))) > 0.1 {
		t.Errorf("the middle holds %v times what two deviations out do", ratio)
	}
	var empty Cloud
	empty.Reset(side, side)
	if much := empty.Much(); !(much > 0) {
		t.Errorf("without particles %v are much", much)
	}
}

// A cell has the mean colour of the particles in it, to a rounding, and is black without any; what lies outside of the grid has no part.
func TestCellsMixTheirColours(t *testing.T) {
	const n, side = 5000, 12
	p, r := gaussian(n, 0), random.New(6, "tints")
	tints := make([]Tint, n)
	for i := range tints {
		for channel := range tints[i] {
			tints[i][channel] = uint8(r.IntN(256))
		}
	}
	var c Cloud
	c.Reset(side, side)
	for range 2 { // as often again leaves the means as they are
		c.Add(p, path.At(p.Times, 0, path.Linear), view(side), tints)
	}
	pixels := make([]byte, 4*side*side)
	c.Mix(pixels)
	var sums [side * side][4]float64
	for i := range n {
		if x, y := view(side).Apply(p.Points[2*i], p.Points[2*i+1]); x >= 0 && x < side && y >= 0 && y < side {
			cell := &sums[int(y)*side+int(x)]
			cell[3]++
			for channel, v := range tints[i][:3] {
				cell[channel] += float64(v)
			}
		}
	}
	for k, cell := range sums {
		for channel := range 3 {
			want := cell[channel] / max(cell[3], 1)
			if got := float64(pixels[4*k+channel]); math.Abs(got-want) > 0.5001 {
				t.Fatalf("channel %d of cell %d is %v, want %v rounded", channel, k, got, want)
			}
		}
	}
}

func TestAddingAllocatesNothing(t *testing.T) {
	p := gaussian(1000, 0, 0.5, 1)
	var c Cloud
	c.Reset(64, 64)
	pixels, tints := make([]byte, 4*64*64), make([]Tint, 1000)
	if count := testing.AllocsPerRun(10, func() {
		c.Reset(64, 64)
		c.Add(p, path.At(p.Times, 0.3, path.Cubic), view(64), tints)
		c.Mix(pixels)
	}); count > 0 {
		t.Errorf("%v allocations", count)
	}
}

func BenchmarkAdd(b *testing.B) {
	p := gaussian(10_000, 0, 0.25, 0.5, 0.75, 1)
	for name, tints := range map[string][]Tint{"counts": nil, "colours": make([]Tint, p.N)} {
		b.Run(name, func(b *testing.B) {
			var c Cloud
			c.Reset(274, 274)
			for b.Loop() {
				c.Add(p, path.At(p.Times, 0.3, path.Cubic), view(274), tints)
			}
		})
	}
}
