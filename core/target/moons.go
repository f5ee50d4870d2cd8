package target

import "math"

// Moons builds scikit-learn's two half circles, (cos θ, sin θ) and (1 − cos θ, ½ − sin θ) with θ uniform on [0, π] and Gaussian noise,
// doubled and then moved by −1 in x: the mean is (0, ½).
type Moons struct {
	Noise float64 `name:"noise" label:"Noise" default:"0.05" min:"0.01" max:"1" scale:"log" help:"Standard deviation around the half circles, as scikit-learn counts it: half of what it is on the stage."`
}

// Build makes the target.
func (m *Moons) Build(Open) (Target, error) {
	return &moons{newCurve(moonScale*m.Noise, halfCircle(-1, 0, 1), halfCircle(1, 1, -1))}, nil
}

const moonScale = 2 // so a half circle has radius 2

type moons struct{ curve }

// halfCircle is c + sign·R(cos θ, sin θ) for θ from 0 to π.
func halfCircle(x, y, sign float64) path {
	return path{at: func(s float64) (float64, float64) {
		sin, cos := math.Sincos(math.Pi * s)
		return x + float64(sign*moonScale*cos), y + float64(sign*moonScale*sin)
	}, speed: math.Pi * moonScale}
}

// Moments are in closed form, from E cos θ = 0, E sin θ = 2/π, E cos² θ = E sin² θ = ½.
func (m *moons) Moments() (mean, covariance []float64) {
	const scale2 = moonScale * moonScale
	noise := float64(m.std * m.std)
	xx, xy, yy := scale2*0.75, scale2*(0.125-1/math.Pi), scale2*(0.5625-1/math.Pi)
	return []float64{0, 0.5}, []float64{xx + noise, xy, xy, yy + noise}
}
