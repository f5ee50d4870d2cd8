package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// workerScript is the first script of the training worker. No document names it: the page starts it by its URL.
const workerScript = "assets/worker/worker.ts"

// elementScript defines the element for other people's pages, which name it: it is built as embed.js, and keeps that name.
const elementScript = "assets/embed/embed.ts"

// projectorScript is the script of the worker that shows the film; see [projector].
const projectorScript = "assets/page/thumbnails/projector.ts"

// hashedNames and plainNames are the bundler's patterns for names that tell the content, and for those that stay.
const (
	hashedNames = "[name]-[hash]"
	plainNames  = "[name]"
)

// bundle makes the scripts and style sheets: those that the documents name, the worker's and the element's. The scripts learn the hashed names
// of what they load from the constants __WORKER_WASM__, __STAGE_WASM__, __WORKER_JS__, __STAGE_HTML__ and __DATA__, which is a table of all data files.
func bundle(root string, programs, data []file, pages []document) ([]file, error) {
	names, err := dataNames(data)
	if err != nil {
		return nil, err
	}
	constants := map[string]string{"__DATA__": names}
	for _, p := range programs {
		constants[constantName(p.of)] = p.name
	}
	for _, p := range pages {
		constants[constantName(p.name)] = p.name
	}
	// A classic script, so that it also starts from a Blob where a frame may load no worker by its URL.
	worker, err := esbuild(root, api.FormatIIFE, hashedNames, []string{workerScript}, constants)
	if err != nil {
		return nil, err
	}
	for _, w := range worker {
		constants[constantName(w.of)] = w.name
	}
	modules, err := esbuild(root, api.FormatESModule, hashedNames, entryPoints(pages), constants)
	if err != nil {
		return nil, err
	}
	element, err := esbuild(root, api.FormatESModule, plainNames, []string{elementScript}, constants)
	return slices.Concat(worker, modules, element), err
}

// constantName is how scripts spell the URL of a file: "stage.wasm" is __STAGE_WASM__.
func constantName(of string) string {
	return "__" + strings.ToUpper(strings.NewReplacer(".", "_", "-", "_").Replace(of)) + "__"
}

// esbuild bundles entry points, each into a file of its own with a name of that pattern.
func esbuild(root string, format api.Format, names string, entries []string, constants map[string]string) ([]file, error) {
	define := make(map[string]string, len(constants))
	for name, value := range constants {
		define[name] = strconv.Quote(value)
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       entries,
		EntryNames:        names,
		AssetNames:        hashedNames,
		AbsWorkingDir:     root,
		Outdir:            "dist", // only a place for names to be relative to: nothing is written
		Bundle:            true,
		Format:            format,
		Platform:          api.PlatformBrowser,
		Target:            api.ES2022,
		Define:            define,
		Loader:            assetLoaders(),
		Plugins:           []api.Plugin{goRuntime(), formulas(root), thumbnails(root), films(root), projector(root), scores(root)},
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Sourcemap:         api.SourceMapLinked,
		Metafile:          true,
		LogLevel:          api.LogLevelSilent,
	})
	if problems := append(result.Errors, result.Warnings...); len(problems) > 0 {
		return nil, bundleError(problems)
	}
	return outputs(root, result)
}

// assetLoaders copy pictures and fonts that scripts and style sheets import.
func assetLoaders() map[string]api.Loader {
	return map[string]api.Loader{".svg": api.LoaderFile, ".png": api.LoaderFile, ".webp": api.LoaderFile, ".woff2": api.LoaderFile}
}

// bundleError joins the bundler's messages; a warning counts as an error.
func bundleError(problems []api.Message) error {
	errs := make([]error, len(problems))
	for i, p := range problems {
		errs[i] = errors.New(p.Text)
		if l := p.Location; l != nil {
			errs[i] = fmt.Errorf("%s:%d:%d: %s", l.File, l.Line, l.Column+1, p.Text)
		}
	}
	return errors.Join(errs...)
}

// outputs are the files of a bundler's result.
func outputs(root string, result api.BuildResult) ([]file, error) {
	var meta struct {
		Outputs map[string]struct {
			EntryPoint string
			CSSBundle  string
		}
	}
	if err := json.Unmarshal([]byte(result.Metafile), &meta); err != nil {
		return nil, fmt.Errorf("the bundler's list of outputs: %w", err)
	}
	files := make([]file, len(result.OutputFiles))
	for i, o := range result.OutputFiles {
		relative, err := filepath.Rel(root, o.Path)
		if err != nil {
			return nil, err
		}
		made := meta.Outputs[filepath.ToSlash(relative)]
		if made.CSSBundle != "" {
			return nil, fmt.Errorf("%s imports a style sheet: want it imported by a style sheet that a document links", made.EntryPoint)
		}
		name := path.Base(filepath.ToSlash(relative))
		files[i] = file{name: name, of: name, content: o.Contents}
		if made.EntryPoint != "" {
			files[i].of = builtName(made.EntryPoint)
		}
	}
	return files, nil
}

// builtName is what an entry point is called when built, before hashing: "assets/page/page.ts" is "page.js".
func builtName(entry string) string {
	base := path.Base(entry)
	if stem, ok := strings.CutSuffix(base, ".ts"); ok {
		return stem + ".js"
	}
	return base
}
