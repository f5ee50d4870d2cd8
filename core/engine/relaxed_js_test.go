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
