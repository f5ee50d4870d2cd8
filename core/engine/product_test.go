package engine_test

import (
	"fmt"
	"math"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/random"
)

// sizes of products (rows, inner, columns): small ones of every remainder, those of networks, and vectors.
func productSizes() [][3]int {
	all := [][3]int{{128, 128, 128}, {128, 7, 64}, {128, 64, 2}, {2, 128, 128}, {1, 128, 1}, {1, 1, 128}, {128, 1, 1}, {33, 2, 18},
		{64, 33, 80}, {80, 17, 64}, {64, 16, 16}, {96, 70, 128}}
	r := random.New(3, "sizes")
	for range 60 {
		all = append(all, [3]int{1 + r.IntN(19), 1 + r.IntN(19), 1 + r.IntN(19)})
	}
	for n := range 36 {
		all = append(all, [3]int{9, 6, 1 + n}, [3]int{1 + n, 5, 16})
	}
	return all
}

// Whatever block an element falls into, its sum is taken in the order of the inner index and every product is rounded: the plain triple
// loop in float32 gives the same bits.
func TestProductsAreStrict(t *testing.T) {
	for _, s := range productSizes() {
		m, k, n := s[0], s[1], s[2]
		t.Run(fmt.Sprintf("%dx%dx%d", m, k, n), func(t *testing.T) {
			g := graph.New()
			a, b := g.Variable("a", m, k), g.Variable("b", k, n)
			at, bt := g.Variable("at", k, m), g.Variable("bt", n, k)
			f := g.Function("f")
			f.Output("NN", a.MatMul(b))
			f.Output("NT", a.MatMulNT(bt))
			f.Output("TN", at.MatMulTN(b))
			f.Output("TT", at.Transpose().MatMulNT(bt))
			instance := start(t, engine.WebAssembly{}, g)
			x, y := numbers("a", m, k), numbers("b", k, n)
			write(t, instance, "a", x...)
			write(t, instance, "b", y...)
			write(t, instance, "at", transposed(x, m, k)...)
			write(t, instance, "bt", transposed(y, k, n)...)
			call(t, instance, "f")
			want := strictProduct(x, y, m, k, n)
			for _, form := range []string{"NN", "NT", "TN", "TT"} {
				for i, got := range read(t, instance, "f."+form, m*n) {
					if math.Float32bits(got) != math.Float32bits(want[i]) {
						t.Fatalf("%s: element (%d,%d) is %v, want %v", form, i/n, i%n, got, want[i])
					}
				}
			}
		})
	}
}

func transposed(x []float32, rows, cols int) []float32 {
	y := make([]float32, len(x))
	for i := range rows {
		for j := range cols {
			y[j*rows+i] = x[i*cols+j]
		}
	}
	return y
}

func strictProduct(a, b []float32, m, k, n int) []float32 {
	c := make([]float32, m*n)
	for i := range m {
		for j := range n {
			sum := float32(0)
			for l := range k {
				product := float32(a[i*k+l] * b[l*n+j]) // the conversion keeps it from being fused with the addition
				sum += product
			}
			c[i*n+j] = sum
		}
	}
	return c
}
