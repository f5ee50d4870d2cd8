package scene_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"pushforward/render/camera"
	"pushforward/render/clock"
	"pushforward/render/path"
	"pushforward/render/scene"
	"pushforward/render/theme"
	"pushforward/wasm/protocol"
)

func begin(generation int) *protocol.Scene {
	return &protocol.Scene{
		Generation: generation,
		Bounds:     [4]float64{-4, -4, 4, 4},
		Target:     protocol.Floats{1, 2, 3, 4},
		Motion:     protocol.MotionTrajectory,
		Layers:     []string{protocol.LayerParticles},
	}
}

// straight is n particles that go from (i, 0) to (i, height) at constant speed.
func straight(generation, n int, height float32) *protocol.Paths {
	m := &protocol.Paths{Generation: generation, N: n, Frames: 3, Times: protocol.Floats{0, 0.5, 1}}
	for _, t := range m.Times {
		for i := range n {
			m.Points = append(m.Points, float32(i), height*t)
		}
	}
	return m
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestParticlesFollowTheClock(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	must(t, s.SetPaths(straight(1, 2, 8)))
	must(t, s.Seek(&protocol.Seek{T: 0.25}))
	if !s.Advance(0) {
		t.Fatal("nothing to draw")
	}
	if want := []float32{0, 2, 1, 2}; !slices.Equal(s.Positions, want) {
		t.Errorf("at t = ¼ positions are %v, want %v", s.Positions, want)
	}
	if s.Advance(time.Second) {
		t.Error("a clock that stands asks to be drawn")
	}
	must(t, s.Play(&protocol.Play{Speed: 1}))
	s.Advance(75 * time.Millisecond)
	if got, want := s.Positions[1], float32(8*(0.25+0.075/3)); math.Abs(float64(got-want)) > 1e-5 {
		t.Errorf("after 75 ms particle 0 is at height %v, want %v", got, want)
	}
}

// The scene knows which of the shell's requests of its clock it has heard last; some are not counted.
func TestRequestsOfTheClockAreCounted(t *testing.T) {
	s := scene.New()
	must(t, s.Play(&protocol.Play{Speed: 1, Number: 1}))
	must(t, s.Pause(&protocol.Pause{Number: 2}))
	must(t, s.Play(&protocol.Play{Speed: 1}))
	if s.Asked != 2 || !s.Clock.Playing() {
		t.Errorf("heard up to request %d, playing %v: want 2 and true", s.Asked, s.Clock.Playing())
	}
	must(t, s.Seek(&protocol.Seek{T: 0.5, Number: 3}))
	if s.Asked != 3 || s.Clock.Playing() {
		t.Errorf("heard up to request %d, playing %v: want 3 and false", s.Asked, s.Clock.Playing())
	}
}

func TestTrainingGlidesAtStandingTime(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	must(t, s.SetPaths(straight(1, 1, 8)))
	must(t, s.Seek(&protocol.Seek{T: 1}))
	s.Advance(0)
	must(t, s.SetPaths(straight(1, 1, 0)))
	s.Advance(0)
	if s.Positions[1] != 8 {
		t.Errorf("new paths moved the particle at once, to height %v", s.Positions[1])
	}
	last := s.Positions[1]
	for range 20 {
		if !s.Advance(path.GlideTime / 20) {
			t.Fatal("the glide asks for no drawing")
		}
		if s.Positions[1] >= last {
			t.Fatalf("height %v after %v", s.Positions[1], last)
		}
		last = s.Positions[1]
	}
	if last != 0 {
		t.Errorf("the glide ends at height %v, want 0", last)
	}
}

func TestOldGenerationsAreDropped(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(3)))
	must(t, s.SetPaths(straight(2, 5, 1)))
	must(t, s.SetField(&protocol.Field{Generation: 2, Kind: "nonsense"}))
	must(t, s.Begin(begin(2)))
	if s.Paths.Shown().N != 0 || !s.Velocity.Empty() || s.Generation != 3 {
		t.Errorf("generation %d shows %d particles", s.Generation, s.Paths.Shown().N)
	}
	must(t, s.SetPaths(straight(3, 5, 1)))
	must(t, s.Begin(begin(4)))
	s.Advance(0)
	if s.Paths.Shown().N != 0 || len(s.Positions) != 0 {
		t.Error("a new generation still shows the old particles")
	}
}

func TestRefusalsChangeNothing(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	must(t, s.SetPaths(straight(1, 2, 1)))
	s.Advance(0)
	before := s.Revision
	nan := math.NaN()
	broken := straight(1, 2, 1)
	broken.Points = broken.Points[:3]
	uncounted := straight(1, 2, 1)
	uncounted.Frames = 7
	for name, err := range map[string]error{
		"bounds":       s.Begin(&protocol.Scene{Generation: 2, Bounds: [4]float64{0, 0, nan, 1}}),
		"target":       s.Begin(&protocol.Scene{Generation: 2, Bounds: [4]float64{0, 0, 1, 1}, Target: protocol.Floats{1}}),
		"motion":       s.Begin(&protocol.Scene{Generation: 2, Bounds: [4]float64{0, 0, 1, 1}, Motion: "hop"}),
		"points":       s.SetPaths(broken),
		"frames":       s.SetPaths(uncounted),
		"kind":         s.SetField(&protocol.Field{Generation: 1, Kind: "temperature"}),
		"field":        s.SetField(&protocol.Field{Generation: 1, Kind: protocol.FieldWitness}),
		"field frames": s.SetField(witness(1, 5)),
		"speed":        s.Play(&protocol.Play{Speed: nan}),
		"t":            s.Seek(&protocol.Seek{T: 2}),
		"theme":        s.SetTheme(&protocol.Theme{Background: "red"}),
	} {
		if err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if s.Generation != 1 || s.Revision != before || s.Advance(time.Second) || s.Theme != theme.Light() {
		t.Error("a refused message left a trace")
	}
}

func witness(generation, frames int) *protocol.Field {
	return &protocol.Field{
		Generation: generation, Kind: protocol.FieldWitness, Bounds: [4]float64{0, 0, 1, 1},
		NX: 2, NY: 2, Frames: frames, Times: protocol.Floats{0}, Values: protocol.Floats{1, 2, 3, 4},
	}
}

func TestFieldsGoToTheirLayer(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	before := s.Revision
	must(t, s.SetField(witness(1, 1)))
	if s.Witness.Empty() || !s.Velocity.Empty() || s.Revision.Witness == before.Witness {
		t.Error("the witness did not reach the heat map")
	}
}

// Between two frames a trajectory is smooth; a simulation, whose path is rough, is not rounded off, and shows only the last of where it has been.
func TestMotionSaysHowPathsAreDrawn(t *testing.T) {
	for motion, want := range map[string]struct {
		curve path.Curve
		whole bool
	}{
		protocol.MotionTrajectory:    {path.Cubic, true},
		protocol.MotionInterpolation: {path.Linear, true},
		protocol.MotionSimulation:    {path.Linear, false},
	} {
		s, m := scene.New(), begin(1)
		m.Motion = motion
		must(t, s.Begin(m))
		if s.Curve != want.curve || (s.Tail == 1) != want.whole || !(s.Tail > 0) {
			t.Errorf("%s: curve %v, tails of %v, want %v, and whole: %v", motion, s.Curve, s.Tail, want.curve, want.whole)
		}
	}
}

// A density has a place of its own beside the witness.
func TestDensityAndWitnessKeepApart(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	density := witness(1, 1)
	density.Kind = protocol.FieldDensity
	before := s.Revision
	must(t, s.SetField(density))
	if s.Density.Empty() || !s.Witness.Empty() || s.Revision.Density == before.Density || s.Revision.Witness != before.Witness {
		t.Error("the density did not reach its layer alone")
	}
	must(t, s.Begin(begin(2)))
	if !s.Density.Empty() {
		t.Error("a new scene keeps the old one's density")
	}
}

func TestTheShellsLayersOutliveAScene(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	if !s.On(protocol.LayerParticles) || s.On(protocol.LayerTrails) {
		t.Error("a scene's own layers are not on")
	}
	must(t, s.SetLayers(&protocol.Layers{On: []string{protocol.LayerTrails, "from the future"}}))
	must(t, s.Begin(begin(2)))
	if s.On(protocol.LayerParticles) || !s.On(protocol.LayerTrails) {
		t.Error("the shell's choice was lost")
	}
	must(t, s.SetLayers(&protocol.Layers{}))
	if !s.On(protocol.LayerParticles) || s.On(protocol.LayerTrails) {
		t.Error("without a choice the scene's own layers are not on")
	}
	must(t, s.SetLayers(&protocol.Layers{On: []string{}}))
	if len(s.Layers()) != 0 {
		t.Errorf("an empty choice shows %v", s.Layers())
	}
}

func TestTheUsersViewOutlivesASceneWithTheSameBounds(t *testing.T) {
	s := scene.New()
	s.Resize(400, 400, 2)
	must(t, s.Begin(begin(1)))
	s.Camera.ZoomAt(10, 10, 3)
	must(t, s.Begin(begin(2)))
	if s.Camera.Zoom() != 3 {
		t.Errorf("zoom is %v, want 3", s.Camera.Zoom())
	}
	other := begin(3)
	other.Bounds[0] = -8
	must(t, s.Begin(other))
	if s.Camera.Zoom() != 1 {
		t.Errorf("zoom is %v after new bounds, want 1", s.Camera.Zoom())
	}
}

// A stage that is to look where others do may be told before its scene begins.
func TestALinkedViewLooksWhereItIsTold(t *testing.T) {
	s := scene.New()
	s.Resize(400, 400, 2)
	want := protocol.Camera{X: 0.25, Y: -0.5, Scale: 3}
	must(t, s.SetCamera(&want))
	must(t, s.Begin(begin(1)))
	if got := s.Look(); got != want {
		t.Errorf("looks at %+v, want %+v", got, want)
	}
	for _, bad := range []protocol.Camera{{}, {Scale: -1}, {X: math.NaN(), Scale: 1}, {Y: math.Inf(1), Scale: 1}, {Scale: math.Inf(1)}} {
		if err := s.SetCamera(&bad); err == nil || s.Look() != want {
			t.Errorf("%+v: error %v, and looks at %+v", bad, err, s.Look())
		}
	}
}

func TestResizeDistrustsThePixelRatio(t *testing.T) {
	s := scene.New()
	for _, bad := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		s.Resize(100, 100, bad)
		if s.Pixel != 1 || s.Camera.View() == (camera.Bounds{}) {
			t.Errorf("ratio %v was taken as %v", bad, s.Pixel)
		}
	}
}

func TestPointsShrinkOnASmallStageAndGrowWithZoom(t *testing.T) {
	s := scene.New()
	last := 0.0
	for _, side := range []int{1, 300, 600, 900, 100_000} {
		s.Resize(2*side, 4*side, 2)
		if got := s.PointScale(); got < last || got < 0.5 || got > 1.5 {
			t.Errorf("side %d: scale %v after %v", side, got, last)
		}
		last = s.PointScale()
	}
	s.Resize(600, 600, 1)
	if got := s.PointScale(); got != 1 {
		t.Errorf("usual stage: scale %v, want 1", got)
	}
	s.Camera.ZoomAt(0, 0, 4)
	if got := s.PointScale(); got <= 1 || got >= 4 {
		t.Errorf("zoomed fourfold: scale %v, want between 1 and 4", got)
	}
}

func TestOriginIsForLife(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	must(t, s.SetLayers(&protocol.Layers{On: []string{protocol.LayerOrigin}}))
	must(t, s.SetPaths(straight(1, 3, 8)))
	s.Advance(0)
	first := slices.Clone(s.Origins)
	if len(first) != 3 || first[0] == first[2] {
		t.Fatalf("origins %v: want three, the outer two apart", first)
	}
	must(t, s.SetPaths(straight(1, 3, 1)))
	must(t, s.Seek(&protocol.Seek{T: 1}))
	s.Advance(clock.MaxStep)
	if !slices.Equal(s.Origins, first) {
		t.Error("training changed the colours")
	}
	must(t, s.SetTheme(&protocol.Theme{Dark: true}))
	s.Advance(0)
	if slices.Equal(s.Origins, first) {
		t.Error("the dark theme has the light one's colours")
	}
	must(t, s.SetLayers(&protocol.Layers{}))
	s.Advance(0)
	if len(s.Origins) != 0 {
		t.Error("the colours outlived their layer")
	}
}

func TestAFrameAllocatesNothing(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	must(t, s.SetLayers(&protocol.Layers{On: []string{protocol.LayerOrigin}}))
	must(t, s.SetPaths(straight(1, 500, 8)))
	must(t, s.Play(&protocol.Play{Speed: 1}))
	s.Advance(0)
	if n := testing.AllocsPerRun(20, func() { s.Advance(16 * time.Millisecond) }); n != 0 {
		t.Errorf("%v allocations a frame", n)
	}
}

func TestAspectComesWithTheScene(t *testing.T) {
	s := scene.New()
	if s.Begun() {
		t.Error("there is a scene before the first")
	}
	m := begin(1)
	m.Bounds, m.Aspect = [4]float64{0, 0, 6, 2}, 1.5
	must(t, s.Begin(m))
	if got := s.Camera.Shape(); !s.Begun() || math.Abs(got-2) > 1e-12 {
		t.Errorf("shape %v, want 6/(1.5·2) = 2", got)
	}
	// Speeds compare as they look: (3, 0) and (0, 2) at an aspect of 1.5 are as fast.
	must(t, s.SetField(&protocol.Field{Generation: 1, Kind: protocol.FieldVelocity, Bounds: m.Bounds, NX: 2, NY: 2, Frames: 1,
		Times: protocol.Floats{0}, Values: protocol.Floats{3, 0, 0, 2, 0, -2, -3, 0}}))
	for _, q := range []float64{0, 0.5, 1} {
		if got := s.Velocity.Scale(q); got != 3 {
			t.Errorf("%v of the speeds are up to %v, want 3", q, got)
		}
	}
	for _, aspect := range []float64{-1, math.NaN(), math.Inf(1)} {
		bad := begin(2)
		bad.Aspect = aspect
		if err := s.Begin(bad); err == nil || s.Generation != 1 {
			t.Errorf("aspect %v: error %v, generation %d: want it refused", aspect, err, s.Generation)
		}
	}
}
