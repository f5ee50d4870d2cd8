package trainer

import (
	"slices"
	"testing"

	"pushforward/core/random"
	"pushforward/core/target"
)

func TestModesAreCountedAsCovered(t *testing.T) {
	eight, err := target.New("8gaussians", nil, nil)
	do(t, err)
	points := make([]float32, 2*4000)
	eight.Sample(points, random.New(1, "modes"))
	left := slices.Clone(points)
	for i := 0; i < len(left); i += 2 {
		left[i] = -max(left[i], -left[i]) // the three modes to the right are folded onto those to the left
	}
	for _, test := range []struct {
		name    string
		points  []float32
		covered int
	}{{"all", points, 8}, {"the left half", left, 5}, {"none", make([]float32, 200), 0}} {
		if count, covered := modes(eight, test.points); count != 8 || covered != test.covered {
			t.Errorf("%s: %d of %d modes covered, want %d of 8", test.name, covered, count, test.covered)
		}
	}
	moons, err := target.New("moons", nil, nil)
	do(t, err)
	if count, covered := modes(moons, points); count != 0 || covered != 0 {
		t.Errorf("two moons have %d modes, %d covered: want none to be counted", count, covered)
	}
}
