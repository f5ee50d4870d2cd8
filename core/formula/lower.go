package formula

import (
	"math"

	"pushforward/core/graph"
)

// tiny stands in for what a square root, a logarithm, a power or a polar coordinate cannot take, so that programs stay among finite numbers.
const tiny = 1e-12

// Lower adds the formula to a program, at points of which x and y are the coordinates, both [n×1]. Where a square root or a logarithm is undefined,
// it is that of 10⁻¹².
func (f *Formula) Lower(x, y *graph.Node) *graph.Node { return lowering{x, y}.node(f.root) }

type lowering struct{ x, y *graph.Node }

func (l lowering) scalar(value float64) *graph.Node { return l.x.Graph().Scalar(value) }

func (l lowering) node(n *node) *graph.Node {
	if value, ok := n.constant(); ok {
		return l.scalar(value).Broadcast(l.x.Rows(), 1)
	}
	switch n.op {
	case coordinateX:
		return l.x
	case coordinateY:
		return l.y
	case radius:
		return l.x.Square().Add(l.y.Square()).AddScalar(tiny).Sqrt()
	case angle:
		return l.atan2(l.y, l.x)
	case power:
		return l.power(n.args[0], n.args[1])
	}
	a := l.node(n.args[0])
	if len(n.args) == 1 {
		return l.of(n.op, a)
	}
	for _, b := range n.args[1:] {
		a = l.between(n.op, a, l.node(b))
	}
	return a
}

func (l lowering) of(o op, a *graph.Node) *graph.Node {
	switch o {
	case negate:
		return a.Neg()
	case exponential:
		return a.Exp()
	case logarithm:
		return a.Max(l.scalar(tiny)).Log()
	case squareRoot:
		return a.Max(l.scalar(tiny)).Sqrt()
	case sine:
		return a.Sin()
	case cosine:
		return a.Cos()
	case tangent:
		return a.Sin().Div(a.Cos())
	case hyperbolicTangent:
		return a.Tanh()
	case arctangent:
		return l.atan2(a, l.scalar(1).Broadcast(a.Rows(), 1))
	case absolute:
		return a.Abs()
	case roundDown:
		return a.Floor()
	case sigmoid:
		return a.Sigmoid()
	default: // errorFunction
		return a.Erf()
	}
}

func (l lowering) between(o op, a, b *graph.Node) *graph.Node {
	switch o {
	case add:
		return a.Add(b)
	case subtract:
		return a.Sub(b)
	case multiply:
		return a.Mul(b)
	case divide:
		return a.Div(b)
	case smaller:
		return a.Min(b)
	case larger:
		return a.Max(b)
	case logSum:
		return a.Add(b.Sub(a).Softplus())
	default: // less
		return a.Less(b)
	}
}

// largestPower is up to which whole powers are products.
const largestPower = 64

func (l lowering) power(base, exponent *node) *graph.Node {
	a := l.node(base)
	value, ok := exponent.constant()
	if whole := math.Abs(value); ok && whole == math.Trunc(whole) && 0 < whole && whole <= largestPower {
		product := repeated(a, int(whole))
		if value < 0 {
			return l.scalar(1).Div(product)
		}
		return product
	}
	return a.Max(l.scalar(tiny)).Log().Mul(l.node(exponent)).Exp()
}

// repeated is aⁿ for n ≥ 1, by squares.
func repeated(a *graph.Node, n int) *graph.Node {
	if n == 1 {
		return a
	}
	half := repeated(a, n/2).Square()
	if n%2 == 1 {
		return half.Mul(a)
	}
	return half
}

// atan2 is the angle of the point (x, y), by the polynomial 4.4.49 of M. Abramowitz and I. A. Stegun, Handbook of mathematical functions, for the
// arctangent from 0 to 1, which errs by less than 2·10⁻⁸.
func (l lowering) atan2(y, x *graph.Node) *graph.Node {
	coefficients := [...]float64{
		0.0028662257, -0.0161657367, 0.0429096138, -0.0752896400, 0.1065626393, -0.1420889944, 0.1999355085, -0.3333314528, 1,
	}
	ax, ay := x.Abs(), y.Abs()
	ratio := ax.Min(ay).Div(ax.Max(ay).Max(l.scalar(tiny)))
	square := ratio.Square()
	sum := l.scalar(coefficients[0])
	for _, c := range coefficients[1:] {
		sum = sum.Mul(square).AddScalar(c)
	}
	turn := sum.Mul(ratio)
	turn = ax.Less(ay).Select(turn.Neg().AddScalar(math.Pi/2), turn)
	turn = x.Less(l.scalar(0)).Select(turn.Neg().AddScalar(math.Pi), turn)
	return y.Less(l.scalar(0)).Select(turn.Neg(), turn)
}
