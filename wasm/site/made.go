package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"pushforward/core/target"
)

// made lets scripts import something that is made while building, by a name of two parts with a colon between.
func made(name string, language api.Loader, contents func() (string, error)) api.Plugin {
	space, path, _ := strings.Cut(name, ":")
	return api.Plugin{Name: space, Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: "^" + space + ":"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			if a.Path != name {
				return api.OnResolveResult{}, fmt.Errorf("import %q: want %s", a.Path, name)
			}
			return api.OnResolveResult{Path: path, Namespace: space}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: "^" + path + "$", Namespace: space}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
			text, err := contents()
			return api.OnLoadResult{Contents: &text, Loader: language}, err
		})
	}}
}

// madeOfData is [made] of what make finds with the data sets below root; scripts get it as JSON.
func madeOfData[T any](name, root string, make func(target.Open) (T, error)) api.Plugin {
	open := func(name string) (io.ReadCloser, error) {
		return os.Open(filepath.Join(root, "assets", "data", filepath.FromSlash(name)))
	}
	return made(name, api.LoaderJSON, func() (string, error) {
		value, err := make(open)
		if err != nil {
			return "", err
		}
		text, err := json.Marshal(value)
		return string(text), err
	})
}
