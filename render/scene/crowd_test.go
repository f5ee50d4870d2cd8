package scene_test

import (
	"slices"
	"strings"
	"testing"

	"pushforward/core/random"
	"pushforward/render/scene"
	"pushforward/wasm/protocol"
)

// piece is n particles at rest, from the first-th of so many on.
func piece(generation, first, n, of int) *protocol.Crowd {
	return &protocol.Crowd{Generation: generation, First: first, N: n, Of: of, Times: protocol.Floats{0}, Points: make(protocol.Floats, 2*n)}
}

// Pieces gather until there are enough to stand for the particles; paths of a newer state take them away.
func TestCrowdGathers(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	must(t, s.SetPaths(straight(1, 2, 1)))
	must(t, s.SetCrowd(piece(1, 0, 15_000, 50_000)))
	if s.Crowd.Shown() {
		t.Error("15,000 of 50,000 are shown")
	}
	must(t, s.SetCrowd(piece(1, 30_000, 5_000, 50_000))) // does not follow on
	must(t, s.SetCrowd(piece(2, 15_000, 5_000, 50_000))) // of another generation
	if s.Crowd.Count != 15_000 {
		t.Errorf("%d particles: what does not belong there was added", s.Crowd.Count)
	}
	must(t, s.SetCrowd(piece(1, 15_000, 5_000, 50_000)))
	if !s.Crowd.Shown() || len(s.Crowd.Pieces) != 2 {
		t.Errorf("%d particles in %d pieces are not shown", s.Crowd.Count, len(s.Crowd.Pieces))
	}
	must(t, s.SetCrowd(piece(1, 0, 100, 25_000)))
	if s.Crowd.Count != 100 || s.Crowd.Of != 25_000 {
		t.Errorf("%d of %d particles after a new first piece", s.Crowd.Count, s.Crowd.Of)
	}
	must(t, s.SetPaths(straight(1, 2, 2)))
	if s.Crowd.Count != 0 || s.Crowd.Shown() {
		t.Error("new paths left the old crowd there")
	}
}

// A crowd that starts where the particles do has their colours, to the rounding of hue and radius, and loses them with the layer.
func TestCrowdIsColouredAsParticlesAre(t *testing.T) {
	s, r := scene.New(), random.New(4, "noise")
	const n = 2000
	noise := make(protocol.Floats, 2*n)
	for i := range noise {
		noise[i] = float32(3 + 2*r.Normal())
	}
	must(t, s.Begin(begin(1)))
	must(t, s.SetPaths(&protocol.Paths{Generation: 1, N: n, Frames: 1, Times: protocol.Floats{0}, Points: slices.Clone(noise)}))
	must(t, s.SetCrowd(&protocol.Crowd{Generation: 1, N: n, Of: n, Times: protocol.Floats{0}, Points: noise}))
	if tints := s.Tints(0); tints != nil {
		t.Errorf("%d colours without the layer", len(tints))
	}
	must(t, s.SetLayers(&protocol.Layers{On: []string{protocol.LayerOrigin}}))
	for _, dark := range []bool{false, true} {
		must(t, s.SetTheme(&protocol.Theme{Dark: dark}))
		s.Advance(0)
		for i, tint := range s.Tints(0) {
			red, green, blue := s.Origins[i].Bytes()
			for channel, want := range []uint8{red, green, blue} {
				if off := int(tint[channel]) - int(want); off > 20 || off < -20 {
					t.Fatalf("dark %v, particle %d: colour %v, want %v", dark, i, tint, s.Origins[i])
				}
			}
		}
	}
}

func TestCrowdThatDoesNotFitIsRefused(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	short := piece(1, 0, 10, 20)
	short.Points = short.Points[1:]
	for want, m := range map[string]*protocol.Crowd{"points": short, "want at most": piece(1, 0, 21, 20), "1048576": piece(1, 0, 10, 1<<30)} {
		if err := s.SetCrowd(m); err == nil || !strings.Contains(err.Error(), want) || s.Crowd.Count != 0 {
			t.Errorf("error %v with %d particles there: want one that names %s", err, s.Crowd.Count, want)
		}
	}
}
