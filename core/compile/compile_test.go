package compile_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"

	"pushforward/core/compile"
	"pushforward/core/compile/encode"
	"pushforward/core/graph"
	"pushforward/core/graph/graphtest"
	"pushforward/core/random"
)

// network is a training step of a small network: a hidden layer, a squared error, gradient descent with momentum.
func network() *graph.Graph {
	g := graph.New()
	w0, w1 := g.Variable("w0", 3, 20), g.Variable("w1", 20, 2)
	x := g.Normal("noise", 32, 3)
	target := g.Variable("target", 32, 2)
	loss := x.MatMul(w0).Tanh().MatMul(w1).Sub(target).Square().Mean()
	step := g.Function("step")
	step.Output("loss", loss)
	for i, gradient := range graph.Gradient(loss, w0, w1) {
		w := []*graph.Node{w0, w1}[i]
		momentum := g.Variable("momentum."+w.Name(), w.Rows(), w.Cols())
		moved := momentum.Scale(0.9).Add(gradient)
		step.Assign(momentum, moved)
		step.Assign(w, w.Sub(moved.Scale(0.1)))
	}
	step.Assign(g.Counter(), g.Counter().AddScalar(1))
	return g
}

func module(t *testing.T, g *graph.Graph) *compile.Module {
	t.Helper()
	m, err := compile.Compile(g)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The forward pass, the error with its sum and its gradient, the backward pass (with the derivative of tanh made of the stored tanh, in kernel 9), and both weights'
// updates in place.
func TestPlanOfATrainingStep(t *testing.T) {
	const want = `
  0 loop 32×3 normal: [@64[1×4] @128[1×1]] → [@9088[32×3]]
  1 product 32×3×20: [@9088[32×3] @192[3×20]] → [@1408[32×20]]
  2 loop 32×20 tanh: [@1408[32×20]] → [@3968[32×20]]
  3 product 32×20×2: [@3968[32×20] @448[20×2]] → [@1408[32×2]]
  4 loop 32×2 sub mul sum_cols mul add: [@1408[32×2] @640[32×2]] → [@1664[32×1] @9472[32×2]]
  5 loop 1×32 sum_cols: [@1664[1×32]] → [@1408[1×1]]
  6 loop 1×1 mul: [@1408[1×1]] → [@896[1×1]]
  7 copy @448[2×20]/1,2 → @6528[2×20]
  8 product 32×2×20: [@9472[32×2] @6528[2×20]] → [@1408[32×20]]
  9 loop 32×20 mul sub mul: [@3968[32×20] @1408[32×20]] → [@6528[32×20]]
 10 product 3×32×20: [@9088[3×32]/1,3 @6528[32×20]] → [@1408[3×20]]
 11 loop 3×20 mul add mul sub: [@960[3×20] @1408[3×20] @192[3×20]] → [@960[3×20] @192[3×20]]
 12 product 20×32×2: [@3968[20×32]/1,20 @9472[32×2]] → [@1408[20×2]]
 13 loop 20×2 mul add mul sub: [@1216[20×2] @1408[20×2] @448[20×2]] → [@1216[20×2] @448[20×2]]
 14 loop 1×1 add: [@128[1×1]] → [@128[1×1]]
`
	if got := module(t, network()).Plan("step"); got != want[1:] {
		t.Errorf("plan of a training step:\n%swant:%s", got, want)
	}
}

func TestAnUnknownFunctionHasNoPlan(t *testing.T) {
	if got := module(t, network()).Plan("play"); got != "" {
		t.Errorf("plan %q, want none", got)
	}
}

func TestTheSameProgramGivesTheSameBytes(t *testing.T) {
	for seed := range uint64(20) {
		program := func() *graph.Graph {
			return graphtest.Random(random.New(seed, "graph"), graphtest.Options{MaxShape: 9, Nodes: 30, Derivatives: true})
		}
		first, again := module(t, program()), module(t, program())
		if !bytes.Equal(first.Bytes, again.Bytes) || !maps.Equal(first.Variables, again.Variables) {
			t.Errorf("program %d: two compilations differ", seed)
		}
	}
}

func TestAModuleExportsItsMemoryAndFunctions(t *testing.T) {
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	defer runtime.Close(ctx)
	g := network()
	g.Variable("large", 1000, 100)
	m := module(t, g)
	binary, err := runtime.CompileModule(ctx, m.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	memory := binary.ExportedMemories()["memory"]
	most, bounded := memory.Max()
	pages := uint32((m.Memory + encode.PageBytes - 1) / encode.PageBytes)
	if memory.Min() != pages || most != pages || !bounded {
		t.Errorf("memory of %d to %d pages, want %d, which hold %d bytes", memory.Min(), most, pages, m.Memory)
	}
	functions := binary.ExportedFunctions()
	step, ok := functions["step"]
	if !ok || len(functions) != 1 || len(step.ParamTypes())+len(step.ResultTypes()) != 0 {
		t.Errorf("exported functions %v, want step alone, without parameters and results", functions)
	}
	if imported := len(binary.ImportedFunctions()); imported != 0 {
		t.Errorf("%d imported functions, want none", imported)
	}
}

func TestScratchIsShared(t *testing.T) {
	g := graph.New()
	x := g.Variable("x", 100, 100)
	y := x
	for range 20 {
		y = y.MatMul(x)
	}
	g.Function("power").Output("y", y)
	m := module(t, g)
	if alive := 4 * 100 * 100 * 4; m.Memory > alive+4096 { // x, y, and two products at a time
		t.Errorf("%d bytes of memory, want about %d\n%s", m.Memory, alive, m.Plan("power"))
	}
	if got := strings.Count(m.Plan("power"), "product"); got != 20 {
		t.Errorf("%d products, want 20", got)
	}
}

// A network twice as deep takes twice the calls, and hardly more code, where kernels share functions.
func TestKernelsOfEqualLayersShareFunctions(t *testing.T) {
	size := func(layers int, o compile.Options) int {
		g := graph.New()
		x := g.Variable("x", 50, 20)
		for i := range layers {
			name := fmt.Sprint(i)
			x = x.MatMul(g.Variable("w"+name, 20, 20)).Add(g.Variable("b"+name, 1, 20)).Tanh()
		}
		g.Function("run").Output("y", x)
		m, err := o.Compile(g)
		if err != nil {
			t.Fatal(err)
		}
		return len(m.Bytes)
	}
	const calls = 2*(3*4+3) + 3 // a layer's: three addresses each, of at most four bytes, and a memory of more digits
	shared := compile.Options{SharedKernels: true}
	if grown := size(16, shared) - size(8, shared); grown > 8*calls {
		t.Errorf("eight layers more take %d bytes, want at most %d", grown, 8*calls)
	}
	if grown := size(16, compile.Options{}) - size(8, compile.Options{}); grown < 8*200 {
		t.Errorf("eight layers more with functions of their own take %d bytes, want more than 1600: else the test says nothing", grown)
	}
}
