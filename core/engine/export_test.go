package engine

import (
	"pushforward/core/compile"
	"pushforward/core/graph"
)

// Ceiling and Fastest measure speed for the tests outside of the package.
var (
	Ceiling = ceiling
	Fastest = fastest
)

// Sharing is [WebAssembly] with modules whose kernels share functions, as those for browsers do, on this platform's host.
type Sharing struct{}

// Instantiate implements [Engine].
func (Sharing) Instantiate(program *graph.Graph) (Instance, error) {
	module, err := compile.Options{SharedKernels: true}.Compile(program)
	if err != nil {
		return nil, err
	}
	return newCompiled(module)
}
