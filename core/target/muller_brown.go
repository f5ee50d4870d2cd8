package target

import "pushforward/core/graph"

// MullerBrown builds the Boltzmann law of Müller and Brown's energy surface: three minima joined by bent valleys.
type MullerBrown struct {
	Temperature float64 `name:"temperature" label:"Temperature" default:"20" min:"10" max:"40" scale:"log" help:"k_B T, in the units of the energy: its minima are −147, −108 and −81, the passes between them −41 and −72."`
}

// Build makes the target.
func (m *MullerBrown) Build(Open) (Target, error) {
	beta := 1 / m.Temperature
	return newLandscape(energy{mullerBrown[dual](beta), mullerBrown[*graph.Node](beta)}, [4]float64{-3.5, -2, 2.5, 3.5}), nil
}

// mullerBrown is β Σ_k A_k exp(a_k(x−x_k)² + b_k(x−x_k)(y−y_k) + c_k(y−y_k)²).
func mullerBrown[T number[T]](beta float64) func(x, y T) T {
	return func(x, y T) T {
		var sum T
		for k, term := range [4]struct{ height, a, b, c, x, y float64 }{
			{15, 0.7, 0.6, 0.7, -1, 1},
			{-200, -1, 0, -10, 1, 0},
			{-100, -1, 0, -10, 0, 0.5},
			{-170, -6.5, 11, -6.5, -0.5, 1.5},
		} {
			dx, dy := x.AddScalar(-term.x), y.AddScalar(-term.y)
			exponent := dx.Square().Scale(term.a).Add(dx.Mul(dy).Scale(term.b)).Add(dy.Square().Scale(term.c))
			const most = 40 // the first exponent grows without bound
			exponent = exponent.Sub(ramp(exponent.AddScalar(-most)))
			if well := exponent.Exp().Scale(beta * term.height); k == 0 {
				sum = well
			} else {
				sum = sum.Add(well)
			}
		}
		return sum
	}
}
