package transport

// Euler is the forward Euler method (1768).
func Euler() Tableau {
	return Tableau{
		ID: "euler", Name: "Euler", Order: 1,
		A: [][]float64{{}},
		B: []float64{1},
		C: []float64{0},
	}
}

// Midpoint is the explicit midpoint method, also called the modified Euler method (Runge 1895).
func Midpoint() Tableau {
	return Tableau{
		ID: "midpoint", Name: "Midpoint", Order: 2,
		A: [][]float64{{}, {0.5}},
		B: []float64{0, 1},
		C: []float64{0, 0.5},
	}
}

// Heun is the explicit trapezoidal rule (Heun 1900), not his method of order three.
func Heun() Tableau {
	return Tableau{
		ID: "heun", Name: "Heun", Order: 2,
		A: [][]float64{{}, {1}},
		B: []float64{0.5, 0.5},
		C: []float64{0, 1},
	}
}

// RK4 is the classical method of order four (Kutta 1901).
func RK4() Tableau {
	return Tableau{
		ID: "rk4", Name: "Runge–Kutta 4", Order: 4,
		A: [][]float64{{}, {0.5}, {0, 0.5}, {0, 0, 1}},
		B: []float64{1. / 6, 1. / 3, 1. / 3, 1. / 6},
		C: []float64{0, 0.5, 0.5, 1},
	}
}

// DormandPrince is the pair of orders 5 and 4 (Dormand and Prince, "A family of embedded Runge–Kutta formulae", J. Comp. Appl. Math. 6, 1980)
// with the continuous extension of order four of Hairer, Nørsett and Wanner, "Solving Ordinary Differential Equations I", II.6.
func DormandPrince() Tableau {
	return Tableau{
		ID: "dopri5", Name: "Dormand–Prince 5(4)", Order: 5,
		A: [][]float64{
			{},
			{1. / 5},
			{3. / 40, 9. / 40},
			{44. / 45, -56. / 15, 32. / 9},
			{19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
			{9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
			{35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84},
		},
		B:     []float64{35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84, 0},
		C:     []float64{0, 1. / 5, 3. / 10, 4. / 5, 8. / 9, 1, 1},
		Error: []float64{71. / 57600, 0, -71. / 16695, 71. / 1920, -17253. / 339200, 22. / 525, -1. / 40},
		Dense: []float64{
			-12715105075. / 11282082432, 0, 87487479700. / 32700410799, -10690763975. / 1880347072,
			701980252875. / 199316789632, -1453857185. / 822651844, 69997945. / 29380423,
		},
	}
}
