package engine_test

import (
	"math"

	"pushforward/core/compile/vector"
	"pushforward/core/graph"
)

// roundElementwise bounds the error of one element: y is the exact value of the operation at x, d are the bounds of the operands' errors.
func roundElementwise(op graph.Op, x, d [3]float64, y float64) float64 {
	moved := carried(op, x, d, y)
	switch op {
	case graph.Add, graph.Sub, graph.Mul, graph.Div, graph.Sqrt:
		if moved == 0 {
			return math.Abs(float64(float32(y)) - y)
		}
		return moved + unit*(math.Abs(y)+moved) + least
	case graph.Exp:
		return elementary(1.6, y, moved)
	case graph.Log:
		return elementary(0.9, y, moved)
	case graph.Sin, graph.Cos:
		if math.Abs(x[0])+d[0] > vector.TrigonometricRange {
			return unknown
		}
		return elementary(2.1, y, moved) + 0x1p-32
	case graph.Tanh:
		return elementary(2.6, y, moved)
	case graph.Sigmoid:
		return elementary(2.5, y, moved) + 0x1p-127
	case graph.Softplus:
		return elementary(3.1, y, moved)
	case graph.Erf:
		return elementary(3.4, y, moved)
	default:
		return moved
	}
}

// elementary adds ulps to what the operand's error moves a result by. An ulp of y is at most 2·unit·|y|.
func elementary(ulps, y, moved float64) float64 {
	return moved + 2*ulps*(unit*(math.Abs(y)+moved)+least)
}

// carried is how far the operands' errors move the result: by the derivative at x, and half the largest second derivative anywhere.
func carried(op graph.Op, x, d [3]float64, y float64) float64 {
	a, b := x[0], x[1]
	e := d[0]
	switch op {
	case graph.Sqrt:
		return outside(a-e >= 0, math.Sqrt(max(a, 0))-math.Sqrt(max(a-e, 0)))
	case graph.Exp:
		return y * math.Expm1(e)
	case graph.Log:
		return outside(a-e > 0 || e == 0, -math.Log1p(-e/a))
	case graph.Sin:
		return math.Abs(math.Cos(a))*e + e*e/2
	case graph.Cos:
		return math.Abs(math.Sin(a))*e + e*e/2
	case graph.Tanh: // |tanh″| ≤ 4/(3√3)
		return (1-y*y)*e + 0.39*e*e
	case graph.Sigmoid: // |s″| ≤ 1/(6√3)
		return y*(1-y)*e + 0.05*e*e
	case graph.Softplus:
		return e/(1+math.Exp(-a)) + e*e/8
	case graph.Erf: // |erf″| ≤ √(8/(πe))
		return 2/math.Sqrt(math.Pi)*math.Exp(-a*a)*e + 0.49*e*e
	case graph.Floor:
		return jump(d[:1], math.Floor(a-e) == math.Floor(a+e))
	case graph.Add, graph.Sub:
		return d[0] + d[1]
	case graph.Mul:
		return math.Abs(a)*d[1] + d[0]*math.Abs(b) + d[0]*d[1]
	case graph.Div:
		return outside(math.Abs(b) > d[1], (d[0]+math.Abs(y)*d[1])/(math.Abs(b)-d[1]))
	case graph.Min, graph.Max:
		return max(d[0], d[1])
	case graph.Less, graph.Equal:
		return jump(d[:2], math.Abs(a-b) > d[0]+d[1])
	case graph.Select:
		if jump(d[:1], math.Abs(a) > d[0]) > 0 {
			return unknown
		}
		if a != 0 {
			return d[1]
		}
		return d[2]
	default: // Neg, Abs, StopGradient
		return d[0]
	}
}

// outside is a bound that holds only away from a pole, or where the function is defined.
func outside(away bool, bound float64) float64 {
	if !away {
		return unknown
	}
	return bound
}
