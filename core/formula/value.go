package formula

import "math"

// A Value is what a formula is at a point, and its derivatives along x and y there. Where it is undefined, they are not numbers.
type Value struct{ F, DX, DY float64 }

// At is the formula at a point.
func (f *Formula) At(x, y float64) Value { return f.root.at(x, y) }

// chain is g(v), given g and g′ there.
func (v Value) chain(value, slope float64) Value {
	return Value{value, times(slope, v.DX), times(slope, v.DY)}
}

// times is a product in which a slope of 0 stays 0 however steep what it meets: the formula does not depend on that direction.
func times(a, b float64) float64 {
	if a == 0 || b == 0 {
		return 0
	}
	return float64(a * b)
}

func (v Value) plus(w Value) Value { return Value{v.F + w.F, v.DX + w.DX, v.DY + w.DY} }

// mixed is the value of an operation on two, given its slopes in both.
func mixed(value float64, v Value, slope float64, w Value, other float64) Value {
	return Value{value, times(slope, v.DX) + times(other, w.DX), times(slope, v.DY) + times(other, w.DY)}
}

func (n *node) at(x, y float64) Value {
	switch len(n.args) {
	case 0:
		return n.leafAt(x, y)
	case 1:
		return n.op.of(n.args[0].at(x, y))
	}
	v := n.args[0].at(x, y)
	for _, a := range n.args[1:] {
		v = n.op.between(v, a.at(x, y))
	}
	return v
}

func (n *node) leafAt(x, y float64) Value {
	r := math.Hypot(x, y)
	switch n.op {
	case coordinateX:
		return Value{x, 1, 0}
	case coordinateY:
		return Value{y, 0, 1}
	case radius:
		if r == 0 {
			return Value{}
		}
		return Value{r, x / r, y / r}
	case angle:
		if r == 0 {
			return Value{}
		}
		return Value{math.Atan2(y, x), -y / (r * r), x / (r * r)}
	}
	return Value{F: n.value}
}

// of is a function of one argument.
func (o op) of(v Value) Value {
	a := v.F
	switch o {
	case negate:
		return v.chain(-a, -1)
	case exponential:
		f := math.Exp(a)
		return v.chain(f, f)
	case logarithm:
		return v.chain(math.Log(a), 1/a)
	case squareRoot:
		f := math.Sqrt(a)
		return v.chain(f, 0.5/f)
	case sine:
		sin, cos := math.Sincos(a)
		return v.chain(sin, cos)
	case cosine:
		sin, cos := math.Sincos(a)
		return v.chain(cos, -sin)
	case tangent:
		f := math.Tan(a)
		return v.chain(f, 1+float64(f*f))
	case hyperbolicTangent:
		f := math.Tanh(a)
		return v.chain(f, 1-float64(f*f))
	case arctangent:
		return v.chain(math.Atan(a), 1/(1+float64(a*a)))
	case absolute:
		return v.chain(math.Abs(a), math.Copysign(1, a))
	case roundDown:
		return v.chain(math.Floor(a), 0)
	case sigmoid:
		f := 1 / (1 + math.Exp(-a))
		return v.chain(f, float64(f*(1-f)))
	default: // errorFunction
		return v.chain(math.Erf(a), 2/math.Sqrt(math.Pi)*math.Exp(-float64(a*a)))
	}
}

// between is an operation on two.
func (o op) between(v, w Value) Value {
	a, b := v.F, w.F
	switch o {
	case add:
		return v.plus(w)
	case subtract:
		return v.plus(w.chain(-b, -1))
	case multiply:
		return mixed(float64(a*b), v, b, w, a)
	case divide:
		return mixed(a/b, v, 1/b, w, -a/b/b)
	case power:
		return raise(v, w)
	case smaller:
		if b < a || math.IsNaN(b) {
			return w
		}
		return v
	case larger:
		if b > a || math.IsNaN(b) {
			return w
		}
		return v
	case logSum:
		if a < b {
			v, w, a, b = w, v, b, a
		}
		if math.IsInf(a, -1) {
			return Value{F: a}
		}
		share := 1 / (1 + math.Exp(b-a))
		return mixed(a+math.Log1p(math.Exp(b-a)), v, share, w, 1-share)
	default: // less
		if a < b {
			return Value{F: 1}
		}
		if a >= b {
			return Value{}
		}
		return Value{F: math.NaN()}
	}
}

// raise is aᵇ, as [math.Pow] has it.
func raise(v, w Value) Value {
	a, b := v.F, w.F
	f := math.Pow(a, b)
	slope, other := 0.0, 0.0
	if b != 0 && (v.DX != 0 || v.DY != 0) {
		slope = b * math.Pow(a, b-1)
	}
	if w.DX != 0 || w.DY != 0 {
		other = f * math.Log(a)
	}
	return mixed(f, v, slope, w, other)
}
