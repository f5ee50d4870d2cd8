package target

import (
	"math"

	"pushforward/core/graph"
)

// The energies of table 1 of D. J. Rezende and S. Mohamed, Variational inference with normalizing flows, ICML 2015. In the paper
// U2 to U4 are 0 all along a band, so that e^{−U} has no finite integral; here the band ends, in Gaussian shoulders of spread 0.2 beyond |x| = 4.
type (
	// RingEnergy builds U1: a ring of radius 2, weighed down on the left and the right.
	RingEnergy struct{}
	// WaveEnergy builds U2: a band along a sine.
	WaveEnergy struct{}
	// ForkEnergy builds U3: a sine that parts in two and joins again.
	ForkEnergy struct{}
	// StepEnergy builds U4: a sine that parts in two for good.
	StepEnergy struct{}
)

// Build makes the target.
func (*RingEnergy) Build(Open) (Target, error) { return newPlanar(u1[dual], u1[*graph.Node]), nil }

// Build makes the target.
func (*WaveEnergy) Build(Open) (Target, error) { return newPlanar(u2[dual], u2[*graph.Node]), nil }

// Build makes the target.
func (*ForkEnergy) Build(Open) (Target, error) { return newPlanar(u3[dual], u3[*graph.Node]), nil }

// Build makes the target.
func (*StepEnergy) Build(Open) (Target, error) { return newPlanar(u4[dual], u4[*graph.Node]), nil }

func newPlanar(number func(x, y dual) dual, node func(x, y *graph.Node) *graph.Node) *landscape {
	return newLandscape(energy{number, node}, [4]float64{-8, -8, 8, 8})
}

func u1[T number[T]](x, y T) T {
	const tiny = 1e-12 // keeps the gradient finite at the origin
	r := x.Square().Add(y.Square()).AddScalar(tiny).Sqrt()
	return bell(r.AddScalar(-2), 0.4).Sub(logAddExp(bell(x.AddScalar(-2), 0.6).Neg(), bell(x.AddScalar(2), 0.6).Neg()))
}

func u2[T number[T]](x, y T) T { return bell(y.Sub(wave(x)), 0.4).Add(shoulders(x)) }

func u3[T number[T]](x, y T) T {
	upper := y.Sub(wave(x))
	lower := upper.Add(bell(x.AddScalar(-1), 0.6).Neg().Exp().Scale(3))
	return shoulders(x).Sub(logAddExp(bell(upper, 0.35).Neg(), bell(lower, 0.35).Neg()))
}

func u4[T number[T]](x, y T) T {
	upper := y.Sub(wave(x))
	lower := upper.Add(x.AddScalar(-1).Scale(1 / 0.3).Sigmoid().Scale(3))
	return shoulders(x).Sub(logAddExp(bell(upper, 0.4).Neg(), bell(lower, 0.35).Neg()))
}

// bell is ½(a/width)².
func bell[T number[T]](a T, width float64) T { return a.Scale(1 / width).Square().Scale(0.5) }

// wave is the paper's w1, sin(2πx/4).
func wave[T number[T]](x T) T { return x.Scale(math.Pi / 2).Sin() }

// shoulders end a band along x.
func shoulders[T number[T]](x T) T { return bell(ramp(x.Abs().AddScalar(-4)), 0.2) }
