package scene

import (
	"fmt"
	"math"

	"pushforward/render/path"
	"pushforward/wasm/protocol"
)

// Probe is one point that is followed both ways. It is empty while Path.N is 0.
type Probe struct {
	Path      path.Paths // N = 1: from the noise it comes from to the data it becomes
	Jacobians []float32  // [F×4] rows of ∂x(t)/∂x(0), or none
	Radius    float64    // of the circle around the noise whose image is drawn, world units
	Partner   []float32  // [2], where an optimal plan would send the noise, or none
}

// SetProbe shows a point's way, or none; it keeps m's slices. A probe of another generation is dropped without an error.
func (s *Scene) SetProbe(m *protocol.Probe) error {
	if m.Generation != s.Generation {
		return nil
	}
	if len(m.Times) == 0 {
		s.Probe = Probe{}
		s.changed = true
		return nil
	}
	p := Probe{
		Path:      path.Paths{N: 1, Times: m.Times, Points: m.Points},
		Jacobians: m.Jacobians, Radius: m.Radius, Partner: m.Partner,
	}
	if err := p.check(); err != nil {
		return fmt.Errorf("probe: %w", err)
	}
	s.Probe = p
	s.changed = true
	return nil
}

func (p *Probe) check() error {
	if err := p.Path.Check(); err != nil {
		return err
	}
	if n := len(p.Jacobians); n != 0 && n != 4*p.Path.Frames() {
		return fmt.Errorf("%d numbers in jacobians: want frames %d × 4, or none", n, p.Path.Frames())
	}
	if !(p.Radius >= 0) || math.IsInf(p.Radius, 0) {
		return fmt.Errorf("radius %v: want a finite number, at least 0", p.Radius)
	}
	if n := len(p.Partner); n != 0 && n != 2 {
		return fmt.Errorf("%d numbers in partner: want 2, or none", n)
	}
	return nil
}

// Jacobian is ∂x(t)/∂x(0) at a stencil's time, by rows. It must not be asked of a probe without.
func (p *Probe) Jacobian(at *path.Stencil) (j [4]float32) {
	for k := range at.Count {
		for i := range j {
			j[i] += at.Weight[k] * p.Jacobians[4*at.Frame[k]+i]
		}
	}
	return j
}
