package engine

import (
	"math"
	"testing"

	"pushforward/core/graph"
	"pushforward/core/random"
)

// A relaxed product, in every form, differs from the exact one by no more than roundings may: k·ε·Σ|a||b| for sums of k terms.
func TestRelaxedProductsAreAsExact(t *testing.T) {
	const m, k, n = 67, 80, 48
	g := graph.New()
	a, b := g.Variable("a", m, k), g.Variable("b", k, n)
	f := g.Function("run")
	f.Output("NN", a.MatMul(b))
	f.Output("NT", a.MatMulNT(g.Variable("bt", n, k)))
	f.Output("TN", g.Variable("at", k, m).MatMulTN(b))
	instance, err := WebAssembly{Relaxed: true}.Instantiate(g)
	if err != nil {
		t.Fatal(err)
	}
	defer instance.Close()
	x, y := normals("a", m*k), normals("b", k*n)
	for name, values := range map[string][]float32{"a": x, "at": transpose(x, m, k), "b": y, "bt": transpose(y, k, n)} {
		if err := instance.Write(name, values); err != nil {
			t.Fatal(err)
		}
	}
	calls(t, instance, "run", 1)
	got := make([]float32, m*n)
	for _, form := range []string{"NN", "NT", "TN"} {
		if err := instance.Read(got, "run."+form); err != nil {
			t.Fatal(err)
		}
		for i := range m {
			for j := range n {
				want, size := 0.0, 0.0
				for l := range k {
					term := float64(x[i*k+l]) * float64(y[l*n+j])
					want, size = want+term, size+math.Abs(term)
				}
				if z := float64(got[i*n+j]); math.Abs(z-want) > k*0x1p-24*size {
					t.Errorf("%s: element (%d,%d) is %v, want %v ± %v", form, i, j, z, want, k*0x1p-24*size)
				}
			}
		}
	}
}

// Products with a sigmoid become quotients where nothing else asks for it: each shape of that, on either side, with a second one or with another use, is within
// three roundings of the exact number. (The sigmoid is within 2.5 units in the last place: see package vector.)
func TestRelaxedProductsWithSigmoidsAreAsExact(t *testing.T) {
	const n = 259
	g := graph.New()
	x, a := g.Variable("x", 1, n), g.Variable("a", 1, n)
	sigmoid := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
	shared := x.Sigmoid()
	f := g.Function("run")
	cases := map[string]struct {
		node  *graph.Node
		exact func(x, a float64) float64
	}{
		"right": {x.Mul(x.Sigmoid()), func(x, _ float64) float64 { return x * sigmoid(x) }},
		"left":  {x.AddScalar(1).Sigmoid().Mul(a), func(x, a float64) float64 { return sigmoid(x+1) * a }},
		"both":  {x.Neg().Sigmoid().Mul(a.Sigmoid()), func(x, a float64) float64 { return sigmoid(-x) * sigmoid(a) }},
		"kept":  {shared.Mul(a), func(x, a float64) float64 { return sigmoid(x) * a }},
		"alone": {shared, func(x, _ float64) float64 { return sigmoid(x) }},
	}
	for name, c := range cases {
		f.Output(name, c.node)
	}
	instance, err := WebAssembly{Relaxed: true}.Instantiate(g)
	if err != nil {
		t.Fatal(err)
	}
	defer instance.Close()
	xs, as := normals("x", n), normals("a", n)
	for i := range xs {
		xs[i] *= 8
	}
	for name, values := range map[string][]float32{"x": xs, "a": as} {
		if err := instance.Write(name, values); err != nil {
			t.Fatal(err)
		}
	}
	calls(t, instance, "run", 1)
	got := make([]float32, n)
	for name, c := range cases {
		if err := instance.Read(got, "run."+name); err != nil {
			t.Fatal(err)
		}
		for i, z := range got {
			want := c.exact(float64(xs[i]), float64(as[i]))
			if name == "left" { // its sum x + 1 is rounded first
				want = c.exact(float64(xs[i]+1)-1, float64(as[i]))
			}
			if math.Abs(float64(z)-want) > 6*0x1p-24*math.Abs(want) {
				t.Errorf("%s: of x = %v, a = %v: %v, want %v", name, xs[i], as[i], z, want)
			}
		}
	}
}

func normals(name string, count int) []float32 {
	stream, x := random.New(1, name), make([]float32, count)
	for i := range x {
		x[i] = float32(stream.Normal())
	}
	return x
}

func transpose(x []float32, rows, cols int) []float32 {
	y := make([]float32, len(x))
	for i := range rows {
		for j := range cols {
			y[j*rows+i] = x[i*cols+j]
		}
	}
	return y
}

// BenchmarkRelaxedProduct is [BenchmarkProduct] with relaxed arithmetic, measured by the strict ceiling.
func BenchmarkRelaxedProduct(b *testing.B) {
	const m, k, n = 1024, 128, 128
	most := ceiling(b)
	for _, form := range forms {
		b.Run(form.name, func(b *testing.B) {
			g := graph.New()
			g.Function("run").Output("y", form.build(g, m, k, n))
			o := options()
			o.Relaxed = true
			module, err := o.Compile(g)
			benchmark(b, module, err, 2*m*k*n, most)
		})
	}
}
