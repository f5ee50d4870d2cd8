package scene_test

import (
	"cmp"
	"math"
	"slices"
	"testing"
	"time"

	"pushforward/core/random"
	"pushforward/render/scene"
	"pushforward/wasm/protocol"
)

// walk is a simulation of n particles that stand at random places, and the scene that shows it on 400 pixels.
func walk(t *testing.T, n int) (*scene.Scene, protocol.Floats) {
	t.Helper()
	s, m, r := scene.New(), begin(1), random.New(8, "places")
	m.Motion = protocol.MotionSimulation
	places := make(protocol.Floats, 2*n)
	for i := range places {
		places[i] = float32(r.Normal())
	}
	s.Resize(400, 400, 1)
	must(t, s.Begin(m))
	must(t, s.SetPaths(&protocol.Paths{Generation: 1, N: n, Frames: 1, Times: protocol.Floats{0}, Points: places}))
	s.Advance(time.Second)
	return s, places
}

// The reader follows the particles nearest to the pointer, and the first ones while it is at none.
func TestPointerChoosesWhomToFollow(t *testing.T) {
	s, places := walk(t, 300)
	first := slices.Clone(s.Followed())
	if !slices.Equal(first, []int{0, 1, 2, 3, 4, 5, 6, 7}) {
		t.Fatalf("at first %v are followed", first)
	}
	for _, at := range [][2]float64{{200, 200}, {170, 220}, {230, 240}} {
		s.Point(at[0], at[1])
		x, y := s.Camera.World(at[0], at[1])
		away := func(i int) float64 { return math.Hypot(float64(places[2*i])-x, float64(places[2*i+1])-y) }
		all := make([]int, 300)
		for i := range all {
			all[i] = i
		}
		slices.SortFunc(all, func(a, b int) int { return cmp.Compare(away(a), away(b)) })
		if got := s.Followed(); !slices.Equal(got, all[:3]) {
			t.Errorf("at %v %v are followed, want %v", at, got, all[:3])
		}
	}
	s.Advance(0)
	s.Point(230, 240)
	if s.Advance(0) {
		t.Error("the picture changed though the pointer stands")
	}
	s.Point(5, 5) // a corner, far from all
	if !s.Advance(0) || !slices.Equal(s.Followed(), first) {
		t.Errorf("at none %v are followed, want the first", s.Followed())
	}
	s.Point(200, 200)
	s.PointAway()
	if !slices.Equal(s.Followed(), first) {
		t.Errorf("without a pointer %v are followed, want the first", s.Followed())
	}
	must(t, s.SetPaths(straight(1, 2, 1)))
	if got := s.Followed(); !slices.Equal(got, []int{0, 1}) {
		t.Errorf("of two particles %v are followed", got)
	}
}

// Trails of other methods reach back to the noise by themselves: nobody is followed.
func TestOnlySimulationsAreFollowed(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	must(t, s.SetPaths(straight(1, 20, 1)))
	s.Point(0, 0)
	if got := s.Followed(); len(got) != 0 {
		t.Errorf("%v of a trajectory are followed", got)
	}
}

func TestPointingAllocatesNothing(t *testing.T) {
	s, _ := walk(t, 1000)
	s.Point(200, 200)
	if count := testing.AllocsPerRun(20, func() { s.Point(180, 200); s.PointAway() }); count > 0 {
		t.Errorf("%v allocations", count)
	}
}
