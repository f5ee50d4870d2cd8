package theme_test

import (
	"math"
	"testing"

	"pushforward/render/theme"
)

func TestParse(t *testing.T) {
	got, err := theme.Parse("#0072B2")
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b := got.Bytes(); r != 0x00 || g != 0x72 || b != 0xB2 {
		t.Errorf("#0072B2 came back as %02x%02x%02x", r, g, b)
	}
	for _, bad := range []string{"", "#", "0072B2", "#0072B", "#0072B2F", "#00G2B2", "blue", "#00 2B2", "#é072B"} {
		if c, err := theme.Parse(bad); err == nil {
			t.Errorf("Parse(%q) = %v, want an error", bad, c)
		}
	}
}

// contrast is WCAG 2's ratio, 1 to 21.
func contrast(a, b theme.Colour) float64 {
	x, y := a.Luminance(), b.Luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestContrastWithTheGround(t *testing.T) {
	if got := contrast(theme.Colour{R: 1, G: 1, B: 1}, theme.Colour{}); math.Abs(got-21) > 1e-9 {
		t.Fatalf("white on black has contrast %v, want 21", got)
	}
	for name, th := range map[string]theme.Theme{"light": theme.Light(), "dark": theme.Dark()} {
		for part, c := range map[string]theme.Colour{"target": th.Target, "generated": th.Generated, "noise": th.Noise} {
			if got := contrast(c, th.Background); got < 3 { // WCAG 2.1, 1.4.11: graphics
				t.Errorf("%s: %s has contrast %.2f with the ground, want ≥ 3", name, part, got)
			}
		}
		if got := contrast(th.Foreground, th.Background); got < 7 {
			t.Errorf("%s: foreground has contrast %.2f, want ≥ 7", name, got)
		}
	}
}

func distance(a, b theme.Colour) float64 {
	return math.Abs(float64(a.R-b.R)) + math.Abs(float64(a.G-b.G)) + math.Abs(float64(a.B-b.B))
}

func TestMixRunsFromOneToTheOtherByLightness(t *testing.T) {
	a, b := theme.Light().Noise, theme.Light().Generated
	if d := distance(a.Mix(b, 0), a); d > 1e-4 {
		t.Errorf("Mix at 0 is %v away from the first colour", d)
	}
	if d := distance(a.Mix(b, 1), b); d > 1e-4 {
		t.Errorf("Mix at 1 is %v away from the second colour", d)
	}
	white, black := theme.Colour{R: 1, G: 1, B: 1}, theme.Colour{}
	// Oklab's lightness of a grey is the cube root of its luminance, so halfway is 1/8.
	if got := black.Mix(white, 0.5).Luminance(); math.Abs(got-0.125) > 1e-3 {
		t.Errorf("halfway from black to white has luminance %v, want 1/8", got)
	}
}

func TestOriginTurnsOnceAndDarkensOutwards(t *testing.T) {
	th := theme.Light()
	if d := distance(th.Origin(-math.Pi, 1), th.Origin(math.Pi, 1)); d > 1e-4 {
		t.Errorf("the circle does not close: %v", d)
	}
	for angle := -3.0; angle < 3; angle += 0.5 {
		if d := distance(th.Origin(angle, 1), th.Origin(angle+math.Pi, 1)); d < 0.15 {
			t.Errorf("opposite angles at %v differ by %v only", angle, d)
		}
		last := 2.0
		for radius := 0.0; radius < 4; radius += 0.5 {
			l := th.Origin(angle, radius).Luminance()
			if l >= last {
				t.Errorf("angle %v: luminance %v at radius %v is not below %v", angle, l, radius, last)
			}
			last = l
		}
	}
}

func TestDivergingIsEmptyAtZeroAndSymmetric(t *testing.T) {
	th := theme.Light()
	if _, opacity := th.Diverging(0); opacity != 0 {
		t.Errorf("opacity %v at 0", opacity)
	}
	more, a := th.Diverging(0.5)
	fewer, b := th.Diverging(-0.5)
	if a != b || more != th.Target || fewer != th.Generated {
		t.Errorf("±0.5 are %v at %v and %v at %v", more, a, fewer, b)
	}
	if _, c := th.Diverging(7); c >= 1 {
		t.Errorf("a value beyond the range has opacity %v", c)
	}
}

func TestSequentialGrowsFromNothing(t *testing.T) {
	th, before := theme.Dark(), float32(0)
	for _, share := range []float32{-1, 0, 0.01, 0.5, 1, 7} {
		c, opacity := th.Sequential(share)
		if c != th.Generated || opacity < before || opacity >= 1 || (opacity == 0) != (share <= 0) {
			t.Errorf("a share of %v is %v at %v, after %v", share, c, opacity, before)
		}
		before = opacity
	}
}

func TestOverrideIsAllOrNothing(t *testing.T) {
	light := theme.Light()
	got, err := light.Override("#000000", "", "", "#ffffff", "")
	if err != nil {
		t.Fatal(err)
	}
	if got.Background != (theme.Colour{}) || got.Generated != (theme.Colour{R: 1, G: 1, B: 1}) || got.Target != light.Target {
		t.Errorf("got %+v", got)
	}
	if got, err := light.Override("#000000", "", "", "", "grey"); err == nil || got != light {
		t.Errorf("a bad colour gave %+v, %v", got, err)
	}
}
