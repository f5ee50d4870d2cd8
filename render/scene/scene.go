// Package scene is all that the stage shows, as plain data: it is fed by the protocol's messages, moves with time, and
// knows no screen. A message that does not fit is refused with an error and changes nothing.
package scene

import (
	"maps"
	"math"
	"slices"
	"time"

	"pushforward/render/camera"
	"pushforward/render/clock"
	"pushforward/render/field"
	"pushforward/render/path"
	"pushforward/render/theme"
)

// Revision counts changes of one part of the scene: whoever caches a picture of it compares.
type Revision struct{ Target, Theme, Witness, Density, Velocity, Divergence, Latent, Crowd, View, Origin int }

// Scene is what is shown. Layers read it; only its methods change it.
type Scene struct {
	Clock  clock.Clock
	Asked  int // the number of the shell's last request of the clock
	Camera camera.Camera
	Theme  theme.Theme
	Pixel  float64 // device pixels per CSS pixel

	Generation int
	Particles  int       // that the shell asks to be shown, 0 for the usual number
	Target     []float32 // [n×2]
	Labels     [2]string // axis names, "" if none
	Curve      path.Curve
	Tail       float64     // how far back in t trails reach
	Velocity   field.Field // C = 2
	Witness    field.Field // C = 1, signed
	Slope      field.Field // C = 2, of the witness
	Density    field.Field // C = 1, from 0 to 1
	Divergence field.Field // C = 1, of the velocity
	Paths      path.Glide
	Crowd      Crowd
	Net        Net
	Pairs      Pairs
	Latent     Latent
	Probe      Probe

	Positions []float32      // [N×2], where the particles are now
	Origins   []theme.Colour // [N], by where they started; empty unless colours by origin are on
	Revision  Revision

	followed  []int           // particles of which all the way is drawn
	on        map[string]bool // layers drawn
	usual     []string        // layers the scene itself asks for
	chosen    bool            // by the shell: a new scene's defaults no longer count
	changed   bool            // something to draw since the last Advance
	originsOf Revision        // what Origins was made from
}

// New returns an empty scene on a light ground.
func New() *Scene {
	return &Scene{Theme: theme.Light(), Pixel: 1, on: map[string]bool{}}
}

// homeMargin is kept free around the bounds, in CSS pixels: room for the ticks.
const homeMargin = 14

// Resize tells the view's size in device pixels and how many of them make a CSS pixel.
func (s *Scene) Resize(width, height int, pixel float64) {
	if !(pixel > 0) || math.IsInf(pixel, 0) {
		pixel = 1
	}
	s.Pixel = pixel
	s.Camera.Resize(float64(width), float64(height), homeMargin*pixel)
	s.Moved()
}

// usualSide is the side of the stage, in CSS pixels, that sizes of points are given for.
const usualSide = 600.0

// PointScale returns how much larger than usual points should be drawn: smaller on a small stage, where they would
// close up, and larger as the view zooms in, both more slowly than the distances between them.
func (s *Scene) PointScale() float64 {
	x, y := s.Camera.Middle()
	side := 2 * min(x, y) / s.Pixel
	return min(max(math.Sqrt(side/usualSide), 0.6), 1.3) * min(max(math.Pow(s.Camera.Zoom(), 0.3), 0.8), 2)
}

// Moved notes that the camera was moved.
func (s *Scene) Moved() {
	s.Revision.View++
	s.changed = true
}

// Changed notes that the picture must be drawn again.
func (s *Scene) Changed() { s.changed = true }

// On reports whether a layer is drawn.
func (s *Scene) On(id string) bool { return s.on[id] }

// Begun reports whether there has been a scene to show.
func (s *Scene) Begun() bool { return s.Revision.Target > 0 }

// Chosen returns the ids of the layers that the shell has chosen, nil if those of the scene are drawn.
func (s *Scene) Chosen() []string {
	if !s.chosen {
		return nil
	}
	return append([]string{}, s.Layers()...)
}

// Layers returns the ids that are on, in alphabetical order.
func (s *Scene) Layers() []string { return slices.Sorted(maps.Keys(s.on)) }

// Advance lets dt pass, moves the particles to where they now are, and reports whether the picture changed since the
// last call. It allocates nothing once warm.
func (s *Scene) Advance(dt time.Duration) (changed bool) {
	moved := s.Clock.Advance(dt)
	step := min(dt, clock.MaxStep)
	paths, net := s.Paths.Advance(step), s.Net.Advance(step)
	moved = moved || paths || net
	changed = moved || s.changed
	s.changed = false
	if changed {
		s.place()
	}
	return changed
}

// place finds where each particle is at the clock's time.
func (s *Scene) place() {
	shown := s.Paths.Shown()
	if shown.N == 0 {
		s.Positions, s.Origins = s.Positions[:0], s.Origins[:0]
		return
	}
	if cap(s.Positions) < 2*shown.N {
		s.Positions = make([]float32, 2*shown.N)
	}
	s.Positions = s.Positions[:2*shown.N]
	stencil := path.At(shown.Times, float32(s.Clock.Time()), s.Curve)
	stencil.Positions(s.Positions, shown)
	s.colour(shown)
}
