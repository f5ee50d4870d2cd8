package main

import (
	"fmt"

	"github.com/evanw/esbuild/pkg/api"

	"pushforward/wasm/site/wasmexec"
)

// goRuntime lets scripts import "go:wasm_exec": the script, of the very Go release that compiles the programs, which defines the
// class Go that runs them.
func goRuntime() api.Plugin {
	return api.Plugin{Name: "go", Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: `^go:`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			if a.Path != "go:wasm_exec" {
				return api.OnResolveResult{}, fmt.Errorf("import %q: want go:wasm_exec", a.Path)
			}
			return api.OnResolveResult{Path: "wasm_exec", Namespace: "go"}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: `^wasm_exec$`, Namespace: "go"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			script, err := wasmexec.Script()
			return api.OnLoadResult{Contents: &script, Loader: api.LoaderJS}, err
		})
	}}
}
