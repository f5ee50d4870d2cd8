package scene_test

import (
	"math"
	"strings"
	"testing"

	"pushforward/render/path"
	"pushforward/render/scene"
	"pushforward/wasm/protocol"
)

// turning is a point that goes a quarter round the origin, with the rotation for its Jacobian.
func turning(generation int) *protocol.Probe {
	m := &protocol.Probe{Generation: generation, Radius: 0.5}
	for i := range 11 {
		t := float64(i) / 10
		sin, cos := math.Sincos(t * math.Pi / 2)
		m.Times = append(m.Times, float32(t))
		m.Points = append(m.Points, float32(cos), float32(sin))
		m.Jacobians = append(m.Jacobians, float32(cos), float32(-sin), float32(sin), float32(cos))
	}
	return m
}

func TestProbeIsKnownBetweenFrames(t *testing.T) {
	s := scene.New()
	must(t, s.Begin(begin(1)))
	must(t, s.SetProbe(turning(1)))
	if !s.Advance(0) {
		t.Error("a probe asks for no drawing")
	}
	at := path.At(s.Probe.Path.Times, 0.333, s.Curve)
	sin, cos := math.Sincos(0.333 * math.Pi / 2)
	if x, y := at.Position(&s.Probe.Path, 0); math.Abs(float64(x)-cos) > 1e-3 || math.Abs(float64(y)-sin) > 1e-3 {
		t.Errorf("at t = 0.333 the probe is at (%v, %v), want (%v, %v)", x, y, cos, sin)
	}
	j := s.Probe.Jacobian(&at)
	for i, want := range []float64{cos, -sin, sin, cos} {
		if math.Abs(float64(j[i])-want) > 1e-3 {
			t.Errorf("at t = 0.333 the Jacobian is %v, want the rotation by %v", j, 0.333*math.Pi/2)
			break
		}
	}
}

func TestProbeGoes(t *testing.T) {
	for name, away := range map[string]func(s *scene.Scene) error{
		"by an empty message": func(s *scene.Scene) error { return s.SetProbe(&protocol.Probe{Generation: 1}) },
		"with its generation": func(s *scene.Scene) error { return s.Begin(begin(2)) },
	} {
		s := scene.New()
		must(t, s.Begin(begin(1)))
		must(t, s.SetProbe(turning(1)))
		must(t, s.SetProbe(&protocol.Probe{})) // late: of no generation that is shown
		if s.Probe.Path.N != 1 {
			t.Error("a late message took the probe away")
		}
		must(t, away(s))
		if s.Probe.Path.N != 0 {
			t.Errorf("%s: the probe is still there", name)
		}
	}
}

func TestProbeThatDoesNotFitIsRefused(t *testing.T) {
	for want, spoil := range map[string]func(m *protocol.Probe){
		"times":     func(m *protocol.Probe) { m.Times[1] = 0 },
		"points":    func(m *protocol.Probe) { m.Points = m.Points[:3] },
		"jacobians": func(m *protocol.Probe) { m.Jacobians = m.Jacobians[:4] },
		"radius":    func(m *protocol.Probe) { m.Radius = math.NaN() },
		"partner":   func(m *protocol.Probe) { m.Partner = protocol.Floats{1} },
	} {
		s := scene.New()
		must(t, s.Begin(begin(1)))
		must(t, s.SetProbe(turning(1)))
		m := turning(1)
		spoil(m)
		if err := s.SetProbe(m); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("spoilt %s: error %v", want, err)
		}
		if s.Probe.Path.Frames() != 11 || s.Probe.Radius != 0.5 {
			t.Errorf("spoilt %s changed the probe that was there", want)
		}
	}
}
