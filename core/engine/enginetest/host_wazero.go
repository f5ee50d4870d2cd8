//go:build !js

package enginetest

import (
	"context"
	"testing"

	"github.com/tetratelabs/wazero"
)

// Load is a module of which a function is to run under wazero.
func Load(t testing.TB, module []byte, function string) Kernel {
	t.Helper()
	ctx := context.Background()
	host := wazero.NewRuntime(ctx)
	t.Cleanup(func() {
		if err := host.Close(ctx); err != nil {
			t.Error(err)
		}
	})
	instance, err := host.Instantiate(ctx, module)
	if err != nil {
		t.Fatalf("instantiate: %v", err)
	}
	view, ok := instance.Memory().Read(0, instance.Memory().Size())
	if !ok {
		t.Fatal("memory: out of range")
	}
	run := instance.ExportedFunction(function)
	return Kernel{
		Run: func() error {
			_, err := run.Call(ctx)
			return err
		},
		Read:  func(bytes []byte) { copy(bytes, view) },
		Write: func(bytes []byte) { copy(view, bytes) },
	}
}
