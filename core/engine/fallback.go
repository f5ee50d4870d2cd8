package engine

import (
	"cmp"
	"fmt"

	"pushforward/core/compile"
	"pushforward/core/graph"
)

// Fallback takes the place of [WebAssembly] where modules cannot be run: it is [Reference] for programs of little arithmetic, and refuses the others.
type Fallback struct {
	Most int // floating-point operations of a call of any function; 0 means 4,000,000, about 40 ms
}

var _ Engine = Fallback{}

// Slowdown is about how many times as long as on [WebAssembly] a program takes on [Fallback]: 138 to 155 for steps of flow matching with
// networks of 16×2 to 64×3, under Node.js on x86-64.
const Slowdown = 150

// Instantiate implements [Engine].
func (f Fallback) Instantiate(program *graph.Graph) (Instance, error) {
	module, err := compile.Compile(program)
	if err != nil {
		return nil, err
	}
	most := cmp.Or(f.Most, 4_000_000)
	for _, function := range program.Functions() {
		if n := module.Operations(function.Name); n > most {
			return nil, fmt.Errorf("engine: %q takes %s operations a call: want at most %s without SIMD WebAssembly, by a smaller network or batch, or another method",
				function.Name, grouped(n), grouped(most))
		}
	}
	instance, err := Reference{}.Instantiate(program)
	return fallback{instance, module}, err
}

// fallback is a program on the reference, and its plan.
type fallback struct {
	Instance
	module *compile.Module
}

// grouped writes a count with commas between thousands.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}
