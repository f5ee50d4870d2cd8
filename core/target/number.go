package target

import (
	"math"

	"pushforward/core/graph"
)

// A number is what an energy in the plane is written for, once: a [dual] gives its value and gradient, a [graph.Node] a program.
type number[T any] interface {
	Add(T) T
	Sub(T) T
	Mul(T) T
	Square() T
	AddScalar(float64) T
	Scale(float64) T
	Neg() T
	Abs() T
	Sqrt() T
	Exp() T
	Sin() T
	Sigmoid() T
	Softplus() T
}

var (
	_ number[dual]        = dual{}
	_ number[*graph.Node] = (*graph.Node)(nil)
)

// ramp is max(0, a).
func ramp[T number[T]](a T) T { return a.Add(a.Abs()).Scale(0.5) }

// logAddExp is log(eᵃ + eᵇ), without overflow.
func logAddExp[T number[T]](a, b T) T { return a.Add(b.Sub(a).Softplus()) }

// A dual is a number that depends on a point (x, y), and its derivatives along both.
type dual struct{ value, dx, dy float64 }

// chain is f(a), given f and f' there.
func (a dual) chain(value, slope float64) dual {
	return dual{value, float64(slope * a.dx), float64(slope * a.dy)}
}

func (a dual) Add(b dual) dual { return dual{a.value + b.value, a.dx + b.dx, a.dy + b.dy} }
func (a dual) Sub(b dual) dual { return dual{a.value - b.value, a.dx - b.dx, a.dy - b.dy} }
func (a dual) Mul(b dual) dual {
	return dual{
		float64(a.value * b.value),
		float64(a.value*b.dx) + float64(b.value*a.dx),
		float64(a.value*b.dy) + float64(b.value*a.dy),
	}
}
func (a dual) Square() dual              { return a.Mul(a) }
func (a dual) AddScalar(c float64) dual  { a.value += c; return a }
func (a dual) Scale(factor float64) dual { return a.chain(float64(factor*a.value), factor) }
func (a dual) Neg() dual                 { return a.chain(-a.value, -1) }
func (a dual) Abs() dual                 { return a.chain(math.Abs(a.value), math.Copysign(1, a.value)) }
func (a dual) Sqrt() dual                { root := math.Sqrt(a.value); return a.chain(root, 0.5/root) }
func (a dual) Exp() dual                 { e := math.Exp(a.value); return a.chain(e, e) }
func (a dual) Sin() dual                 { sin, cos := math.Sincos(a.value); return a.chain(sin, cos) }
func (a dual) Sigmoid() dual             { s := sigmoid(a.value); return a.chain(s, s*(1-s)) }
func (a dual) Softplus() dual {
	return a.chain(max(0, a.value)+math.Log1p(math.Exp(-math.Abs(a.value))), sigmoid(a.value))
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
