package browser_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/wasm/browser"
)

// runtimeFolder is ONNX Runtime Web, of the benchmark's packages.
const runtimeFolder = "wasm/bench/node_modules/onnxruntime-web/dist"

// runtimeScript runs the model at an address on n points of so many columns, which lie at another, and gives the output.
const runtimeScript = `(async () => {
	const ort = await import("/ort/ort.wasm.min.mjs");
	ort.env.wasm.numThreads = 1;
	ort.env.wasm.wasmPaths = new URL("/ort/", location.href).href;
	const fetched = async (path) => (await fetch(path)).arrayBuffer();
	const session = await ort.InferenceSession.create(await fetched(%q));
	const z = new ort.Tensor("float32", new Float32Array(await fetched(%q)), [%d, %d]);
	const { x } = await session.run({ z });
	return { shape: x.dims, values: Array.from(x.data) };
})()`

// Another program draws the same samples of the same noise, from the file alone: direct maps, flows with every solver that a model can have, and sources that
// are embedded. Networks are trained a little, so that their weights are no longer those of the start.
func TestOtherProgramsRunTheModels(t *testing.T) {
	folder := filepath.Join(browser.Root(t), runtimeFolder)
	if _, err := os.Stat(folder); err != nil {
		t.Fatalf("%v (install it with: make wasm/bench/node_modules)", err)
	}
	var content [2][]byte // the model and its noise
	mux := http.NewServeMux()
	mux.Handle("/ort/", http.StripPrefix("/ort/", http.FileServer(http.Dir(folder))))
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`<!doctype html><link rel="icon" href="data:,">`))
	})
	for i, path := range []string{"/model", "/noise"} {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(content[i]) })
	}
	host := httptest.NewServer(mux)
	t.Cleanup(host.Close)
	page := browser.Open(t, host.URL, browser.View{})

	thin := map[string]string{"dim": "1"}
	for _, config := range []lab.Config{
		{Method: "mmd"}, {Method: "gan"}, {Method: "vae"}, {Method: "realnvp"}, {Method: "spline"}, {Method: "maf"}, {Method: "planar"}, {Method: "radial"},
		{Method: "fm", Solver: "euler"}, {Method: "fm", Solver: "midpoint"}, {Method: "fm", Solver: "heun"}, {Method: "fm", Solver: "rk4"}, {Method: "fm", NFE: 1},
		{Method: "ddpm", Solver: "ddim"}, {Method: "fm", Solver: "ddim", NFE: 7}, {Method: "edm", Solver: "ddim"}, {Method: "edm"}, {Method: "score"}, {Method: "cnf"}, {Method: "sb-cfm"},
		{Method: "mmd", Source: "moons"},
		{Method: "mmd", Source: "uniform", SourceParameters: thin},
		{Method: "fm", Source: "uniform", SourceParameters: thin, Embedding: "spiral"},
	} {
		t.Run(fmt.Sprint(config.Method, " ", config.Solver, " ", config.Source, " ", config.Embedding), func(t *testing.T) {
			if config.Source == "" {
				config.Source = "gaussian"
			}
			config.Target, config.Seed = "8gaussians", 3
			run, err := lab.New(config, engine.WebAssembly{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer run.Close()
			for range 20 {
				if err := run.Step(); err != nil {
					t.Fatal(err)
				}
			}
			const n = 1500 // more than a program takes at once, and no multiple of it
			z, columns := sourceNoise(run, n)
			var file bytes.Buffer
			if err := run.WriteONNX(&file, run.Describe(0, false)); err != nil {
				t.Fatal(err)
			}
			content = [2][]byte{file.Bytes(), raw(z)}
			got := browser.Eval[struct {
				Shape  []int
				Values []float64
			}](page, fmt.Sprintf(runtimeScript, "/model", "/noise", n, columns))

			want := make([]float32, n*run.Problem.Dim())
			if _, err := run.Sample(want, run.Stream("samples")); err != nil {
				t.Fatal(err)
			}
			if len(got.Values) != len(want) || got.Shape[0] != n {
				t.Fatalf("%d numbers of shape %v, want %d", len(got.Values), got.Shape, len(want))
			}
			worst := 0.0
			for i, x := range want {
				worst = max(worst, math.Abs(got.Values[i]-float64(x)))
			}
			t.Logf("%d bytes, %.1e at worst", file.Len(), worst)
			if !(worst <= 1e-4) {
				t.Errorf("samples differ by %.1e, want at most 1e-4", worst)
			}
		})
	}
}

// sourceNoise is n points of the run's source as a model takes them: those that its samples of that many come from.
func sourceNoise(run *lab.Session, n int) (z []float32, columns int) {
	source, r := run.Problem.Source, run.Stream("samples")
	if run.Config.Source == "gaussian" {
		z = make([]float32, n*run.Problem.Dim())
		run.Problem.Noise(z, r)
		return z, run.Problem.Dim()
	}
	z = make([]float32, n*source.Dim())
	source.Sample(z, r)
	return z, source.Dim()
}

func raw(values []float32) []byte {
	content, err := binary.Append(nil, binary.LittleEndian, values)
	if err != nil {
		panic(err)
	}
	return content
}
