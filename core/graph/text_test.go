package graph_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"pushforward/core/graph"
)

var update = flag.Bool("update", false, "write the golden files in testdata")

// perceptron is a training step: least squares with one hidden layer and gradient descent on a noisy batch.
func perceptron() *graph.Graph {
	g := graph.New()
	x, y := g.Variable("x", 8, 2), g.Variable("y", 8, 1)
	w1, b1, w2 := g.Variable("w1", 2, 4), g.Variable("b1", 1, 4), g.Variable("w2", 4, 1)
	noisy := x.Add(g.Normal("noise", 8, 2).Scale(0.125))
	loss := noisy.MatMul(w1).Add(b1).Tanh().MatMul(w2).Sub(y).Square().Mean()
	train := g.Function("train")
	parameters := []*graph.Node{w1, b1, w2}
	for i, d := range graph.Gradient(loss, parameters...) {
		train.Assign(parameters[i], parameters[i].Sub(d.Scale(0.5)))
	}
	train.Output("loss", loss)
	train.Assign(g.Counter(), g.Counter().AddScalar(1))
	g.Function("predict").Output("y", x.MatMul(w1).Add(b1).Tanh().MatMul(w2))
	return g
}

// everyForm has each operation whose text has more than its name and operands.
func everyForm() *graph.Graph {
	g := graph.New()
	a, i := g.Variable("a", 3, 2), g.Variable("i", 3, 1)
	f := g.Function("forms")
	f.Output("products", a.MatMulNT(a).MatMul(a).MatMulTN(a))
	f.Output("slices", a.SliceRows(0, 2).SliceCols(1, 2))
	f.Output("concatenations", a.ConcatRows(a).ConcatCols(g.Constant(6, 1, 1, 0.5, -2, 1e-10, 3e8, 0)))
	f.Output("moves", a.Reshape(2, 3).Transpose().Gather(i.Argsort()).ScatterAdd(i, 5))
	f.Output("random", g.Uniform("a stream", 3, 2).Less(a).Select(a, a.StopGradient()))
	f.Assign(i, i)
	return g
}

func TestTextFormIsTheGoldenOne(t *testing.T) {
	for name, g := range map[string]*graph.Graph{"perceptron": perceptron(), "every_form": everyForm()} {
		t.Run(name, func(t *testing.T) {
			if err := g.Err(); err != nil {
				t.Fatal(err)
			}
			path, got := filepath.Join("testdata", name+".txt"), g.String()
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("text form\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestTextFormDoesNotDependOnTheOrderOfConstruction(t *testing.T) {
	build := func(rightFirst bool) string {
		g := graph.New()
		a, b := g.Variable("a", 2, 2), g.Variable("b", 2, 2)
		var left, right *graph.Node
		if rightFirst {
			right = b.Cos()
			a.Exp().Sum() // dead
			left = a.Sin()
		} else {
			left, right = a.Sin(), b.Cos()
		}
		g.Function("step").Assign(a, left.Mul(right).Add(left))
		return g.String()
	}
	if one, other := build(false), build(true); one != other {
		t.Errorf("text form\n%s\nwant the same from another order of construction\n%s", other, one)
	}
}
