package lab_test

import (
	"testing"
	"time"

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

// BenchmarkCompile is the compilation of all functions of each method's program as shipped, from the graph to the bytes of a module for browsers.
func BenchmarkCompile(b *testing.B) {
	eachProgram(b, func(b *testing.B, program *graph.Graph) {
		size := 0
		leastOf(b, func() error {
			module, err := compile.Options{VectorsInLocals: true, SharedKernels: true}.Compile(program)
			if err == nil {
				size = len(module.Bytes)
			}
			return err
		})
		b.ReportMetric(float64(size)/1000, "kB")
	})
}

// BenchmarkInstantiate is the same on to a module that the host has loaded: under Node.js and in a browser, what a visitor waits for.
func BenchmarkInstantiate(b *testing.B) {
	eachProgram(b, func(b *testing.B, program *graph.Graph) {
		leastOf(b, func() error {
			instance, err := engine.WebAssembly{}.Instantiate(program)
			if err != nil {
				return err
			}
			return instance.Close()
		})
	})
}

// eachProgram runs a benchmark on the program of each method.
func eachProgram(b *testing.B, run func(b *testing.B, program *graph.Graph)) {
	for _, e := range method.Registry() {
		b.Run(e.ID, func(b *testing.B) {
			recorded := &recording{}
			session, err := lab.New(lab.Config{Method: e.ID, Source: "gaussian", Target: "8gaussians"}, recorded, nil)
			if err != nil {
				b.Fatal(err)
			}
			if err := session.Close(); err != nil {
				b.Fatal(err)
			}
			run(b, recorded.program)
		})
	}
}

// leastOf runs f over and over and reports the least time, in milliseconds, which other work on the machine disturbs least.
func leastOf(b *testing.B, f func() error) {
	least := time.Duration(1<<63 - 1)
	for b.Loop() {
		began := time.Now()
		if err := f(); err != nil {
			b.Fatal(err)
		}
		least = min(least, time.Since(began))
	}
	b.ReportMetric(float64(least)/float64(time.Millisecond), "least-ms")
}
