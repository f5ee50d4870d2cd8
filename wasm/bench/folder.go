package bench

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"

	"pushforward/wasm/site/wasmexec"
)

// makeFolder fills dir with the page, the contestants' scripts, this project's program, and the files that peers load as they run. The
// project's top folder root must hold the peers in node_modules.
func makeFolder(root, dir string) error {
	page := filepath.Join(root, "wasm", "bench", "page")
	if err := copyFile(filepath.Join(dir, "index.html"), filepath.Join(page, "index.html")); err != nil {
		return err
	}
	if err := bundle(root, page, dir); err != nil {
		return err
	}
	if err := compileOurs(root, filepath.Join(dir, "ours.wasm")); err != nil {
		return err
	}
	for _, runtime := range []struct{ pattern, to string }{
		{"@tensorflow/tfjs-backend-wasm/dist/*.wasm", "tfjs"},
		{"onnxruntime-web/dist/ort-wasm-simd-threaded.*", "ort"},
	} {
		if err := copyMatches(filepath.Join(dir, runtime.to), filepath.Join(root, "node_modules", filepath.FromSlash(runtime.pattern))); err != nil {
			return err
		}
	}
	return nil
}

// bundle makes each script a module in dir. What a library imports only when needed stays apart.
func bundle(root, page, dir string) error {
	script, err := wasmexec.Script()
	if err != nil {
		return err
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:   []string{"page.ts", "ours.ts", "jaxjs.ts", "tfjs.ts", "ort.ts"},
		AbsWorkingDir: page,
		NodePaths:     []string{filepath.Join(root, "node_modules")},
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

// compileOurs compiles this project's program as the site's training program is: small, with few calls inlined.
func compileOurs(root, binary string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-gcflags=all=-l", "-o", binary, "./wasm/bench/ours")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("program ./wasm/bench/ours: %w\n%s", err, output)
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
		return fmt.Errorf("no file matches %q: want the peers installed, by npm ci", pattern)
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
