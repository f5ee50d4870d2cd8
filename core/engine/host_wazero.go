//go:build !js

package engine

import (
	"context"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"pushforward/core/compile"
)

// native is a module under wazero.
type native struct {
	runtime   wazero.Runtime
	functions map[string]api.Function
	variables map[string][]byte // the memory of each, which never moves because it never grows
}

var _ host = (*native)(nil)

const hostName = "wazero"

// relaxedHere tells whether the host has relaxed SIMD instructions.
func relaxedHere() bool { return false }

// options are how modules are written for this host.
func options() compile.Options { return compile.Options{SplitBroadcasts: true} }

func load(module *compile.Module) (host, error) {
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	instance, err := runtime.Instantiate(ctx, module.Bytes)
	if err != nil {
		runtime.Close(ctx)
		return nil, fmt.Errorf("engine: wazero: %w", err)
	}
	n := &native{runtime: runtime, functions: map[string]api.Function{}, variables: map[string][]byte{}}
	for name := range instance.ExportedFunctionDefinitions() {
		n.functions[name] = instance.ExportedFunction(name)
	}
	for name, t := range module.Variables {
		bytes, ok := instance.Memory().Read(uint32(t.Offset), uint32(t.Bytes()))
		if !ok {
			runtime.Close(ctx)
			return nil, fmt.Errorf("engine: variable %q lies at %d, beyond the memory of %d bytes", name, t.Offset, instance.Memory().Size())
		}
		n.variables[name] = bytes
	}
	return n, nil
}

func (n *native) call(function string) (known bool, err error) {
	f, known := n.functions[function]
	if !known {
		return false, nil
	}
	if err := f.CallWithStack(context.Background(), nil); err != nil {
		return true, fmt.Errorf("engine: function %q: %w", function, err)
	}
	return true, nil
}

func (n *native) read(dst []float32, variable string) { copy(bytesOf(dst), n.variables[variable]) }

func (n *native) write(variable string, src []float32) { copy(n.variables[variable], bytesOf(src)) }

func (n *native) close() error {
	n.variables = nil
	return n.runtime.Close(context.Background())
}
