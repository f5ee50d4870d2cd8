package contour

import (
	"math"
	"testing"
)

const size = 41

// bowl is the squared distance from the middle of the grid.
func bowl() []float32 {
	grid := make([]float32, size*size)
	for k := range grid {
		x, y := float64(k%size-size/2), float64(k/size-size/2)
		grid[k] = float32(x*x + y*y)
	}
	return grid
}

// The level line of a bowl is a circle: of its length, closed, and with the larger values to the left of it, that is clockwise.
func TestLevelOfABowlIsACircle(t *testing.T) {
	const radius = 13.3
	lines := Append(nil, bowl(), size, size, radius*radius)
	ends := map[[2]float32]int{}
	length, area := 0.0, 0.0
	for i := 0; i < len(lines); i += 4 {
		x0, y0, x1, y1 := float64(lines[i])-size/2, float64(lines[i+1])-size/2, float64(lines[i+2])-size/2, float64(lines[i+3])-size/2
		if r := math.Hypot(x0, y0); math.Abs(r-radius) > 0.01 {
			t.Errorf("a point at radius %v, want %v", r, radius)
		}
		length += math.Hypot(x1-x0, y1-y0)
		area += (x0*y1 - x1*y0) / 2
		ends[[2]float32{lines[i], lines[i+1]}]++
		ends[[2]float32{lines[i+2], lines[i+3]}]--
	}
	for at, balance := range ends {
		if balance != 0 {
			t.Errorf("the line ends at %v", at)
		}
	}
	if want := 2 * math.Pi * radius; math.Abs(length-want) > 0.005*want {
		t.Errorf("length %v, want %v", length, want)
	}
	if want := -math.Pi * radius * radius; math.Abs(area-want) > 0.01*-want {
		t.Errorf("area %v, want %v: larger values to the left", area, want)
	}
}

// In a cell of which only opposite corners are high, the mean decides whether the high ones hang together; all segments keep them to the left.
func TestSaddle(t *testing.T) {
	for _, test := range []struct {
		corners [4]float32 // (0,0), (1,0), (0,1), (1,1)
		cutsLow bool       // each segment cuts off a low corner, for the high ones hang together
	}{
		{[4]float32{3, -1, -1, 3}, true},
		{[4]float32{1, -3, -3, 1}, false},
		{[4]float32{-1, 3, 3, -1}, true},
		{[4]float32{-3, 1, 1, -3}, false},
	} {
		lines := Append(nil, test.corners[:], 2, 2, 0)
		if len(lines) != 8 {
			t.Fatalf("%v: %d numbers, want two segments", test.corners, len(lines))
		}
		for i := 0; i < 8; i += 4 {
			x0, y0, x1, y1 := lines[i], lines[i+1], lines[i+2], lines[i+3]
			cut := -1 // the corner alone on its side
			for k := range 4 {
				if x, y := float32(k%2), float32(k/2); math.Abs(float64((x0+x1)/2-x))+math.Abs(float64((y0+y1)/2-y)) < 0.8 {
					cut = k
				}
			}
			if cut < 0 || (test.corners[cut] < 0) != test.cutsLow {
				t.Errorf("%v: the segment %v cuts corner %d off", test.corners, lines[i:i+4], cut)
				continue
			}
			left := (x1-x0)*(float32(cut/2)-y0)-(y1-y0)*(float32(cut%2)-x0) > 0
			if left != (test.corners[cut] > 0) {
				t.Errorf("%v: the corner %d lies left of its segment: %v", test.corners, cut, left)
			}
		}
	}
}

func TestNotANumberHasNoLine(t *testing.T) {
	grid := bowl()
	all := len(Append(nil, grid, size, size, 100))
	grid[(size/2)*size+size/2+10] = float32(math.NaN())
	if left := len(Append(nil, grid, size, size, 100)); left >= all || left == 0 {
		t.Errorf("%d numbers of %d", left, all)
	}
}

func TestLinesAllocateNothingOnceWarm(t *testing.T) {
	grid, lines := bowl(), Append(nil, bowl(), size, size, 150)
	if count := testing.AllocsPerRun(20, func() { lines = Append(lines[:0], grid, size, size, 150) }); count > 0 {
		t.Errorf("%v allocations", count)
	}
}
