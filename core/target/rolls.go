package target

import "math"

// SwissRoll builds scikit-learn's rolled-up band, seen from its end: t(cos t, sin t) with t uniform on [3π/2, 9π/2] and Gaussian noise,
// a fifth as large, as FFJORD's toy data shows it.
type SwissRoll struct {
	Noise float64 `name:"noise" label:"Noise" default:"0.5" min:"0.1" max:"3" scale:"log" help:"Standard deviation around the roll, as scikit-learn counts it: five times what it is on the stage; FFJORD's is 1."`
}

// Build makes the target.
func (s *SwissRoll) Build(Open) (Target, error) {
	const scale, first, turns = 0.2, 1.5 * math.Pi, 3 * math.Pi
	built := newCurve(scale*s.Noise, path{at: func(s float64) (x, y float64) {
		t := first + float64(turns*s)
		sin, cos := math.Sincos(t)
		return scale * t * cos, scale * t * sin
	}, speed: scale * turns * math.Hypot(1, first+turns)})
	return &built, nil
}

// SCurve builds scikit-learn's bent band, seen from its end: (sin t, sign(t)(cos t − 1)) with t uniform on [−3π/2, 3π/2] and Gaussian noise,
// enlarged by 1.5.
type SCurve struct {
	Noise float64 `name:"noise" label:"Noise" default:"0.05" min:"0.01" max:"1" scale:"log" help:"Standard deviation around the curve, as scikit-learn counts it: before it is enlarged by 1.5."`
}

// Build makes the target.
func (s *SCurve) Build(Open) (Target, error) {
	const scale, turns = 1.5, 3 * math.Pi
	built := newCurve(scale*s.Noise, path{at: func(s float64) (x, y float64) {
		t := turns * (s - 0.5)
		sin, cos := math.Sincos(t)
		return scale * sin, scale * math.Copysign(1, t) * (cos - 1)
	}, speed: scale * turns})
	return &built, nil
}
