package sprite_test

import (
	"testing"

	"pushforward/render/sprite"
)

// The halo of one pixel is nine of its opacity; of two that lie side by side, where they overlap, one lets through what the other does.
func TestHaloIsNinePicturesTogether(t *testing.T) {
	near := func(a, b float32) bool { return a-b < 1e-6 && b-a < 1e-6 }
	dot := sprite.Picture{Width: 1, Height: 1, Coverage: []float32{0.8}}
	for _, reach := range []int{1, 2} {
		halo := dot.Halo(reach, 0.5)
		if side := 2*reach + 1; halo.Width != side || halo.Height != side {
			t.Fatalf("%d×%d pixels, want %d a side", halo.Width, halo.Height, side)
		}
		for k, got := range halo.Coverage {
			want := float32(0)
			if k%halo.Width%reach == 0 && k/halo.Width%reach == 0 {
				want = 0.4
			}
			if !near(got, want) {
				t.Errorf("reach %d, pixel %d: %v, want %v", reach, k, got, want)
			}
		}
	}
	pair := sprite.Picture{Width: 2, Height: 1, Coverage: []float32{1, 1}}.Halo(1, 0.5)
	for k, want := range []float32{0.5, 0.75, 0.75, 0.5} {
		if got := pair.Coverage[pair.Width+k]; !near(got, want) {
			t.Errorf("pair, pixel %d: %v, want %v", k, got, want)
		}
	}
}

func TestWhiteIsPremultiplied(t *testing.T) {
	got := sprite.Picture{Width: 2, Height: 1, Coverage: []float32{0.5, 1}}.White()
	if want := [8]byte{128, 128, 128, 128, 255, 255, 255, 255}; [8]byte(got) != want {
		t.Errorf("%v, want %v", got, want)
	}
}
