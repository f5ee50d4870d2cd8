package compile

import (
	"fmt"
	"strings"
	"testing"

	"pushforward/core/graph"
)

// A product of whole panels is packed where they are used often enough; b is also packed where it would have to be copied.
func TestPackingWhereItPays(t *testing.T) {
	for _, c := range []struct {
		form    string
		m, k, n int
		want    string
	}{
		{"NN", 64, 64, 64, "pack product"},
		{"NT", 64, 64, 64, "pack product"},
		{"TN", 64, 64, 64, "pack pack product"},
		{"TN", 60, 64, 64, "product"},
		{"TN", 72, 64, 64, "pack product"},
		{"TN", 64, 64, 48, "pack product"},
		{"NN", 64, 64, 65, "product"},
		{"NN", 48, 64, 64, "product"},
		{"NN", 64, 8, 64, "product"},
		{"NT", 48, 8, 64, "pack product"},
		{"NT", 48, 8, 63, "copy product"},
	} {
		g := graph.New()
		var product *graph.Node
		switch c.form {
		case "NN":
			product = g.Variable("a", c.m, c.k).MatMul(g.Variable("b", c.k, c.n))
		case "NT":
			product = g.Variable("a", c.m, c.k).MatMulNT(g.Variable("b", c.n, c.k))
		case "TN":
			product = g.Variable("a", c.k, c.m).MatMulTN(g.Variable("b", c.k, c.n))
		}
		g.Function("f").Output("y", product)
		module, err := Compile(g)
		if err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, k := range module.plans[0].kernels {
			kind, _, _ := strings.Cut(fmt.Sprint(k), " ")
			kinds = append(kinds, kind)
		}
		if got := strings.Join(kinds, " "); got != c.want {
			t.Errorf("%s %d×%d×%d: %s, want %s", c.form, c.m, c.k, c.n, got, c.want)
		}
	}
}
