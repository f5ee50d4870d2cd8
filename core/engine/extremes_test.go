package engine_test

import (
	"math"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/random"
)

var (
	inf       = float32(math.Inf(1))
	nan       = float32(math.NaN())
	minusZero = float32(math.Copysign(0, -1))
)

// result is what a program's only output is after one call.
func result(t *testing.T, e engine.Engine, x []float32, build func(x *graph.Node) *graph.Node) []float32 {
	t.Helper()
	g := graph.New()
	y := build(g.Variable("x", len(x), 1))
	g.Function("f").Output("y", y)
	instance := start(t, e, g)
	write(t, instance, "x", x...)
	call(t, instance, "f")
	return read(t, instance, "f.y", y.Size())
}

// sameBits reports numbers that differ, any NaN being as good as another.
func sameBits(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) && !(got[i] != got[i] && want[i] != want[i]) {
			t.Errorf("%s: number %d is %v, want %v (all: %v, want %v)", what, i, got[i], want[i], got, want)
			return
		}
	}
}

func TestArgsortOrdersSpecialNumbers(t *testing.T) {
	for name, c := range map[string]struct{ x, want []float32 }{
		"one":      {[]float32{7}, []float32{0}},
		"ties":     {[]float32{2, 1, 2, 1, 2}, []float32{1, 3, 0, 2, 4}},
		"zeros":    {[]float32{0, minusZero, 0, minusZero}, []float32{1, 3, 0, 2}},
		"infinite": {[]float32{inf, 0, -inf, 1, inf}, []float32{2, 1, 3, 0, 4}},
		"nan":      {[]float32{nan, 1, -nan, inf, -inf}, []float32{4, 1, 3, 0, 2}},
		"denormal": {[]float32{1e-45, -1e-45, 0, 1e-38}, []float32{1, 2, 0, 3}},
	} {
		for _, e := range engines() {
			sameBits(t, name, result(t, e, c.x, (*graph.Node).Argsort), c.want)
		}
	}
}

func TestArgsortOfManyNumbers(t *testing.T) {
	r := random.New(4, "numbers")
	for _, n := range []int{2, 3, 17, 64, 1000, 4097} {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(r.IntN(n/2+1)) - float32(n)/4 // with ties
		}
		want := result(t, engine.Reference{}, x, (*graph.Node).Argsort)
		sameBits(t, "argsort", result(t, engine.WebAssembly{}, x, (*graph.Node).Argsort), want)
	}
}

func TestIndicesAreClampedToTheRows(t *testing.T) {
	index := []float32{-1, 0, 0.9, 1, 2.5, 3, 1e30, -1e30, inf, -inf, nan, minusZero}
	rows := []float32{0, 0, 0, 1, 2, 2, 2, 0, 2, 0, 0, 0} // of three
	for _, e := range engines() {
		got := result(t, e, index, func(x *graph.Node) *graph.Node {
			return x.Graph().Constant(3, 2, 0, 10, 1, 11, 2, 12).Gather(x)
		})
		for i, row := range rows {
			sameBits(t, "gather", got[2*i:2*i+2], []float32{row, 10 + row})
		}
		counts := result(t, e, index, func(x *graph.Node) *graph.Node {
			return x.Graph().Scalar(1).Broadcast(len(index), 1).ScatterAdd(x, 3)
		})
		sameBits(t, "scatter", counts, []float32{7, 1, 4})
	}
}

// ScatterAdd adds in the order of the rows: float32 sums that depend on it are those of a plain loop.
func TestScatterAddsInOrder(t *testing.T) {
	x := numbers("scatter", 1000, 1)
	want := []float32{0, 0}
	for i, v := range x {
		want[i%2] += v
	}
	got := result(t, engine.WebAssembly{}, x, func(x *graph.Node) *graph.Node {
		index := make([]float32, 1000)
		for i := range index {
			index[i] = float32(i % 2)
		}
		return x.ScatterAdd(x.Graph().Constant(1000, 1, index...), 2)
	})
	sameBits(t, "sums", got, want)
}

func TestUniformNumbersAreThoseOfTheGenerator(t *testing.T) {
	g := graph.New()
	f := g.Function("f")
	f.Output("y", g.Uniform("stream", 37, 3))
	instance := start(t, engine.WebAssembly{}, g)
	const counter = 12345
	write(t, instance, graph.CounterName, counter)
	for _, seed := range []uint64{0, 1, 0xffffffffffffffff, 0x8000000080000000, 0x123456789abcdef0} {
		if err := engine.Seed(instance, seed); err != nil {
			t.Fatal(err)
		}
		call(t, instance, "f")
		for i, got := range read(t, instance, "f.y", 37*3) {
			block := random.Threefry2x32(random.Key(seed, "stream"), [2]uint32{uint32(i), counter})
			if want := random.Unit(block[0]); got != want {
				t.Fatalf("seed %#x: number %d is %v, want %v", seed, i, got, want)
			}
		}
	}
}

func TestNormalNumbersAreWithinAFewUlp(t *testing.T) {
	const n = 4099
	g := graph.New()
	g.Function("f").Output("y", g.Normal("stream", n, 1))
	want := make([]float32, n)
	reference := start(t, engine.Reference{}, g)
	call(t, reference, "f")
	copy(want, read(t, reference, "f.y", n))
	instance := start(t, engine.WebAssembly{}, g)
	call(t, instance, "f")
	for i, got := range read(t, instance, "f.y", n) {
		ulp := float64(math.Nextafter32(float32(math.Abs(float64(want[i]))), inf)) - math.Abs(float64(want[i]))
		if math.Abs(float64(got)-float64(want[i])) > 4.5*ulp { // 3.7, and the rounding of the reference
			t.Errorf("number %d is %v, want %v within 4.5 ulp", i, got, want[i])
		}
	}
}
