package trainer

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pushforward/core/method"
	"pushforward/core/param"
	"pushforward/wasm/protocol"
)

// row is the line of a reading with that label, nil if there is none.
func row(r protocol.Findings, label string) []float64 {
	for _, line := range r.Rows {
		if line.Label == label {
			return line.Values
		}
	}
	return nil
}

// What a reading tells goes by what the method can, and its way leads through the point that was asked for.
func TestReadingTellsWhatTheMethodCan(t *testing.T) {
	for _, e := range method.Registry() {
		run := small(e.ID)
		run.Parameters = map[string]string{}
		for _, p := range param.Table(e.New()) {
			if p.Name == "net" || p.Name == "critic-net" {
				run.Parameters[p.Name] = "8"
			}
		}
		r := newRig()
		do(t, r.Set(run))
		r.forget()
		do(t, r.Follow(&protocol.Follow{X: 1.5, Y: -0.5, T: 0.4}))
		reading, way := last[protocol.Findings](t, r.page), last[protocol.Probe](t, r.stage)
		for label, want := range map[string]bool{
			"Noise it comes from": true, "Data it becomes": true, "Optimal partner": true,
			"Stretched by": r.session.Certain(), "Area times": r.session.Certain(),
			"Velocity at t": e.Has(method.Velocity), "Wants samples": e.Has(method.Witness),
			"Log-density": r.session.HasLogDensity(), "Log-density, up to a constant": e.Has(method.Energy),
		} {
			if values := row(reading, label); (values != nil) != want || want && len(values) == 0 {
				t.Errorf("%s: %q is %v, want it told: %v", e.ID, label, values, want)
			}
		}
		k := slices.Index(way.Times, float32(0.4))
		if k < 0 || len(way.Points) != 2*len(way.Times) || (len(way.Jacobians) > 0) != r.session.Certain() {
			t.Fatalf("%s: the stage got %d times, %d points and %d numbers of Jacobians", e.ID, len(way.Times), len(way.Points), len(way.Jacobians))
		}
		if off := math.Hypot(float64(way.Points[2*k])-1.5, float64(way.Points[2*k+1])+0.5); r.probe.found && off > 0.02 {
			t.Errorf("%s: the way passes %.3f beside the point", e.ID, off)
		}
	}
}

// Noise and a Gaussian target are alike in the picture, so an optimal plan leaves points where they are, but for the draws' own spacing.
func TestPartnerUnderTheIdentity(t *testing.T) {
	run := small("fm")
	run.Target, run.TargetParams = "gaussian", map[string]string{"mean-x": "4", "std-x": "2"}
	r := set(t, run)
	for _, at := range [][2]float64{{4, 0}, {6, 0.5}, {3, -0.7}} {
		do(t, r.Follow(&protocol.Follow{X: at[0], Y: at[1], T: 0}))
		partner := row(last[protocol.Findings](t, r.page), "Optimal partner")
		if off := math.Hypot((partner[0]-at[0])/2, partner[1]-at[1]); off > 0.4 {
			t.Errorf("the partner of %v is %v, %.2f standard deviations off: want it near", at, partner, off)
		}
	}
}

// The same noise is followed while the map changes, until it is let go; looking at it leaves the training as it is.
func TestProbeFollowsTheTraining(t *testing.T) {
	r, alone := set(t, small("mmd")), set(t, small("mmd"))
	do(t, r.Follow(&protocol.Follow{X: 1, Y: 1, T: 1}))
	before := last[protocol.Probe](t, r.stage)
	do(t, r.Step(100))
	do(t, alone.Step(100))
	after := last[protocol.Probe](t, r.stage)
	if !slices.Equal(before.Points[:2], after.Points[:2]) || slices.Equal(before.Points[2:], after.Points[2:]) {
		t.Errorf("from %v to %v: want the same noise on another way", before.Points, after.Points)
	}
	if r.fingerprint(t) != alone.fingerprint(t) {
		t.Error("the probe disturbed the training")
	}
	do(t, r.Follow(&protocol.Follow{T: 0.5, Same: true}))
	if again := last[protocol.Probe](t, r.stage); !slices.Equal(again.Points[:2], after.Points[:2]) {
		t.Error("looked at another time, another noise is followed")
	}
	do(t, r.Follow(&protocol.Follow{Off: true}))
	r.forget()
	do(t, r.Step(1))
	if len(all[protocol.Probe](r.stage))+len(all[protocol.Findings](r.page)) > 0 {
		t.Error("a point that was let go is still followed")
	}
}

func TestProbeInOneDimensionAndInMany(t *testing.T) {
	for _, dim := range []string{"1", "3"} {
		run := small("fm")
		run.Target, run.TargetParams = "gaussian", map[string]string{"dim": dim}
		r := set(t, run)
		do(t, r.Follow(&protocol.Follow{X: 0.4, T: 0.5}))
		reading := last[protocol.Findings](t, r.page)
		if row(reading, "Stretched by") != nil || row(reading, "Velocity at t") == nil || !strings.Contains(reading.Rows[0].Label, "Noise") {
			t.Errorf("in %s dimensions, it tells %+v", dim, reading.Rows)
		}
	}
}

func TestSingularValues(t *testing.T) {
	// A turn by 30° of diag(3, −0.5).
	cos, sin := float32(math.Cos(math.Pi/6)), float32(0.5)
	large, small, determinant := singular([]float32{3 * cos, 0.5 * sin, 3 * sin, -0.5 * cos})
	for _, pair := range [][2]float64{{large, 3}, {small, 0.5}, {determinant, -1.5}} {
		if math.Abs(pair[0]-pair[1]) > 1e-5 {
			t.Errorf("%v, want %v", pair[0], pair[1])
		}
	}
}
