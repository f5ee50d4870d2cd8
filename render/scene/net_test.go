package scene_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pushforward/render/scene"
	"pushforward/wasm/protocol"
)

// sheared is a net of 5×5 nodes over [0,1]² that stays at t = 0 and is mapped by (x, y) ↦ (3x + y, flip·2y) at t = 1.
func sheared(generation int, flip float32) *protocol.Net {
	m := &protocol.Net{Generation: generation, NX: 5, NY: 5, Mesh: 2, Frames: 2, Times: protocol.Floats{0, 1}}
	for frame := range 2 {
		for k := range 25 {
			x, y := float32(k%5)/4, float32(k/5)/4
			if frame == 1 {
				x, y = 3*x+y, flip*2*y
			}
			m.Points = append(m.Points, x, y)
		}
	}
	return m
}

// The stretch of a linear map is its determinant, at every node.
func TestStretchIsTheDeterminant(t *testing.T) {
	for _, flip := range []float32{1, -1} {
		s := scene.New()
		must(t, s.Begin(begin(1)))
		must(t, s.SetNet(sheared(1, flip)))
		stretch := make([]float32, 25)
		s.Net.Stretch(stretch, s.Net.Shown().Frame(1))
		for _, v := range stretch {
			if math.Abs(float64(v-6*flip)) > 1e-4 {
				t.Fatalf("stretch %v, want %v everywhere", stretch, 6*flip)
			}
		}
		s.Net.Stretch(stretch, s.Net.Shown().Frame(0))
		if stretch[12] != 1 {
			t.Errorf("where the net starts, the stretch is %v, want 1", stretch[12])
		}
	}
}

func TestNetGlides(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	must(t, s.SetNet(sheared(1, 1)))
	s.Advance(0)
	last := slices.Clone(s.Net.Shown().Points)
	must(t, s.SetNet(sheared(1, -1)))
	if !slices.Equal(s.Net.Shown().Points, last) || !s.Advance(10e6) {
		t.Error("a new net jumps, or asks for no drawing")
	}
	must(t, s.Begin(begin(2)))
	if s.Net.Shown().N != 0 {
		t.Error("a new generation still shows the old net")
	}
}

func TestWhatDoesNotFitIsRefused(t *testing.T) {
	for want, message := range map[string]func(s *scene.Scene) error{
		"nodes":  func(s *scene.Scene) error { m := sheared(1, 1); m.NX = 1; return s.SetNet(m) },
		"mesh":   func(s *scene.Scene) error { m := sheared(1, 1); m.Mesh = 3; return s.SetNet(m) },
		"frames": func(s *scene.Scene) error { m := sheared(1, 1); m.Frames = 3; return s.SetNet(m) },
		"points": func(s *scene.Scene) error { m := sheared(1, 1); m.Points = m.Points[2:]; return s.SetNet(m) },
		"partners": func(s *scene.Scene) error {
			return s.SetPairs(&protocol.Pairs{Generation: 1, Partners: protocol.Floats{1}})
		},
		"codes": func(s *scene.Scene) error {
			return s.SetLatent(&protocol.Latent{Generation: 1, Codes: protocol.Floats{1}, Spread: protocol.Floats{1, 1}})
		},
		"spread": func(s *scene.Scene) error { return s.SetLatent(&protocol.Latent{Generation: 1}) },
	} {
		s := scene.New()
		must(t, s.Begin(begin(1)))
		if err := message(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v: want one that names %s", err, want)
		}
		if s.Net.Shown().N != 0 || s.Pairs.Partners != nil || s.Latent.Codes != nil {
			t.Errorf("%s: what was refused is shown", want)
		}
	}
}

// A choice of layers is told as it was made: none is nil, and of nothing is empty.
func TestChosenLayers(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	if s.Chosen() != nil {
		t.Errorf("chosen %v before there was a choice", s.Chosen())
	}
	must(t, s.SetLayers(&protocol.Layers{On: []string{}}))
	if on := s.Chosen(); on == nil || len(on) != 0 {
		t.Errorf("chosen %v, want an empty list", on)
	}
	must(t, s.SetLayers(&protocol.Layers{On: []string{"b", "a"}}))
	if on := s.Chosen(); !slices.Equal(on, []string{"a", "b"}) {
		t.Errorf("chosen %v, want [a b]", on)
	}
}
