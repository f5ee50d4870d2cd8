package graph_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// critic is f(x) = tanh(x·w + b)·a for each row of x.
type critic struct {
	x, w, b, a, f *graph.Node
	at            point
}

func newCritic() critic {
	g := graph.New()
	c := critic{x: g.Variable("x", 4, 2), w: g.Variable("w", 2, 3), b: g.Variable("b", 1, 3), a: g.Variable("a", 3, 1)}
	c.f = c.x.MatMul(c.w).Add(c.b).Tanh().MatMul(c.a)
	c.at = separated(random.New(3, "critic"), g.Variables())
	return c
}

// slope is ∂f/∂x of each row in closed form: w·(a ∘ (1 − tanh²)).
func (c critic) slope() []float64 {
	x, w, b, a := c.at["x"], c.at["w"], c.at["b"], c.at["a"]
	slope := make([]float64, 4*2)
	for i := range 4 {
		for k := range 3 {
			h := math.Tanh(float64(x[2*i])*float64(w[k]) + float64(x[2*i+1])*float64(w[3+k]) + float64(b[k]))
			for j := range 2 {
				slope[2*i+j] += float64(w[3*j+k]) * float64(a[k]) * (1 - h*h)
			}
		}
	}
	return slope
}

func TestGradientOfAGradientPenalty(t *testing.T) {
	c := newCritic()
	slope := graph.Gradient(c.f.Sum(), c.x)[0]
	near(t, "slope", c.at.value(slope), c.slope(), 1e-14)

	penalty := slope.Square().SumCols().Sqrt().AddScalar(-1).Square().Mean()
	want := 0.0
	for i, s := 0, c.slope(); i < len(s); i += 2 {
		want += math.Pow(math.Hypot(s[i], s[i+1])-1, 2) / 4
	}
	near(t, "penalty", c.at.value(penalty), []float64{want}, 1e-14)
	parameters := []*graph.Node{c.w, c.b, c.a, c.x}
	for i, d := range graph.Gradient(penalty, parameters...) {
		want := times(c.at.jacobian(penalty, parameters[i], step).T(), c.x.Graph().Scalar(1))
		near(t, "penalty by "+parameters[i].Name(), c.at.value(d), want, tolerance)
	}
}

func TestJVPOfAGradientIsTheHessianTimesAVector(t *testing.T) {
	c := newCritic()
	gradient := graph.Gradient(c.f.Square().Sum(), c.w)
	v := direction(c.w)
	product := graph.JVP(gradient, []*graph.Node{c.w}, []*graph.Node{v})[0]
	hessian := c.at.jacobian(gradient[0], c.w, step)
	near(t, "forward over reverse", c.at.value(product), times(hessian, v), tolerance)
	reverse := graph.Gradient(gradient[0].Mul(v).Sum(), c.w)[0]
	near(t, "reverse over reverse", c.at.value(reverse), c.at.value(product), 1e-13)
}

// ½·x·A·xᵀ has the Hessian ½(A + Aᵀ).
func TestHessianOfAQuadraticForm(t *testing.T) {
	g := graph.New()
	x, v := g.Variable("x", 1, 3), g.Variable("v", 1, 3)
	a := g.Constant(3, 3, 2, 1, 0, -1, 3, 4, 5, 0, -2)
	form := x.MatMul(a).MatMulNT(x).Scale(0.5)
	product := graph.JVP(graph.Gradient(form, x), []*graph.Node{x}, []*graph.Node{v})[0]
	at := point{"x": {1, 2, 3}, "v": {1, -1, 2}}
	near(t, "product", at.value(product), []float64{7, 1, -3.5}, 1e-15)
}

func TestTraceOfAJacobianByForwardMode(t *testing.T) {
	const n, dim = 4, 3
	g := graph.New()
	x, w := g.Variable("x", n, dim), g.Variable("w", dim, dim)
	velocity := x.MatMul(w).Tanh()
	at := separated(random.New(5, "trace"), g.Variables())
	trace := g.Scalar(0).Broadcast(n, 1)
	for k := range dim {
		basis := make([]float32, dim)
		basis[k] = 1
		unit := g.Constant(1, dim, basis...).Broadcast(n, dim)
		trace = trace.Add(graph.JVP([]*graph.Node{velocity}, []*graph.Node{x}, []*graph.Node{unit})[0].SliceCols(k, k+1))
	}
	want := make([]float64, n) // Σₖ (1 − tanh²(x·w)ₖ)·wₖₖ
	var h mat.Dense
	h.Mul(dense(n, dim, at["x"]), dense(dim, dim, at["w"]))
	for i := range n {
		for k := range dim {
			want[i] += (1 - math.Pow(math.Tanh(h.At(i, k)), 2)) * float64(at["w"][k*dim+k])
		}
	}
	near(t, "trace", at.value(trace), want, 1e-14)
}

func TestThirdDerivative(t *testing.T) {
	g := graph.New()
	x := g.Variable("x", 1, 3)
	at := point{"x": {0.25, -1, 1.5}}
	d := x.Sin()
	for range 3 {
		d = graph.Gradient(d.Sum(), x)[0]
	}
	near(t, "sin‴", at.value(d), []float64{-math.Cos(0.25), -math.Cos(1), -math.Cos(1.5)}, 1e-15)
}

func dense(rows, cols int, numbers []float32) *mat.Dense {
	m := mat.NewDense(rows, cols, nil)
	for e, x := range numbers {
		m.Set(e/cols, e%cols, float64(x))
	}
	return m
}
