package nn_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"

	"pushforward/core/engine"
	"pushforward/core/graph"
	"pushforward/core/nn"
)

// The initialisers' numbers have the variance of their papers, mean 0, and no skew or tails but a normal law's.
func TestInitialisersHaveTheirLaw(t *testing.T) {
	const rows, cols = 100, 400
	for _, test := range []struct {
		name     string
		initial  nn.Initializer
		variance float64
	}{{"He", nn.He, 2. / rows}, {"LeCun", nn.LeCun, 1. / rows}} {
		t.Run(test.name, func(t *testing.T) {
			g := graph.New()
			var p nn.Parameters
			p.Add(g, "weight", rows, cols, test.initial)
			p.Initialize(g.Function("init"))
			h := load(t, engine.WebAssembly{}, g)
			h.call("init")
			var values []float64
			for _, x := range h.read("net.weight", rows*cols) {
				values = append(values, float64(x))
			}
			// Five standard errors of 40,000 numbers.
			mean, variance := stat.MeanVariance(values, nil)
			if mean*mean > 25*test.variance/float64(len(values)) {
				t.Errorf("mean %v, want 0", mean)
			}
			h.near("variance", float32(variance/test.variance), 1, 0.036)
			h.near("skewness", float32(stat.Skew(values, nil)), 0, 0.062)
			h.near("excess kurtosis", float32(stat.ExKurtosis(values, nil)), 0, 0.123)
		})
	}
}

func TestParametersStartAsTheirNamesAndTheSeedSay(t *testing.T) {
	g := graph.New()
	var p nn.Parameters
	p.Add(g, "a", 3, 4, nn.He)
	p.Add(g, "b", 3, 4, nn.He)
	p.Add(g, "c", 1, 4, nn.Zeros)
	p.Initialize(g.Function("init"))
	h := load(t, engine.WebAssembly{}, g)
	h.write("net.c", 1, 2, 3, 4)
	h.call("init")
	a, b, c := h.read("net.a", 12), h.read("net.b", 12), h.read("net.c", 4)
	if slices.Equal(a, b) {
		t.Error("two parameters of the same shape started at the same numbers")
	}
	if !slices.Equal(c, make([]float32, 4)) {
		t.Errorf("zeros are %v", c)
	}
	h.call("init")
	if !slices.Equal(a, h.read("net.a", 12)) {
		t.Error("starting again started elsewhere")
	}
	if err := engine.Seed(h.instance, 2); err != nil {
		t.Fatal(err)
	}
	h.call("init")
	if slices.Equal(a, h.read("net.a", 12)) {
		t.Error("another seed started at the same numbers")
	}
}

func TestParametersAreNamedAndCounted(t *testing.T) {
	g := graph.New()
	var p nn.Parameters
	nn.NewMLP(g, &p, "critic", 3, []int{5, 7}, 2, nn.Tanh)
	var got []string
	for _, v := range p.Variables() {
		got = append(got, fmt.Sprint(v))
	}
	want := []string{
		`"net.critic.weight0" [3×5]`, `"net.critic.bias0" [1×5]`,
		`"net.critic.weight1" [5×7]`, `"net.critic.bias1" [1×7]`,
		`"net.critic.weight2" [7×2]`, `"net.critic.bias2" [1×2]`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("parameters %v, want %v", got, want)
	}
	if count := 3*5 + 5 + 5*7 + 7 + 7*2 + 2; p.Count() != count {
		t.Errorf("%d numbers, want %d", p.Count(), count)
	}
	if err := g.Err(); err != nil {
		t.Fatal(err)
	}
	nn.NewMLP(g, &p, "critic", 3, nil, 2, nn.Tanh)
	if err := g.Err(); err == nil || !strings.Contains(err.Error(), "net.critic.weight0") {
		t.Errorf("two networks of one name: error %v, want one that names the variable", err)
	}
}
