package engine_test

import (
	"math"
	"slices"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/random"
)

// instantiate loads a program on the reference.
func instantiate(t *testing.T, g *graph.Graph) engine.Instance {
	t.Helper()
	instance, err := engine.Reference{}.Instantiate(g)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := instance.Close(); err != nil {
			t.Error(err)
		}
	})
	return instance
}

func write(t *testing.T, instance engine.Instance, variable string, numbers ...float32) {
	t.Helper()
	if err := instance.Write(variable, numbers); err != nil {
		t.Fatal(err)
	}
}

func call(t testing.TB, instance engine.Instance, function string) {
	t.Helper()
	if err := instance.Call(function); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, instance engine.Instance, variable string, size int) []float32 {
	t.Helper()
	numbers := make([]float32, size)
	if err := instance.Read(numbers, variable); err != nil {
		t.Fatal(err)
	}
	return numbers
}

func TestAnInvalidProgramIsNotInstantiated(t *testing.T) {
	g := graph.New()
	g.Seed().MatMul(g.Seed())
	for _, e := range engines() {
		if _, err := e.Instantiate(g); err != g.Err() || err == nil {
			t.Errorf("%T: error %v, want the program's, %v", e, err, g.Err())
		}
	}
}

func TestVariablesStartAtZeroAndKeepWhatIsWritten(t *testing.T) {
	g := graph.New()
	g.Variable("a", 2, 3)
	instance := instantiate(t, g)
	if got, want := read(t, instance, "a", 6), make([]float32, 6); !slices.Equal(got, want) {
		t.Errorf("a fresh variable is %v, want zeros", got)
	}
	numbers := []float32{1, 2, 3, 4, 5, 6}
	write(t, instance, "a", numbers...)
	numbers[0] = 7 // the instance has a copy
	read(t, instance, "a", 6)[1] = 8
	if got, want := read(t, instance, "a", 6), []float32{1, 2, 3, 4, 5, 6}; !slices.Equal(got, want) {
		t.Errorf("the variable is %v, want %v", got, want)
	}
	if got := read(t, instantiate(t, g), "a", 6); !slices.Equal(got, make([]float32, 6)) {
		t.Errorf("in a second instance the variable is %v, want zeros", got)
	}
}

func TestAssignmentsOfAFunctionHappenTogether(t *testing.T) {
	g := graph.New()
	a, b, sum := g.Variable("a", 1, 2), g.Variable("b", 1, 2), g.Variable("sum", 1, 2)
	f := g.Function("swap")
	f.Assign(a, b)
	f.Assign(b, a)
	f.Assign(sum, a.Add(b.Scale(10)))
	instance := instantiate(t, g)
	write(t, instance, "a", 1, 2)
	write(t, instance, "b", 3, 4)
	call(t, instance, "swap")
	for name, want := range map[string][]float32{"a": {3, 4}, "b": {1, 2}, "sum": {31, 42}} {
		if got := read(t, instance, name, 2); !slices.Equal(got, want) {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}

func TestStoredNumbersAreRoundedToFloat32(t *testing.T) {
	g := graph.New()
	g.Function("third").Output("y", g.Scalar(1).Div(g.Scalar(3)))
	instance := instantiate(t, g)
	call(t, instance, "third")
	if got := read(t, instance, "third.y", 1)[0]; got != float32(1.0/3) {
		t.Errorf("1/3 is stored as %v, want %v", got, float32(1.0/3))
	}
}

// noise is a program that draws six numbers of each law and then advances the counter.
func noise() *graph.Graph {
	g := graph.New()
	f := g.Function("draw")
	f.Output("uniform", g.Uniform("noise", 2, 3))
	f.Output("normal", g.Normal("noise", 2, 3))
	f.Output("other", g.Uniform("data", 2, 3))
	f.Assign(g.Counter(), g.Counter().AddScalar(1))
	return g
}

func TestRandomNumbersAreFunctionsOfSeedStreamAndCounter(t *testing.T) {
	const seed = 0x123456789abcdef0
	draw := func(seed uint64) (first, second, other []float32) {
		instance := instantiate(t, noise())
		if err := engine.Seed(instance, seed); err != nil {
			t.Fatal(err)
		}
		call(t, instance, "draw")
		first, other = read(t, instance, "draw.uniform", 6), read(t, instance, "draw.other", 6)
		call(t, instance, "draw")
		return first, read(t, instance, "draw.uniform", 6), other
	}
	first, second, other := draw(seed)
	again, _, _ := draw(seed)
	elsewhere, _, _ := draw(seed + 1)
	if !slices.Equal(first, again) {
		t.Errorf("the same seed draws %v and %v", first, again)
	}
	for name, drawn := range map[string][]float32{"next counter": second, "other stream": other, "other seed": elsewhere} {
		for e := range first {
			if first[e] == drawn[e] {
				t.Errorf("%s: number %d is %v again", name, e, first[e])
			}
		}
	}
	for e, got := range second { // the definition, at counter 1
		block := random.Threefry2x32(random.Key(seed, "noise"), [2]uint32{uint32(e), 1})
		if want := random.Unit(block[0]); got != want {
			t.Errorf("uniform number %d is %v, want %v", e, got, want)
		}
	}
}

func TestNormalNumbersAreBoxAndMullers(t *testing.T) {
	instance := instantiate(t, noise())
	if err := engine.Seed(instance, 42); err != nil {
		t.Fatal(err)
	}
	call(t, instance, "draw")
	for e, got := range read(t, instance, "draw.normal", 6) {
		block := random.Threefry2x32(random.Key(42, "noise"), [2]uint32{uint32(e), 0})
		radius := math.Sqrt(-2 * math.Log(float64(random.Unit(block[0]))))
		sine, cosine := math.Sincos(2 * math.Pi * float64(random.Unit(block[1])))
		if math.Abs(float64(got)-radius*cosine) > 1e-6 || math.Abs(math.Hypot(float64(got), radius*sine)-radius) > 1e-6 {
			t.Errorf("normal number %d is %v, want %v", e, got, radius*cosine)
		}
	}
}

func TestMomentsOfRandomMatrices(t *testing.T) {
	const n = 40000
	g := graph.New()
	f := g.Function("draw")
	f.Output("uniform", g.Uniform("noise", n, 1))
	f.Output("normal", g.Normal("noise", n, 1))
	instance := instantiate(t, g)
	call(t, instance, "draw")
	for name, want := range map[string][2]float64{"draw.uniform": {0.5, 1. / 12}, "draw.normal": {0, 1}} {
		mean, square := 0.0, 0.0
		for _, x := range read(t, instance, name, n) {
			mean += float64(x) / n
			square += float64(x) * float64(x) / n
		}
		variance := square - mean*mean
		if math.Abs(mean-want[0]) > 4*math.Sqrt(want[1]/n) || math.Abs(variance/want[1]-1) > 4*math.Sqrt(2./n) {
			t.Errorf("%s has mean %.4f and variance %.4f, want %.4f and %.4f", name, mean, variance, want[0], want[1])
		}
	}
}
