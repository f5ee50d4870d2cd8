package compile

import (
	"fmt"

	"pushforward/core/compile/encode"
	"pushforward/core/graph"
)

// A Module is a compiled program. Its only export beside the functions of the program (each without parameters or results) is
// "memory", where every variable has a fixed place.
type Module struct {
	Bytes     []byte            // the WebAssembly binary
	Variables map[string]Tensor // where each variable lives
	Memory    int               // bytes of linear memory
	plans     []*plan
}

// A Tensor is the place of a variable: float32 numbers, row by row, little-endian.
type Tensor struct{ Offset, Rows, Cols int }

// Bytes is the tensor's size in memory.
func (t Tensor) Bytes() int { return 4 * t.Rows * t.Cols }

// Options choose how modules are written. The zero value is strict, and made for any host.
type Options struct {
	// Relaxed lets matrix products and the sigmoid use the relaxed multiply-add, which rounds once where the processor has it fused, else twice, and makes
	// quotients of products with sigmoids. It gives up that the same run ends in the same bits everywhere: neither seeds nor links promise the same samples
	// on another kind of processor. In Chromium on an EPYC products of 1024×128×128 run at 56 GFLOP/s, and at 41 exactly; the sigmoid takes
	// half the time. It takes a host with relaxed SIMD, which wazero (1.12) is not.
	Relaxed bool
	// VectorsInLocals loads the vectors that a loop needs as constants once, before it. Chromium's compiler otherwise builds them anew in every
	// round, by way of integer registers, which is a third of a sigmoid's time. wazero (1.12) gains nothing, and mistakes values for
	// one another in functions with that many locals. The numbers computed do not depend on it.
	VectorsInLocals bool
	// SharedKernels makes the addresses of a kernel's operands parameters of its function, so that kernels that differ in nothing else, as those of equal
	// layers, share one. Modules of deep networks become up to six times smaller, and their functions are called more often, so that
	// browsers sooner optimise them. In Node.js steps are as fast; under wazero (1.12), which checks the bounds of every address, they
	// take up to 17% longer. The numbers computed do not depend on it.
	SharedKernels bool
	// SplitBroadcasts loads an element that a product wants in all lanes as a scalar and then spreads it. wazero (1.12) takes it otherwise through an
	// integer register: under it products of 1024×128×128 run at 30.5 GFLOP/s and not at 26.4. In a browser it is two instructions for one. The
	// numbers computed do not depend on it.
	SplitBroadcasts bool
}

// Compile makes a module of a program, as the zero Options say.
func Compile(program *graph.Graph) (*Module, error) { return Options{}.Compile(program) }

// Compile makes a module of a program: the [passes] make kernels of each function, [memory.place] gives every buffer an address, and
// [Options.emit] writes the module.
func (o Options) Compile(program *graph.Graph) (*Module, error) {
	if err := program.Err(); err != nil {
		return nil, err
	}
	memory := newMemory(program.Variables())
	var plans []*plan
	for _, f := range program.Functions() {
		t := &translation{function: f, memory: memory, relaxed: o.Relaxed}
		for _, p := range passes() {
			p.run(t)
		}
		plans = append(plans, t.plan)
	}
	size, err := memory.place(plans)
	if err != nil {
		return nil, err
	}
	module := o.emit(plans, memory, size)
	return &Module{Bytes: module.Bytes(), Variables: memory.tensors(program.Variables()), Memory: size, plans: plans}, nil
}

// translation is a function on its way to kernels: each pass makes the next of its forms.
type translation struct {
	function *graph.Function
	memory   *memory // of the whole program
	relaxed  bool    // products

	results []result
	units   []*unit
	held    nodeSet // see [held]
	plan    *plan
}

// A pass takes a function from one form to the next.
type pass struct {
	name string
	run  func(t *translation)
}

// passes are all of them, in their order.
func passes() []pass {
	return []pass{
		{"simplify", func(t *translation) { t.results = simplify(t.function) }},
		{"fuse", func(t *translation) { t.units = fuse(t.results) }},
		{"rematerialize", func(t *translation) { t.held = held(t.results); t.units = rematerialize(t.held, t.units) }},
		{"lower", func(t *translation) { t.plan = t.lower() }},
	}
}

func (o Options) emit(plans []*plan, memory *memory, size int) *encode.Module {
	module := &encode.Module{VectorsInLocals: o.VectorsInLocals}
	module.Memory(size)
	for _, c := range memory.constants {
		module.Data(c.buffer.offset, floatBytes(c.values))
	}
	e := &emitter{module: module, relaxed: o.Relaxed, shared: o.SharedKernels, split: o.SplitBroadcasts, bodies: map[string]*encode.Function{}, blocks: map[block]*encode.Function{}}
	for _, p := range plans {
		entry := module.Function(p.name, nil, nil)
		for _, k := range p.kernels {
			e.call(entry, k)
		}
	}
	return module
}

// emitter is what kernels share while a module is written.
type emitter struct {
	module   *encode.Module
	relaxed  bool                        // see [Options]
	shared   bool                        // likewise
	split    bool                        // likewise, of broadcasts
	form     form                        // of the latest kernel
	bodies   map[string]*encode.Function // of kernels, by their forms
	blocks   map[block]*encode.Function
	threefry *encode.Function // made when the first random number is
	sort     *encode.Function // likewise
}

// kernel is a piece of work that becomes a call of a WebAssembly function.
type kernel interface {
	fmt.Stringer
	reads() []view
	writes() []view
	operations() int  // see [Module.Operations]
	describe(f *form) // notes all that emit depends on but addresses
	emit(e *emitter, f body)
}

// plan is a function as kernels in the order of their execution.
type plan struct {
	name    string
	kernels []kernel
}

// Plan is the text form of a function's kernels, in the order in which they run: one line each, "" if there is no such function.
func (m *Module) Plan(function string) string {
	text := ""
	for _, p := range m.plans {
		if p.name != function {
			continue
		}
		for i, k := range p.kernels {
			text += fmt.Sprintf("%3d %v\n", i, k)
		}
	}
	return text
}
