package scene

import (
	"math"

	"pushforward/render/cloud"
	"pushforward/render/path"
	"pushforward/render/theme"
	"pushforward/wasm/protocol"
)

// A crowd's colours are rounded: the circle of hues is cut in so many parts, and the radius, in standard deviations, in parts so wide up to so many.
const (
	tintHues   = 128
	tintRadii  = 32
	tintRadius = 1.0 / 8
)

// tints is the colours of a crowd by origin, piece by piece as they are asked for.
type tints struct {
	pieces    [][]cloud.Tint
	of        Revision // what they were made from
	x, y      float64  // the mean of the noise
	deviation float64
	palette   [tintRadii][tintHues]cloud.Tint
}

// Tints returns the colours of a piece of the crowd by origin, in the way of [Scene.Origins]; nil unless colours by origin are on.
func (s *Scene) Tints(piece int) []cloud.Tint {
	if !s.On(protocol.LayerOrigin) {
		return nil
	}
	t := &s.Crowd.tints
	if made := (Revision{Theme: s.Revision.Theme, Origin: s.Revision.Origin}); t.of != made {
		t.of = made
		t.mix(s.Theme)
		t.x, t.y, t.deviation = spread(s.Paths.Shown().Frame(0))
		for i := range t.pieces {
			t.pieces[i] = t.pieces[i][:0]
		}
	}
	for len(t.pieces) <= piece {
		t.pieces = append(t.pieces, nil)
	}
	p := &s.Crowd.Pieces[piece]
	if len(t.pieces[piece]) != p.N {
		t.pieces[piece] = t.tint(t.pieces[piece][:0], p)
	}
	return t.pieces[piece]
}

// mix fills the palette with a theme's colours.
func (t *tints) mix(by theme.Theme) {
	for r := range t.palette {
		for h := range t.palette[r] {
			red, green, blue := by.Origin(2*math.Pi*(float64(h)+0.5)/tintHues, tintRadius*(float64(r)+0.5)).Bytes()
			t.palette[r][h] = cloud.Tint{red, green, blue, 0}
		}
	}
}

// tint appends the colours of a piece to list. What starts nowhere has the first: it is not drawn.
func (t *tints) tint(list []cloud.Tint, p *path.Paths) []cloud.Tint {
	start := p.Frame(0)
	for i := 0; i+1 < len(start); i += 2 {
		x, y := (float64(start[i])-t.x)/t.deviation, (float64(start[i+1])-t.y)/t.deviation
		radius, turn := math.Hypot(x, y)/tintRadius, math.Atan2(y, x)/(2*math.Pi)
		if !finite(radius) {
			list = append(list, t.palette[0][0])
			continue
		}
		hue := int(tintHues*(turn+1)) % tintHues
		list = append(list, t.palette[min(int(min(radius, tintRadii)), tintRadii-1)][hue])
	}
	return list
}
