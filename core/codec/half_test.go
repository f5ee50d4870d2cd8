package codec

import (
	"math"
	"testing"
)

// Values of the standard's tables, and every number of 16 bits there and back.
func TestHalf(t *testing.T) {
	for _, test := range []struct {
		x float32
		h uint16
	}{
		{1, 0x3c00}, {-2, 0xc000}, {65504, 0x7bff}, {65520, 0x7c00}, {6.1035156e-5, 0x0400}, {5.9604645e-8, 0x0001}, {0.33325195, 0x3555},
		{1.0009765625 - 0.00048828125, 0x3c00}, {float32(math.Copysign(0, -1)), 0x8000}, {float32(math.Inf(-1)), 0xfc00}, {2e-8, 0}, {0.1, 0x2e66},
	} {
		if got := Half(test.x); got != test.h {
			t.Errorf("Half(%v) = %#04x, want %#04x", test.x, got, test.h)
		}
	}
	for h := range 1 << 16 {
		x := FromHalf(uint16(h))
		if x != x {
			continue
		}
		if got := Half(x); got != uint16(h) {
			t.Fatalf("%#04x is %v and comes back as %#04x", h, x, got)
		}
	}
}
