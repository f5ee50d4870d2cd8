package onnx_test

import (
	"strings"
	"testing"

	"pushforward/core/graph"
	"pushforward/core/onnx"
	"pushforward/core/onnx/onnxtest"
)

const chunk = 16

// model lowers a function of points [chunk×2] and a parameter w [2×3].
func model(t *testing.T, f func(x, w *graph.Node) *graph.Node) (*onnxtest.Model, error) {
	t.Helper()
	g := graph.New()
	out := f(g.Variable("x", chunk, 2), g.Variable("w", 2, 3))
	if g.Err() != nil {
		t.Fatal(g.Err())
	}
	sizes := map[string]int{"w": 6, "seed": 4, "counter": 1}
	b := onnx.New(2, chunk, func(name string) ([]float32, error) { return make([]float32, sizes[name]), nil })
	v, err := b.Lower(out, map[string]onnx.Value{"x": b.Input()})
	if err != nil {
		return nil, err
	}
	read, err := onnxtest.Read(b.Model(v, out.Cols(), "a test", []onnx.Property{{Name: "k", Text: "v"}}))
	if err != nil {
		t.Fatal(err)
	}
	return read, nil
}

func TestModelIsWellFormed(t *testing.T) {
	m, err := model(t, func(x, w *graph.Node) *graph.Node {
		wide := x.MatMul(w).Add(x.MatMulNT(w.Transpose())).ConcatCols(x.Graph().Scalar(1).Broadcast(chunk, 1))
		long := wide.Reshape(4*chunk, 1).Less(x.Graph().Scalar(0)).Select(x.Graph().Scalar(2), x.Graph().Scalar(3).Broadcast(4*chunk, 1))
		return long.Reshape(chunk, 4).LogSumExpCols().Add(w.SumRows().SumCols())
	})
	if err != nil {
		t.Fatal(err)
	}
	if m.OperatorSet != 17 || m.Producer != "pushforward" || m.About != "a test" || m.Metadata["k"] != "v" || m.Inputs[0] != "z[N,2]" || m.Outputs[0] != "x[N,1]" {
		t.Errorf("model %+v", m)
	}
	for _, want := range []string{"MatMul", "Gemm", "Concat", "Expand", "Reshape", "Where", "Less", "ReduceMax", "ReduceSum", "Transpose"} {
		if m.Operators[want] == 0 {
			t.Errorf("no %s among %v", want, m.Operators)
		}
	}
}

// What is computed twice is written once.
func TestRepeatedOperationsAreShared(t *testing.T) {
	m, err := model(t, func(x, _ *graph.Node) *graph.Node { return x.Scale(2).Sin().Add(x.Scale(2).Sin()) })
	if err != nil || m.Operators["Sin"] != 1 || m.Operators["Mul"] != 1 {
		t.Errorf("%v, %v: want one Sin and one Mul", m.Operators, err)
	}
}

// Points that would depend on one another, or on chance, are refused.
func TestLowerRefuses(t *testing.T) {
	for name, f := range map[string]func(x, w *graph.Node) *graph.Node{
		"sum_rows":    func(x, _ *graph.Node) *graph.Node { return x.SumRows() },
		"max_rows":    func(x, _ *graph.Node) *graph.Node { return x.MaxRows() },
		"transpose":   func(x, _ *graph.Node) *graph.Node { return x.Transpose() },
		"matmul":      func(x, _ *graph.Node) *graph.Node { return x.MatMulNT(x) },
		"slice_rows":  func(x, _ *graph.Node) *graph.Node { return x.SliceRows(0, 2) },
		"concat_rows": func(x, _ *graph.Node) *graph.Node { return x.ConcatRows(x) },
		"argsort":     func(x, _ *graph.Node) *graph.Node { return x.SliceCols(0, 1).Argsort() },
		"scatter_add": func(x, _ *graph.Node) *graph.Node { return x.ScatterAdd(x.SliceCols(0, 1), 3) },
		"gather":      func(x, _ *graph.Node) *graph.Node { return x.Gather(x.SliceCols(0, 1)) },
		"reshape":     func(x, _ *graph.Node) *graph.Node { return x.Reshape(chunk/2, 4) },
		"normal":      func(x, _ *graph.Node) *graph.Node { return x.Add(x.Graph().Normal("n", chunk, 2)) },
		"add": func(x, _ *graph.Node) *graph.Node {
			return x.Add(x.Graph().Constant(chunk, 1, make([]float32, chunk)...))
		},
	} {
		if _, err := model(t, f); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is lowered (%v)", name, err)
		}
	}
}
