// Package transport carries points along a velocity field: the paths that join noise to data, and the integrators that follow
// dx/dt = v(x, t) from one to the other.
//
// An explicit Runge–Kutta method is data, a [Tableau], over one stepping routine: [Integrator] takes equal steps, [Adaptive] chooses
// them. Points are flattened row-major [n×d]; the integrators see one long vector. Time may run either way.
package transport

// Float is the type of a point's coordinates. Sums are made in float64 and rounded once.
type Float interface{ ~float32 | ~float64 }

// A Field writes the velocity of each point of x at time t to dst; both are flattened [n×d]. It must not keep or change x.
type Field[T Float] func(dst, x []T, t float64) error
