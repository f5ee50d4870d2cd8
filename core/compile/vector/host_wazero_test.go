//go:build !js

package vector

import (
	"context"
	"testing"

	"github.com/tetratelabs/wazero"
)

// load is a kernel under wazero.
func load(t testing.TB, module []byte) kernel {
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
	view, ok := instance.Memory().Read(0, 4*chunk)
	if !ok {
		t.Fatal("memory: out of range")
	}
	run := instance.ExportedFunction("map")
	return kernel{
		run: func() error {
			_, err := run.Call(ctx)
			return err
		},
		read:  func(bytes []byte) { copy(bytes, view) },
		write: func(bytes []byte) { copy(view, bytes) },
	}
}
