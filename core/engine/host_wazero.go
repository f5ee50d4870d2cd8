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
	module    *compile.Module
	runtime   wazero.Runtime
	memory    api.Memory
	functions map[string]api.Function
}

func load(module *compile.Module) (Instance, error) {
	ctx := context.Background()
	runtime := wazero.NewRuntime(ctx)
	instance, err := runtime.Instantiate(ctx, module.Bytes)
	if err != nil {
		runtime.Close(ctx)
		return nil, fmt.Errorf("engine: wazero: %w", err)
	}
	n := &native{module: module, runtime: runtime, memory: instance.Memory(), functions: map[string]api.Function{}}
	for name := range instance.ExportedFunctionDefinitions() {
		n.functions[name] = instance.ExportedFunction(name)
	}
	return n, nil
}

func (n *native) Call(function string) error {
	f, ok := n.functions[function]
	if !ok {
		return errUnknown("function", function)
	}
	if err := f.CallWithStack(context.Background(), nil); err != nil {
		return fmt.Errorf("engine: function %q: %w", function, err)
	}
	return nil
}

func (n *native) Read(dst []float32, variable string) error {
	t, err := lookup(n.module, variable, len(dst))
	if err != nil {
		return err
	}
	bytes, _ := n.memory.Read(uint32(t.Offset), uint32(t.Bytes()))
	copy(bytesOf(dst), bytes)
	return nil
}

func (n *native) Write(variable string, src []float32) error {
	t, err := lookup(n.module, variable, len(src))
	if err != nil {
		return err
	}
	n.memory.Write(uint32(t.Offset), bytesOf(src))
	return nil
}

func (n *native) Close() error { return n.runtime.Close(context.Background()) }
