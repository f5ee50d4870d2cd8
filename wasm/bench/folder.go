package bench

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"pushforward/wasm/site/wasmexec"
)

// makeFolder fills dir with the page, the contestants' scripts, this project's programs that they run, and the files that peers load as they
// run. Peers must be installed in the node_modules of wasm/bench, below the project's top folder root; without peers among the
// contestants nothing need be.
func makeFolder(root, dir string, contestants []Contestant) error {
	bench := filepath.Join(root, "wasm", "bench")
	page := filepath.Join(bench, "page")
	if err := copyFile(filepath.Join(dir, "index.html"), filepath.Join(page, "index.html")); err != nil {
		return err
	}
	scripts := map[string]bool{}
	peers := false
	for _, c := range contestants {
		script, _, _ := strings.Cut(c.Script, "?")
		scripts[script] = true
		peers = peers || c.peer()
	}
	if err := bundle(page, dir, slices.Sorted(maps.Keys(scripts))); err != nil {
		return err
	}
	for _, program := range []string{"ours", "growth"} {
		if scripts[program+".js"] {
			if err := compileOwn(root, program, filepath.Join(dir, program+".wasm")); err != nil {
				return err
			}
		}
	}
	if !peers {
		return nil
	}
	for _, runtime := range []struct{ pattern, to string }{
		{"@tensorflow/tfjs-backend-wasm/dist/*.wasm", "tfjs"},
		{"onnxruntime-web/dist/ort-wasm-simd-threaded.*", "ort"},
	} {
		if err := copyMatches(filepath.Join(dir, runtime.to), filepath.Join(bench, "node_modules", filepath.FromSlash(runtime.pattern))); err != nil {
			return err
		}
	}
	return nil
}

// bundle makes the page's script and the contestants' modules in dir. What a library imports only when needed stays apart.
func bundle(page, dir string, scripts []string) error {
	entries := []string{"page.ts"}
	for _, name := range scripts {
		entries = append(entries, strings.TrimSuffix(name, ".js")+".ts")
	}
	script, err := wasmexec.Script()
	if err != nil {
		return err
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:   entries,
		AbsWorkingDir: page,
		Outdir:        dir,
		Bundle:        true,
		Splitting:     true,
		Write:         true,
		Format:        api.FormatESModule,
		Platform:      api.PlatformBrowser,
		Target:        api.ES2022,
		// ONNX Runtime's own way to have its threads' script in a file of its own.
		Conditions:        []string{"onnxruntime-web-use-extern-wasm"},
		Plugins:           []api.Plugin{goRuntime(script)},
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		LogLevel:          api.LogLevelSilent,
	})
	var errs []error
	for _, problem := range result.Errors {
		errs = append(errs, fmt.Errorf("bundle of the benchmark: %s", problem.Text))
	}
	return errors.Join(errs...)
}

// goRuntime lets scripts import "go:wasm_exec", the script that runs Go programs.
func goRuntime(script string) api.Plugin {
	return api.Plugin{Name: "go", Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: `^go:wasm_exec$`}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: "wasm_exec", Namespace: "go"}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: `^wasm_exec$`, Namespace: "go"}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			return api.OnLoadResult{Contents: &script, Loader: api.LoaderJS}, nil
		})
	}}
}

// compileOwn compiles a program of wasm/bench as the site's training program is: small, with few calls inlined.
func compileOwn(root, program, binary string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-gcflags=all=-l", "-o", binary, "./wasm/bench/"+program)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("program ./wasm/bench/%s: %w\n%s", program, err, output)
	}
	return nil
}

// copyMatches copies the files that match a pattern, of which there must be some, into a folder.
func copyMatches(folder, pattern string) error {
	files, err := filepath.Glob(pattern)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("no file matches %q: want the peers installed, by npm ci --prefix wasm/bench", pattern)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, from := range files {
		if err := copyFile(filepath.Join(folder, filepath.Base(from)), from); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(to, from string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o644)
}
