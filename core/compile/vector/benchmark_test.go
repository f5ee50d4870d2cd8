package vector

import (
	"math"
	"testing"

	"pushforward/core/compile/encode"
	"pushforward/core/random"
)

// BenchmarkFunctions times each function over 2¹⁶ numbers in memory, from −4 to 4; "copy" is the loop alone.
func BenchmarkFunctions(b *testing.B) {
	copying := function{name: "copy", emit: func(*encode.Function) {}}
	for _, fn := range append([]function{copying}, functions...) {
		b.Run(fn.name, func(b *testing.B) {
			x := make([]uint32, chunk)
			for i := range x {
				x[i] = math.Float32bits(8*float32(i)/chunk - 4)
			}
			benchmark(b, unary(b, fn.emit), x)
		})
	}
}

// BenchmarkRandom times uniform and normal numbers, Threefry included.
func BenchmarkRandom(b *testing.B) {
	for name, emit := range map[string]func(*encode.Function){
		"Uniform": func(f *encode.Function) { firstWord(f); Unit(f) },
		"Normal":  Normal,
	} {
		b.Run(name, func(b *testing.B) { benchmark(b, drawn(b, random.Key(1, "noise"), 0, emit), counters()) })
	}
}

func benchmark(b *testing.B, k kernel, x []uint32) {
	k.apply(b, x)
	for b.Loop() {
		if err := k.Run(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/chunk, "ns/element")
}
