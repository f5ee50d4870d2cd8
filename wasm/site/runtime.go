package main

import (
	"github.com/evanw/esbuild/pkg/api"

	"pushforward/wasm/site/wasmexec"
)

// goRuntime lets scripts import "go:wasm_exec": the script, of the very Go release that compiles the programs, which defines the
// class Go that runs them.
func goRuntime() api.Plugin { return made("go:wasm_exec", api.LoaderJS, wasmexec.Script) }
