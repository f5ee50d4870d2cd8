package lab_test

import (
	"testing"

	"pushforward/core/compile"
	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/lab"
	"pushforward/core/method"
)

// recording keeps the program that it is given to load.
type recording struct{ program *graph.Graph }

func (r *recording) Instantiate(program *graph.Graph) (engine.Instance, error) {
	r.program = program
	return engine.WebAssembly{}.Instantiate(program)
}

// BenchmarkCompile is the compilation of all functions of each method's program as shipped, from the graph to the bytes of the module.
func BenchmarkCompile(b *testing.B) {
	for _, e := range method.Registry() {
		b.Run(e.ID, func(b *testing.B) {
			recorded := &recording{}
			run, err := lab.New(lab.Config{Method: e.ID, Source: "gaussian", Target: "8gaussians"}, recorded, nil)
			if err != nil {
				b.Fatal(err)
			}
			if err := run.Close(); err != nil {
				b.Fatal(err)
			}
			size := 0
			for b.Loop() {
				module, err := compile.Compile(recorded.program)
				if err != nil {
					b.Fatal(err)
				}
				size = len(module.Bytes)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1000, "ms/op")
			b.ReportMetric(float64(size)/1000, "kB")
		})
	}
}
