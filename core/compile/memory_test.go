package compile

import (
	"fmt"
	"strings"
	"testing"

	"pushforward/core/graph"
	"pushforward/core/graph/graphtest"
	"pushforward/core/random"
)

// randomPrograms calls check with programs of many shapes.
func randomPrograms(t *testing.T, count uint64, check func(t *testing.T, program *graph.Graph, module *Module)) {
	t.Helper()
	for seed := range count {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			options := graphtest.Options{MaxShape: 11, Nodes: 10 + int(seed%30), Derivatives: seed%2 == 0}
			program := graphtest.Random(random.New(seed, "graph"), options)
			module, err := Compile(program)
			if err != nil {
				t.Fatal(err)
			}
			check(t, program, module)
		})
	}
}

// addresses calls visit with the byte address of every number of a view.
func (v view) addresses(visit func(int)) {
	for i := range v.shape.rows {
		for j := range v.shape.cols {
			visit(v.address() + 4*(i*v.rowStride+j*v.colStride))
		}
	}
}

// An owner is the buffer whose value an address holds, as seen by whoever follows the kernels one by one.
func TestKernelsReadWhatWasWrittenForThem(t *testing.T) {
	randomPrograms(t, 60, func(t *testing.T, _ *graph.Graph, module *Module) {
		for _, p := range module.plans {
			owner := map[int]*buffer{}
			for i, k := range p.kernels {
				for _, v := range k.reads() {
					v.addresses(func(at int) {
						if v.buffer.scratch && owner[at] != v.buffer {
							t.Fatalf("%s: kernel %d, %v: %v was overwritten, or never written", p.name, i, k, v)
						}
					})
				}
				for _, v := range k.writes() {
					v.addresses(func(at int) {
						if at < guard || at+4 > module.Memory {
							t.Fatalf("%s: kernel %d, %v: %v is outside the memory", p.name, i, k, v)
						}
						owner[at] = v.buffer
					})
				}
			}
		}
	})
}

// A kernel may write where it reads only element by element, or where it reads what it has written.
func TestKernelsDoNotOverwriteTheirOperands(t *testing.T) {
	randomPrograms(t, 60, func(t *testing.T, _ *graph.Graph, module *Module) {
		for _, p := range module.plans {
			for i, k := range p.kernels {
				for _, from := range k.reads() {
					read := map[int]bool{}
					from.addresses(func(at int) { read[at] = true })
					for _, to := range k.writes() {
						_, elementwise := k.(*loop)
						if elementwise && from.address() == to.address() && from.shape == to.shape && from.contiguous() && to.contiguous() {
							continue
						}
						to.addresses(func(at int) {
							if read[at] {
								t.Fatalf("%s: kernel %d, %v: writes %v over %v", p.name, i, k, to, from)
							}
						})
					}
				}
			}
		}
	})
}

func TestVariablesAndConstantsHaveMemoryOfTheirOwn(t *testing.T) {
	randomPrograms(t, 20, func(t *testing.T, program *graph.Graph, module *Module) {
		owner := map[int]string{}
		for _, v := range program.Variables() {
			tensor := module.Variables[v.Name()]
			if tensor.Rows != v.Rows() || tensor.Cols != v.Cols() || tensor.Offset%alignment != 0 || tensor.Offset < guard {
				t.Errorf("%v is placed as %+v", v, tensor)
			}
			for at := tensor.Offset; at < tensor.Offset+tensor.Bytes(); at += 4 {
				if owner[at] != "" {
					t.Fatalf("%v and %s share address %d", v, owner[at], at)
				}
				owner[at] = v.String()
			}
		}
		for _, p := range module.plans {
			for _, k := range p.kernels {
				for _, v := range k.writes() {
					if v.buffer.scratch && v.buffer.home == nil {
						v.addresses(func(at int) {
							if owner[at] != "" {
								t.Fatalf("%v writes scratch over %s", k, owner[at])
							}
						})
					}
				}
			}
		}
	})
}

func TestTooLargeAProgramIsRefused(t *testing.T) {
	g := graph.New()
	g.Variable("x", 1<<15, 1<<13)
	g.Variable("y", 16, 1)
	_, err := Compile(g)
	if want := "compile: the program needs 1025 MiB of memory: want at most 1024"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestAnInvalidProgramIsRefused(t *testing.T) {
	g := graph.New()
	g.Seed().MatMul(g.Seed())
	if _, err := Compile(g); err == nil || err != g.Err() {
		t.Errorf("error %v, want the program's, %v", err, g.Err())
	}
}

// stored tells how the results of a function reach their variables: the kernels of the plan, without addresses.
func stored(t *testing.T, g *graph.Graph) string {
	t.Helper()
	module, err := Compile(g)
	if err != nil {
		t.Fatal(err)
	}
	names := map[int]string{}
	for _, v := range g.Variables() {
		names[module.Variables[v.Name()].Offset] = v.Name()
	}
	var lines []string
	for _, k := range module.plans[0].kernels {
		var words []string
		for _, v := range k.writes() {
			name := names[v.address()]
			if name == "" {
				name = "scratch"
			}
			words = append(words, name)
		}
		kind, _, _ := strings.Cut(k.String(), " ")
		lines = append(lines, kind+" → "+strings.Join(words, ", "))
	}
	return strings.Join(lines, "; ")
}

func TestResultsAreStoredInPlaceOnlyWhenSafe(t *testing.T) {
	for name, c := range map[string]struct {
		assign func(o operands, f *graph.Function)
		want   string
	}{
		"an update in place": {func(o operands, f *graph.Function) { f.Assign(o.a, o.a.Add(o.b)) }, "loop → a"},
		"a swap": {func(o operands, f *graph.Function) { f.Assign(o.a, o.b); f.Assign(o.b, o.a) },
			"copy → scratch; copy → b; copy → a"},
		"an old value that a later kernel reads": {func(o operands, f *graph.Function) {
			f.Assign(o.a, o.a.Neg())
			f.Output("product", o.a.MatMulNT(o.b))
		}, "loop → scratch; copy → scratch; product → f.product; copy → a"},
		"an old value that a later loop reads": {func(o operands, f *graph.Function) {
			f.Assign(o.a, o.b.Exp())
			f.Output("old", o.a.Neg())
		}, "loop → scratch; loop → f.old; copy → a"},
		"an old value that the product reads itself": {func(o operands, f *graph.Function) {
			square := o.g.Variable("square", 2, 2)
			f.Assign(square, square.MatMul(square))
		}, "product → scratch; copy → square"},
		"an old value read in another order": {func(o operands, f *graph.Function) {
			square := o.g.Variable("square", 2, 2)
			f.Assign(square, square.Add(square.Transpose()))
		}, "copy → scratch; loop → square"},
		"a part of the old value": {func(o operands, f *graph.Function) {
			f.Assign(o.a, o.b.Add(o.a.SliceRows(0, 1)))
		}, "loop → scratch; copy → a"},
		"one value for two variables": {func(o operands, f *graph.Function) {
			sum := o.a.Add(o.b)
			f.Assign(o.a, sum)
			f.Assign(o.b, sum)
		}, "loop → a; copy → b"},
		"a reduction of the old value": {func(o operands, f *graph.Function) {
			f.Assign(o.r, o.a.Mul(o.r).SumRows())
		}, "loop → scratch; copy → r"},
	} {
		o := newOperands()
		c.assign(o, o.g.Function("f"))
		if got := stored(t, o.g); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
