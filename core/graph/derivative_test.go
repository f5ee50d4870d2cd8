package graph_test

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/random"
)

// A point gives numbers to all variables of a program.
type point map[string][]float32

// step is the distance of finite differences. Numbers of a point are multiples of it, so that moved ones are exact in float32.
const step = 0x1p-10

// fivePoints is the central formula of order 4 (Fornberg 1988, table 1).
var fivePoints = fd.Formula{
	Stencil: []fd.Point{
		{Loc: -2, Coeff: 1. / 12}, {Loc: -1, Coeff: -2. / 3}, {Loc: 1, Coeff: 2. / 3}, {Loc: 2, Coeff: -1. / 12},
	},
	Derivative: 1,
	Step:       step,
}

// tolerance, relative, covers the float32 constants of derivatives (2/√π) and the truncation of fivePoints near a pole.
const tolerance = 1e-7

// separated is a point whose numbers all differ in absolute value, lie within (0.1, 1.9) or its mirror image and stay clear of 0 and 1, so that a
// step crosses no kink of an operation on the variables themselves.
func separated(r *random.Stream, variables []*graph.Node) point {
	at, numbers := point{}, []*float32{}
	for _, v := range variables {
		at[v.Name()] = make([]float32, v.Size())
		for i := range at[v.Name()] {
			numbers = append(numbers, &at[v.Name()][i])
		}
	}
	r.Shuffle(len(numbers), func(i, j int) { numbers[i], numbers[j] = numbers[j], numbers[i] })
	for k, x := range numbers {
		place := (float64(k) + 0.5) / float64(len(numbers))
		size := 0.1 + 1.6*place
		if place > 0.5 {
			size += 0.2
		}
		*x = float32(math.Round(size/step) * step)
		if r.IntN(2) == 0 {
			*x = -*x
		}
	}
	return at
}

// absolute makes all numbers positive.
func (at point) absolute() {
	for _, numbers := range at {
		for i, x := range numbers {
			numbers[i] = float32(math.Abs(float64(x)))
		}
	}
}

// value evaluates one node.
func (at point) value(n *graph.Node) []float64 {
	return engine.Evaluate(graph.Reachable(n), at)[n]
}

// jacobian is ∂y/∂x by finite differences: a row for each element of y, a column for each number of x.
func (at point) jacobian(y, x *graph.Node, h float64) *mat.Dense {
	numbers := at[x.Name()]
	order := graph.Reachable(y)
	origin := make([]float64, len(numbers))
	for i, v := range numbers {
		origin[i] = float64(v)
	}
	moved := func(dst, to []float64) {
		for i, v := range to {
			numbers[i] = float32(v)
		}
		copy(dst, engine.Evaluate(order, at)[y])
	}
	j := mat.NewDense(y.Size(), x.Size(), nil)
	fd.Jacobian(j, moved, origin, &fd.JacobianSettings{Formula: fivePoints, Step: h})
	moved(make([]float64, y.Size()), origin)
	return j
}

// direction is a constant of n's shape with numbers of no pattern.
func direction(n *graph.Node) *graph.Node {
	r := random.New(uint64(n.Size()), "direction")
	numbers := make([]float32, n.Size())
	for i := range numbers {
		numbers[i] = float32(r.Normal())
	}
	return n.Graph().Constant(n.Rows(), n.Cols(), numbers...)
}

// times is j·v (or jᵀ·v) for the numbers of a constant.
func times(j mat.Matrix, v *graph.Node) []float64 {
	numbers := make([]float64, v.Size())
	for i, x := range v.Values() {
		numbers[i] = float64(x)
	}
	var y mat.VecDense
	y.MulVec(j, mat.NewVecDense(len(numbers), numbers))
	return y.RawVector().Data
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// near reports elements of got further than tolerance·(1+|want|) from want.
func near(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d", what, len(got), len(want))
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= tolerance*(1+math.Abs(want[i]))) {
			t.Errorf("%s: element %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

// A derivativeCase is a function of variables of the given shapes.
type derivativeCase struct {
	name     string
	shapes   [][2]int
	positive bool // where the operation wants positive numbers
	build    func(x []*graph.Node) *graph.Node
}

func (c derivativeCase) program() (y *graph.Node, x []*graph.Node, at point) {
	g := graph.New()
	for i, s := range c.shapes {
		x = append(x, g.Variable(fmt.Sprintf("x%d", i), s[0], s[1]))
	}
	at = separated(random.New(1, c.name), g.Variables())
	if c.positive {
		at.absolute()
	}
	return c.build(x), x, at
}

func TestPullbackIsTheTransposedJacobian(t *testing.T) {
	for _, c := range derivativeCases() {
		t.Run(c.name, func(t *testing.T) {
			y, x, at := c.program()
			u := direction(y)
			for i, d := range graph.Pullback(y, u, x...) {
				near(t, x[i].Name(), at.value(d), times(at.jacobian(y, x[i], step).T(), u), tolerance)
			}
			if err := y.Graph().Err(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestJVPIsTheJacobianTimesTheTangents(t *testing.T) {
	for _, c := range derivativeCases() {
		t.Run(c.name, func(t *testing.T) {
			y, x, at := c.program()
			want := make([]float64, y.Size())
			tangents := make([]*graph.Node, len(x))
			for i := range x {
				tangents[i] = direction(x[i])
				for e, d := range times(at.jacobian(y, x[i], step), tangents[i]) {
					want[e] += d
				}
			}
			near(t, "tangent", at.value(graph.JVP([]*graph.Node{y}, x, tangents)[0]), want, tolerance)
			for i := range x { // one variable moves, the others rest
				alone := graph.JVP([]*graph.Node{y}, x[i:i+1], tangents[i:i+1])[0]
				near(t, x[i].Name()+" alone", at.value(alone), times(at.jacobian(y, x[i], step), tangents[i]), tolerance)
			}
			if err := y.Graph().Err(); err != nil {
				t.Error(err)
			}
		})
	}
}
