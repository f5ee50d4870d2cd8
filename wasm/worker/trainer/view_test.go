package trainer

import (
	"math"
	"slices"
	"testing"
	"time"

	"pushforward/core/target"
	"pushforward/wasm/protocol"
)

func TestEveryViewShowsTheSameParticles(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Train(false))
	r.slices(t, 30)
	views := all[protocol.Paths](r.stage)
	if len(views) < 3 {
		t.Fatalf("%d views: want several", len(views))
	}
	first := views[0]
	for _, v := range views {
		if v.N != particles || v.Frames != pathFrames || len(v.Times) != pathFrames || len(v.Points) != pathFrames*particles*2 {
			t.Fatalf("step %d: %d times of %d particles in %d numbers", v.Step, v.Frames, v.N, len(v.Points))
		}
		if !slices.Equal(v.Points[:2*particles], first.Points[:2*particles]) || v.Generation != first.Generation {
			t.Errorf("step %d: the particles start elsewhere than at step %d", v.Step, first.Step)
		}
	}
	end := views[len(views)-1]
	if slices.Equal(end.Points[len(end.Points)-2*particles:], first.Points[len(first.Points)-2*particles:]) {
		t.Error("training moved no particle")
	}
}

func TestLookingTakesNoMoreThanItsShare(t *testing.T) {
	r := set(t, small("fm"))
	r.call = 5 * time.Millisecond
	before := r.now
	do(t, r.look())
	look := r.now - before
	if viewShare*look < viewEvery {
		t.Fatalf("a look takes %v: too short to come up against its share", look)
	}
	r.forget()
	start := r.now
	do(t, r.Train(false))
	r.slices(t, 60)
	elapsed := r.now - start
	for _, s := range all[protocol.Score](r.page) { // by the same clock, no part of training or looking
		elapsed -= time.Duration(s.SampleMs10 / 10 * float64(time.Millisecond))
	}
	looks := len(all[protocol.Paths](r.stage))
	if most := 1 + int(elapsed/((1+viewShare)*look)) + 1; looks > most || looks < 2 {
		t.Errorf("%d looks of %v in %v: want 2 to %d", looks, look, elapsed, most)
	}
}

// Abilities, not names, decide what is shown; nothing is not a number.
func TestViewShowsWhatTheMethodHas(t *testing.T) {
	for id, want := range map[string]string{"fm": protocol.FieldVelocity, "mmd": protocol.FieldWitness} {
		r := set(t, small(id))
		f := last[protocol.Field](t, r.stage)
		width := map[string]int{protocol.FieldVelocity: 2, protocol.FieldWitness: 1}[f.Kind]
		if f.Kind != want || len(f.Values) != f.Frames*f.NX*f.NY*width || len(f.Times) != f.Frames {
			t.Errorf("%s: field %q of %d values, %d×%d at %d times", id, f.Kind, len(f.Values), f.NX, f.NY, f.Frames)
		}
		for _, v := range f.Values {
			if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
				t.Fatalf("%s: the field holds %v", id, v)
			}
		}
	}
}

// A target of one dimension, were there one, and those of two are shown in two; the bounds hold all of the target.
func TestSceneHoldsTheTarget(t *testing.T) {
	for _, e := range target.Registry() {
		if _, err := target.New(e.ID, nil, newRig().Open); err != nil {
			continue // reads a file
		}
		run := small("mmd")
		run.Target = e.ID
		scene := last[protocol.Scene](t, set(t, run).stage)
		b := scene.Bounds
		for i := 0; i < len(scene.Target); i += 2 {
			x, y := float64(scene.Target[i]), float64(scene.Target[i+1])
			if x < b[0] || x > b[2] || y < b[1] || y > b[3] {
				t.Fatalf("%s: (%g, %g) is outside the bounds %v", e.ID, x, y, b)
			}
		}
		if scene.Labels != e.Labels || len(scene.Target) == 0 {
			t.Errorf("%s: %d numbers, axes %q", e.ID, len(scene.Target), scene.Labels)
		}
	}
}

func TestShowTellsANewStageEverything(t *testing.T) {
	r := set(t, small("fm"))
	want := kinds(r.stage)
	r.forget()
	do(t, r.Show())
	if got := kinds(r.stage); !slices.Equal(got, want) || len(r.page) > 0 {
		t.Errorf("a new stage is told %v, and the page %v: want %v, and nothing", got, kinds(r.page), want)
	}
}

func TestPlaneIsTheFirstTwoColumns(t *testing.T) {
	for _, test := range []struct {
		dim        int
		points, is []float32
	}{
		{1, []float32{1, 2}, []float32{1, 0, 2, 0}},
		{2, []float32{1, 2, 3, 4}, []float32{1, 2, 3, 4}},
		{3, []float32{1, 2, 3, 4, 5, 6}, []float32{1, 2, 4, 5}},
	} {
		if got := plane(test.points, test.dim); !slices.Equal(got, test.is) {
			t.Errorf("%v of %d columns: %v, want %v", test.points, test.dim, got, test.is)
		}
	}
}
