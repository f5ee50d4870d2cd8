package scene

import (
	"fmt"
	"math"

	"pushforward/render/camera"
	"pushforward/render/field"
	"pushforward/render/path"
	"pushforward/render/theme"
	"pushforward/wasm/protocol"
)

// Begin starts a new generation: its target and bounds; the paths and fields of the old one are gone. The user's view
// stays if the bounds do, and so do the layers the shell has chosen.
func (s *Scene) Begin(m *protocol.Scene) error {
	bounds := camera.Bounds(m.Bounds)
	curve, tail, err := motionOf(m.Motion)
	switch {
	case !bounds.Valid():
		return fmt.Errorf("scene: bounds %v: want finite xmin < xmax and ymin < ymax", m.Bounds)
	case !(m.Aspect >= 0) || math.IsInf(m.Aspect, 0):
		return fmt.Errorf("scene: aspect %v: want a positive number, or 0 for 1", m.Aspect)
	case len(m.Target)%2 != 0:
		return fmt.Errorf("scene: %d numbers in target: want pairs", len(m.Target))
	case err != nil:
		return err
	case m.Generation < s.Generation:
		return nil // late: a newer one is already shown
	}
	s.Generation = m.Generation
	s.Target = append(s.Target[:0], m.Target...)
	s.Labels = m.Labels
	s.Curve, s.Tail = curve, tail
	s.Camera.SetHome(bounds, m.Aspect)
	s.Paths.Clear()
	s.Probe = Probe{}
	s.Crowd = Crowd{}
	s.Net.Clear()
	s.Pairs, s.Latent = Pairs{}, Latent{}
	for _, f := range []*field.Field{&s.Velocity, &s.Witness, &s.Slope, &s.Density, &s.Divergence} {
		f.Values = nil
	}
	s.usual = append(s.usual[:0], m.Layers...)
	if !s.chosen {
		s.show(s.usual)
	}
	s.Revision.Target++
	s.Revision.Velocity++
	s.Revision.Witness++
	s.Revision.Density++
	s.Revision.Divergence++
	s.Revision.Latent++
	s.Revision.Origin++
	s.Moved()
	return nil
}

// roughTail is how far back in t the trails of rough paths reach: all of them are a thicket, but for those of a few particles.
const roughTail = 0.08

// motionOf is how positions between two frames are found, and how far back in t trails reach.
func motionOf(motion string) (curve path.Curve, tail float64, err error) {
	switch motion {
	case protocol.MotionTrajectory, "":
		return path.Cubic, 1, nil
	case protocol.MotionInterpolation:
		return path.Linear, 1, nil
	case protocol.MotionSimulation:
		return path.Linear, roughTail, nil
	}
	return 0, 0, fmt.Errorf("scene: motion %q: want %q, %q or %q", motion, protocol.MotionTrajectory, protocol.MotionInterpolation, protocol.MotionSimulation)
}

// SetPaths lets the particles glide to new paths. Paths of another generation are dropped without an error.
func (s *Scene) SetPaths(m *protocol.Paths) error {
	if m.Generation != s.Generation {
		return nil
	}
	p := path.Paths{N: m.N, Times: m.Times, Points: m.Points}
	if err := p.Check(); err != nil {
		return err
	}
	if m.Frames != p.Frames() {
		return fmt.Errorf("paths: frames %d but %d times", m.Frames, p.Frames())
	}
	same := s.Paths.Shown().N == p.N
	s.Paths.Set(p)
	if !same {
		s.Revision.Origin++
		s.follow(nil)
	}
	s.Crowd = Crowd{} // of an older state
	s.changed = true
	return nil
}

// SetField replaces the velocity, the witness, the density or the divergence; it keeps m's slices. Fields of another generation are dropped without
// an error.
func (s *Scene) SetField(m *protocol.Field) error {
	if m.Generation != s.Generation {
		return nil
	}
	dst, revision, components := &s.Velocity, &s.Revision.Velocity, 2
	switch m.Kind {
	case protocol.FieldVelocity:
	case protocol.FieldWitness:
		dst, revision, components = &s.Witness, &s.Revision.Witness, 1
	case protocol.FieldDensity:
		dst, revision, components = &s.Density, &s.Revision.Density, 1
	case protocol.FieldDivergence:
		dst, revision, components = &s.Divergence, &s.Revision.Divergence, 1
	default:
		return fmt.Errorf("field: kind %q: want %q, %q, %q or %q", m.Kind,
			protocol.FieldVelocity, protocol.FieldWitness, protocol.FieldDensity, protocol.FieldDivergence)
	}
	f := field.Field{Bounds: camera.Bounds(m.Bounds), NX: m.NX, NY: m.NY, C: components, Times: m.Times, Values: m.Values}
	if err := f.Check(); err != nil {
		return err
	}
	if m.Frames != len(m.Times) {
		return fmt.Errorf("field: frames %d but %d times", m.Frames, len(m.Times))
	}
	if components == 2 {
		f.Units = []float32{1, float32(s.Camera.Aspect())}
	}
	*dst = f
	*revision++
	if m.Kind == protocol.FieldWitness {
		s.Witness.Gradient(&s.Slope)
		s.Slope.Units = []float32{1, float32(s.Camera.Aspect())}
	}
	s.changed = true
	return nil
}

// Play starts the clock.
func (s *Scene) Play(m *protocol.Play) error {
	s.hear(m.Number)
	err := s.Clock.Play(m.Speed)
	s.changed = s.changed || err == nil
	return err
}

// Pause stops the clock.
func (s *Scene) Pause(m *protocol.Pause) error {
	s.hear(m.Number)
	s.Clock.Pause()
	s.changed = true
	return nil
}

// hear notes that a request of the clock has come.
func (s *Scene) hear(number int) { s.Asked = max(s.Asked, number) }

// Seek stops the clock at a time.
func (s *Scene) Seek(m *protocol.Seek) error {
	s.hear(m.Number)
	err := s.Clock.Seek(m.T)
	s.changed = s.changed || err == nil
	return err
}

// SetCamera moves the view to where another stage looks.
func (s *Scene) SetCamera(m *protocol.Camera) error {
	if !(m.Scale > 0) || !finite(m.X) || !finite(m.Y) || !finite(m.Scale) {
		return fmt.Errorf("camera: (%v, %v) at scale %v: want finite numbers and a positive scale", m.X, m.Y, m.Scale)
	}
	s.Camera.Look(m.X, m.Y, m.Scale)
	s.Moved()
	return nil
}

// Look is where the view looks.
func (s *Scene) Look() protocol.Camera {
	x, y := s.Camera.Place()
	return protocol.Camera{X: x, Y: y, Scale: s.Camera.Zoom()}
}

// SetTheme takes the page's colours; those left empty are the light or dark theme's own.
func (s *Scene) SetTheme(m *protocol.Theme) error {
	base := theme.Light()
	if m.Dark {
		base = theme.Dark()
	}
	t, err := base.Override(m.Background, m.Foreground, m.Target, m.Generated, m.Noise)
	if err != nil {
		return err
	}
	s.Theme = t
	s.Revision.Theme++
	s.changed = true
	return nil
}

// SetLayers chooses what is drawn, from now on for every generation; a message without a list leaves the choice to each
// scene again. Ids that this stage does not know are let pass: the page may be newer.
func (s *Scene) SetLayers(m *protocol.Layers) error {
	s.chosen, s.Particles = m.On != nil, m.Particles
	if s.chosen {
		s.show(m.On)
	} else {
		s.show(s.usual)
	}
	return nil
}

func (s *Scene) show(ids []string) {
	clear(s.on)
	for _, id := range ids {
		s.on[id] = true
	}
	s.changed = true
}
