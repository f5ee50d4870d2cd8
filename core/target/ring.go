package target

import "pushforward/core/graph"

// Ring builds a circle around the origin with Gaussian noise: as a source, all but one-dimensional.
type Ring struct {
	Radius float64 `name:"radius" label:"Radius" default:"1" min:"0.5" max:"4" scale:"log" help:"Of the circle."`
	Noise  float64 `name:"noise" label:"Noise" default:"0.05" min:"0.02" max:"1" scale:"log" help:"Standard deviation around the circle."`
}

// Build makes the target.
func (r *Ring) Build(Open) (Target, error) {
	return &ring{newCurve(r.Noise, circlePath(r.Radius))}, nil
}

var _ Potential = (*ring)(nil)

// A ring is one circle, few enough nodes to be a graph.
type ring struct{ curve }

// LogDensityGraph implements [Potential].
func (r *ring) LogDensityGraph(x *graph.Node) *graph.Node { return r.logDensityGraph(x) }

// Rings builds FFJORD's four circles around the origin, of radius 0.75, 1.5, 2.25 and 3, as many points on each.
type Rings struct {
	Noise float64 `name:"noise" label:"Noise" default:"0.08" min:"0.02" max:"1" scale:"log" help:"Standard deviation around the circles."`
}

// Build makes the target.
func (r *Rings) Build(Open) (Target, error) {
	c := newCurve(r.Noise, circlePath(0.75), circlePath(1.5), circlePath(2.25), circlePath(3))
	return &c, nil
}

// Circles builds scikit-learn's two circles, enlarged by 1.5.
type Circles struct {
	Noise  float64 `name:"noise" label:"Noise" default:"0.05" min:"0.02" max:"1" scale:"log" help:"Standard deviation around the circles, as scikit-learn counts it: before they are enlarged by 1.5."`
	Factor float64 `name:"factor" label:"Factor" default:"0.5" min:"0.1" max:"0.95" help:"Radius of the inner circle, in parts of the outer one's."`
}

// Build makes the target.
func (c *Circles) Build(Open) (Target, error) {
	const scale = 1.5
	built := newCurve(scale*c.Noise, circlePath(scale), circlePath(scale*c.Factor))
	return &built, nil
}
