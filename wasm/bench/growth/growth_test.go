//go:build js

package main

import (
	"math"
	"strings"
	"testing"

	"pushforward/core/engine"
	"pushforward/core/graph"
)

// flat overwrites the affine map of a network without hidden layers, 3 → 2: no weights, and these biases.
func flat(t *testing.T, instance engine.Instance, biases ...float32) {
	t.Helper()
	for variable, values := range map[string][]float32{"net.net.weight0": make([]float32, 6), "net.net.bias0": biases} {
		if err := instance.Write(variable, values); err != nil {
			t.Fatal(err)
		}
	}
}

func checkAfterRun(t *testing.T, work task) float64 {
	t.Helper()
	if err := work.run(); err != nil {
		t.Fatal(err)
	}
	check, err := work.check()
	if err != nil {
		t.Fatal(err)
	}
	return check
}

// Of targets N(0, 1), the constants 1 and 2 miss by 1 + (1² + 2²)/2 in the mean; the variance of a loss's term is at most 2 + 4·2².
func TestLossOfAConstant(t *testing.T) {
	const rows = 5000
	work, err := newTraining(workload{Widths: []int{3, 2}, Rows: rows}, &recorder{})
	if err != nil {
		t.Fatal(err)
	}
	flat(t, work.instance, 1, 2)
	if got, off := checkAfterRun(t, work), 5*math.Sqrt(18.0/(2*rows)); math.Abs(got-3.5) > off {
		t.Errorf("loss %v, want 3.5 ± %.2f", got, off)
	}
}

// The constant field (1, 2) carries N(0, I) to N((1, 2), I), whose mean square is 3.5, in any number of steps.
func TestConstantFieldShifts(t *testing.T) {
	work, err := newSampling(workload{Widths: []int{3, 2}, Rows: 3 * chunk, Steps: 7}, &recorder{})
	if err != nil {
		t.Fatal(err)
	}
	flat(t, work.instance, 1, 2)
	if got, off := checkAfterRun(t, work), 5*math.Sqrt(18.0/(2*chunk)); math.Abs(got-3.5) > off {
		t.Errorf("mean square %v, want 3.5 ± %.2f", got, off)
	}
}

func TestChunksCoverAllParticles(t *testing.T) {
	for rows, want := range map[int]int{1: 1, chunk: 1, chunk + 1: 2, 10 * chunk: 10} {
		work, err := newSampling(workload{Widths: []int{3, 2}, Rows: rows, Steps: 1}, &recorder{})
		if err != nil || work.chunks != want {
			t.Errorf("%d particles: %d chunks, error %v; want %d", rows, work.chunks, err, want)
		}
	}
}

func TestShippedMethodTrains(t *testing.T) {
	work, err := prepare(workload{Name: "fm", Kind: "default"}, &recorder{})
	if err != nil {
		t.Fatal(err)
	}
	if loss := checkAfterRun(t, work); !(loss > 0) {
		t.Errorf("loss %v, want above 0", loss)
	}
}

func TestUnknownWorkIsRefused(t *testing.T) {
	for _, w := range []workload{{Name: "nobody", Kind: "default"}, {Name: "W9", Kind: "nobody"}} {
		if _, err := prepare(w, &recorder{}); err == nil || !strings.Contains(err.Error(), `"nobody"`) {
			t.Errorf("%+v: error %v, want one that names it", w, err)
		}
	}
}

// A variable of 1000 numbers more takes 4000 bytes more.
func TestRecorderCountsVariables(t *testing.T) {
	record := func(rows int) recorder {
		g := graph.New()
		g.Function("run").Output("y", g.Variable("x", rows, 10).Exp().Sum())
		var on recorder
		instance, err := on.Instantiate(g)
		if err != nil {
			t.Fatal(err)
		}
		if err := instance.Close(); err != nil {
			t.Fatal(err)
		}
		return on
	}
	small, large := record(100), record(200)
	if got := large.variables - small.variables; got != 4000 {
		t.Errorf("variables grow by %d bytes, want 4000", got)
	}
	if small.planned < small.variables || small.first <= 0 || small.again <= 0 {
		t.Errorf("%+v: want a plan no smaller than its variables, and times", small)
	}
}
