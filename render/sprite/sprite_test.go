package sprite_test

import (
	"math"
	"testing"

	"pushforward/render/sprite"
)

func area(m sprite.Mask) float64 {
	sum := 0.0
	for _, c := range m.Coverage {
		sum += float64(c)
	}
	return sum
}

func TestCoverageSumsToArea(t *testing.T) {
	for _, r := range []float64{1, 1.5, 2.6, 5.2, 10} {
		if got, want := area(sprite.Disk(r)), math.Pi*r*r; math.Abs(got-want) > 0.08*want {
			t.Errorf("disk of radius %v covers %v, want %v", r, got, want)
		}
		if got, want := area(sprite.Ring(r+1, 1.2)), 2*math.Pi*(r+1)*1.2; math.Abs(got-want) > 0.12*want {
			t.Errorf("ring of radius %v covers %v, want %v", r+1, got, want)
		}
	}
	const size = 10
	if got, want := area(sprite.Head(size)), 2*size*2*size*0.55; math.Abs(got-want) > 0.05*want {
		t.Errorf("head covers %v, want %v", got, want)
	}
}

func TestNothingIsCutOffAtTheBorder(t *testing.T) {
	for name, m := range map[string]sprite.Mask{
		"disk": sprite.Disk(2.6), "ring": sprite.Ring(3, 1.3), "head": sprite.Head(4.4), "pixel-sized disk": sprite.Disk(0.5),
	} {
		for i := range m.Size {
			for _, at := range []int{i, (m.Size-1)*m.Size + i, i * m.Size, i*m.Size + m.Size - 1} {
				if m.Coverage[at] > 0.01 {
					t.Errorf("%s touches its border", name)
				}
			}
		}
	}
}

func TestStrokeIsSymmetricAndHasTheWidthOfHalfItsSize(t *testing.T) {
	m := sprite.Stroke(16)
	if got, want := area(m)/16, 8.0; math.Abs(got-want) > 1e-4 {
		t.Errorf("a column sums to %v, want %v", got, want)
	}
	for i := range 8 {
		if m.Coverage[i*16] != m.Coverage[(15-i)*16] {
			t.Errorf("rows %d and %d differ", i, 15-i)
		}
	}
}

func TestPackKeepsEveryMaskApart(t *testing.T) {
	masks := []sprite.Mask{sprite.Disk(3), sprite.Ring(4, 1), sprite.Stroke(8)}
	s := sprite.Pack(masks...)
	for i, slot := range s.Slots {
		for k, coverage := range masks[i].Coverage {
			at := 4 * ((slot.Y+k/slot.Size)*s.Width + slot.X + k%slot.Size)
			if got := float64(s.Pixels[at+3]) / 255; math.Abs(got-float64(coverage)) > 0.5/255+1e-6 {
				t.Fatalf("mask %d, pixel %d: %v, want %v", i, k, got, coverage)
			}
		}
	}
	covered := 0 // within slots; there is nothing else on the sheet
	for _, m := range masks {
		covered += count(len(m.Coverage), func(k int) bool { return byte(m.Coverage[k]*255+0.5) > 0 })
	}
	if all := count(len(s.Pixels)/4, func(k int) bool { return s.Pixels[4*k+3] > 0 }); all != covered {
		t.Errorf("%d pixels of the sheet are drawn on, want the masks' %d", all, covered)
	}
}

func count(n int, is func(k int) bool) (sum int) {
	for k := range n {
		if is(k) {
			sum++
		}
	}
	return sum
}

// The triangle's sides touch its disk, and lie around it.
func TestTriangleIsAboutItsDisk(t *testing.T) {
	for _, radius := range []float64{1, 3.2, 9} {
		triangle := sprite.Triangle(radius)
		for k, a := range triangle {
			b := triangle[(k+1)%3]
			dx, dy := float64(b[0]-a[0]), float64(b[1]-a[1])
			if away := (float64(a[1])*dx - float64(a[0])*dy) / math.Hypot(dx, dy); math.Abs(math.Abs(away)-radius) > 1e-5 {
				t.Errorf("a side is %v from the middle, want %v", away, radius)
			}
		}
		if sum := triangle[0][0] + triangle[1][0] + triangle[2][0]; math.Abs(float64(sum)) > 1e-5 {
			t.Errorf("the corners are off the middle by %v", sum)
		}
	}
}

// Around its mask a slot has empty room, for a filter reads a pixel further.
func TestMasksHaveRoomAroundThem(t *testing.T) {
	s := sprite.Pack(sprite.Stroke(16), sprite.Disk(3.2), sprite.Disk(9))
	right := 0
	for i, slot := range s.Slots {
		if slot.X < right+1 || slot.Y < 1 || slot.X+slot.Size > s.Width-1 || slot.Y+slot.Size > s.Height-1 {
			t.Errorf("mask %d at (%d, %d) has no room", i, slot.X, slot.Y)
		}
		right = slot.X + slot.Size
	}
}
