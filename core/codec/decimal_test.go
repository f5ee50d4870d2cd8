package codec

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// Whatever is read at once is what strconv reads, to the bit; and nearly all of what tables hold is read at once.
func TestDecimal(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	formats := []string{"%.6f", "%g", "%.3f", "%.18e", "%.0f", "%+.2e", "%.9g"}
	read := 0
	const n = 200_000
	for i := range n {
		x := draw.NormFloat64() * math.Pow(10, float64(draw.IntN(9)-4))
		if i%5 == 0 { // near the middle between two float32
			low := math.Float32frombits(math.Float32bits(float32(x)))
			x = (float64(low)+float64(math.Nextafter32(low, math.MaxFloat32)))/2 + float64(draw.IntN(5)-2)*0x1p-50*x
		}
		text := fmt.Sprintf(formats[draw.IntN(len(formats))], x)
		got, end, ok := decimal([]byte(text+",7"), 0, '.')
		if !ok {
			continue
		}
		read++
		want, err := strconv.ParseFloat(text, 32)
		if err != nil || end != len(text) || math.Float32bits(got) != math.Float32bits(float32(want)) {
			t.Fatalf("%s: %v, %d bytes: want %v, %d (%v)", text, got, end, float32(want), len(text), err)
		}
	}
	if read < n*8/10 {
		t.Errorf("%d of %d numbers were read at once: want four in five", read, n)
	}
	for _, text := range []string{"-0", "0", ".5", "5.", "+1.5E+02", "0.000000", "00012", "1e22", "1e-22"} {
		got, end, ok := decimal([]byte(text), 0, '.')
		want, _ := strconv.ParseFloat(text, 32)
		if !ok || end != len(text) || math.Float32bits(got) != math.Float32bits(float32(want)) {
			t.Errorf("%s: %v, %d bytes, %v: want %v", text, got, end, ok, want)
		}
	}
	for _, text := range []string{"", "-", ".", "e5", "x", "nan", "1e", "1e+", "1e9999", "1e23", "1e-40", "3e38", "12345678901234567890", "16777217"} {
		if got, _, ok := decimal([]byte(text), 0, '.'); ok {
			t.Errorf("%q: %v at once: want it left to strconv", text, got)
		}
	}
	if got, end, ok := decimal([]byte("1,25;3"), 0, ','); got != 1.25 || end != 4 || !ok {
		t.Errorf("1,25 with a decimal comma: %v, %d bytes, %v", got, end, ok)
	}
}
