package graphtest

import (
	"math"

	"pushforward/core/graph"
)

// operations draw one value each; together they use every operation of the graph package.
func operations(o Options) []func(*builder) value {
	operations := []func(*builder) value{
		smooth((*graph.Node).Sin, 1), smooth((*graph.Node).Cos, 1), smooth((*graph.Node).Tanh, 1),
		smooth((*graph.Node).Sigmoid, 1), smooth((*graph.Node).Erf, 1), smooth((*graph.Node).Softplus, largest+1),
		smooth(exponential, math.E), smooth(logarithm, 3), smooth(root, largest+1),
		onExact((*graph.Node).Abs), onExact((*graph.Node).Floor), move((*graph.Node).Neg),
		sum, difference, product, quotient,
		compare((*graph.Node).Min), compare((*graph.Node).Max), compare((*graph.Node).Less), compare((*graph.Node).Equal),
		choose, (*builder).constant, uniform, normal,
		total((*graph.Node).SumRows), total((*graph.Node).SumCols), total((*graph.Node).Sum), logSumExp,
		onExact((*graph.Node).MaxRows), onExact((*graph.Node).MaxCols),
		matMul, matMul, matMulNT, matMulTN, // the plain product is the most common one in real programs
		move((*graph.Node).Transpose), reshape, (*builder).slice, concatRows, concatCols, broadcast,
		argsort, gather, scatter,
	}
	if !o.Derivatives {
		operations = append(operations, move((*graph.Node).StopGradient))
	}
	return operations
}

// The operands of these three are kept from overflow and from the poles.
func exponential(n *graph.Node) *graph.Node { return n.Tanh().Exp() }
func logarithm(n *graph.Node) *graph.Node   { return n.Square().AddScalar(0.5).Log() }
func root(n *graph.Node) *graph.Node        { return n.Square().AddScalar(0.5).Sqrt() }

func smooth(op func(*graph.Node) *graph.Node, bound float64) func(*builder) value {
	return func(b *builder) value { return value{op(b.pick().Node), bound, false} }
}

// onExact applies an operation that neither rounds nor enlarges beyond the next integer to an exact value.
func onExact(op func(*graph.Node) *graph.Node) func(*builder) value {
	return func(b *builder) value {
		v := b.pickExact()
		return value{op(v.Node), math.Ceil(v.bound), true}
	}
}

// move applies an operation that only moves numbers or their signs.
func move(op func(*graph.Node) *graph.Node) func(*builder) value {
	return func(b *builder) value {
		v := b.pick()
		return value{op(v.Node), v.bound, v.exact}
	}
}

func (b *builder) pair() (x, y value) {
	x = b.pick()
	y = b.partner(b.pick(), x.Rows(), x.Cols())
	if b.r.IntN(2) == 0 {
		x, y = y, x
	}
	return x, y
}

func sum(b *builder) value {
	x, y := b.pair()
	return value{x.Add(y.Node), x.bound + y.bound, false}
}

func difference(b *builder) value {
	x, y := b.pair()
	return value{x.Sub(y.Node), x.bound + y.bound, false}
}

func product(b *builder) value {
	x, y := b.pair()
	return value{x.Mul(y.Node), x.bound * y.bound, false}
}

func quotient(b *builder) value {
	x, y := b.pair()
	return value{x.Div(y.Square().AddScalar(0.5)), 2 * x.bound, false}
}

func compare(op func(a, b *graph.Node) *graph.Node) func(*builder) value {
	return func(b *builder) value {
		x := b.pickExact()
		y := b.partner(b.pickExact(), x.Rows(), x.Cols())
		return value{op(x.Node, y.Node), max(x.bound, y.bound, 1), true}
	}
}

func choose(b *builder) value {
	condition := compare((*graph.Node).Less)(b)
	x, y := b.pair()
	condition = b.partner(condition, max(x.Rows(), y.Rows()), max(x.Cols(), y.Cols()))
	return value{condition.Select(x.Node, y.Node), max(x.bound, y.bound), x.exact && y.exact}
}

// constant has multiples of 1/4 within [−2, 2].
func (b *builder) constant() value {
	rows, cols := b.dimension(), b.dimension()
	numbers := make([]float32, rows*cols)
	for i := range numbers {
		numbers[i] = float32(b.r.IntN(17)-8) / 4
	}
	return value{b.g.Constant(rows, cols, numbers...), 2, true}
}

func uniform(b *builder) value {
	return value{b.g.Uniform(b.stream(), b.dimension(), b.dimension()), 1, true}
}

// normal is below 6 in absolute value: a uniform number is at least 2⁻²⁴, and √(−2·log 2⁻²⁴) = 5.77.
func normal(b *builder) value {
	return value{b.g.Normal(b.stream(), b.dimension(), b.dimension()), 6, false}
}

func (b *builder) stream() string { return []string{"noise", "data"}[b.r.IntN(2)] }

func total(op func(*graph.Node) *graph.Node) func(*builder) value {
	return func(b *builder) value {
		v := b.pick()
		y := op(v.Node)
		return value{y, v.bound * float64(v.Size()/y.Size()), false}
	}
}

func logSumExp(b *builder) value {
	v := b.pickExact() // its largest element is the one of any arithmetic
	return value{v.LogSumExpCols(), v.bound + math.Log(float64(v.Cols())), false}
}

func matMul(b *builder) value {
	x := b.pick()
	y := b.fit(b.pick(), x.Cols(), b.dimension())
	return value{x.MatMul(y.Node), x.bound * y.bound * float64(x.Cols()), false}
}

func matMulNT(b *builder) value {
	x := b.pick()
	y := b.fit(b.pick(), b.dimension(), x.Cols())
	return value{x.MatMulNT(y.Node), x.bound * y.bound * float64(x.Cols()), false}
}

func matMulTN(b *builder) value {
	x := b.pick()
	y := b.fit(b.pick(), x.Rows(), b.dimension())
	return value{x.MatMulTN(y.Node), x.bound * y.bound * float64(x.Rows()), false}
}
