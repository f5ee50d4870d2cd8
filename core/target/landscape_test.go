package target

import (
	"fmt"
	"math"
	"testing"

	"pushforward/core/random"
)

// Rejection is exact only under a bound: 20 points in each cell that matters, at both ends of every parameter's range.
func TestLandscapeBoundsHold(t *testing.T) {
	builders := map[string]Builder{"u1": new(RingEnergy), "u2": new(WaveEnergy), "u3": new(ForkEnergy), "u4": new(StepEnergy)}
	for _, barrier := range []float64{0, 6, 10} {
		for _, tilt := range []float64{-3, 0.25, 3} {
			builders[fmt.Sprintf("double-well %v %v", barrier, tilt)] = &DoubleWell{barrier, tilt}
		}
	}
	for _, temperature := range []float64{10, 20, 40} {
		builders[fmt.Sprintf("muller-brown %v", temperature)] = &MullerBrown{temperature}
	}
	for name, builder := range builders {
		built, err := builder.Build(nil)
		if err != nil {
			t.Fatal(err)
		}
		l := built.(*landscape)
		r := random.New(1, "probe")
		tightest := math.Inf(1)
		for cell, top := range l.top {
			if top-l.logZ < -20 { // p is below 10⁻⁸ there
				continue
			}
			for range 20 {
				x, y := l.place(2*(float64(cell%landscapeCells)+r.Float64()), 2*(float64(cell/landscapeCells)+r.Float64()))
				tightest = min(tightest, top-l.logWeight(x, y))
			}
		}
		if tightest < 0 || tightest > 2*landscapeSlack {
			t.Errorf("%s: the bound on log p exceeds it by %v or more, want between 0 and %v", name, tightest, 2*landscapeSlack)
		}
	}
}

// What the box leaves out must not matter: a box half as wide again has the same Z, as far as its coarser grid can tell.
func TestLandscapeBoxesHoldTheMass(t *testing.T) {
	for name, builder := range map[string]Builder{
		"u1": new(RingEnergy), "u4": new(StepEnergy), "double-well": &DoubleWell{10, 3}, "muller-brown": &MullerBrown{40},
	} {
		built, err := builder.Build(nil)
		if err != nil {
			t.Fatal(err)
		}
		l := built.(*landscape)
		wide := &landscape{energy: l.energy, box: l.box}
		for axis := range 2 {
			margin := (l.box[axis+2] - l.box[axis]) / 4
			wide.box[axis] -= margin
			wide.box[axis+2] += margin
		}
		wide.tabulate(wide.values())
		if math.Abs(wide.logZ-l.logZ) > 3e-5 {
			t.Errorf("%s: log Z is %.9f, in a wider box %.9f", name, l.logZ, wide.logZ)
		}
	}
}
