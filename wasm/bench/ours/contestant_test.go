//go:build js

package main

import (
	"math"
	"strings"
	"syscall/js"
	"testing"
)

// network is the network of a workload in float64, written out: SiLU between affine maps.
func network(widths []int, parameters [][]float32, x []float64) []float64 {
	for i := range len(widths) - 1 {
		y := make([]float64, widths[i+1])
		for k := range y {
			y[k] = float64(parameters[2*i+1][k])
			for j := range x {
				y[k] += x[j] * float64(parameters[2*i][j*widths[i+1]+k])
			}
			if i < len(widths)-2 {
				y[k] /= 1 + math.Exp(-y[k])
			}
		}
		x = y
	}
	return x
}

// waves are numbers on [-1, 1], no two alike nearby.
func waves(count int, pace float64) []float32 {
	numbers := make([]float32, count)
	for i := range numbers {
		numbers[i] = float32(math.Sin(pace * float64(i+1)))
	}
	return numbers
}

// small is a network 3 → 8 → 2 and its parameters.
func small() (widths []int, parameters [][]float32) {
	return []int{3, 8, 2}, [][]float32{waves(24, 0.7), waves(8, 1.1), waves(16, 1.3), waves(2, 1.7)}
}

// prepared is a contestant that has done the work once, and its check.
func prepared(t *testing.T, w workload, parameters [][]float32, x, y []float32) float64 {
	t.Helper()
	var c contestant
	if err := c.prepare(w, parameters, x, y, nil); err != nil {
		t.Fatal(err)
	}
	if err := c.run(1); err != nil {
		t.Fatal(err)
	}
	check, err := c.task.check()
	if err != nil {
		t.Fatal(err)
	}
	return check
}

func near(t *testing.T, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-5*math.Abs(want)) {
		t.Errorf("check %v, want %v", got, want)
	}
}

func TestFirstLossIsTheMeanSquaredError(t *testing.T) {
	const rows = 5
	widths, parameters := small()
	x, y := waves(3*rows, 0.3), waves(2*rows, 0.9)
	want := 0.0
	for i := range rows {
		input := []float64{float64(x[3*i]), float64(x[3*i+1]), float64(x[3*i+2])}
		for k, v := range network(widths, parameters, input) {
			want += math.Pow(v-float64(y[2*i+k]), 2) / (2 * rows)
		}
	}
	near(t, prepared(t, workload{Kind: "train", Widths: widths, Rows: rows}, parameters, x, y), want)
}

// More particles than a chunk holds go through the last chunk's rest as well.
func TestParticlesTakeEulersSteps(t *testing.T) {
	const rows, steps = chunk + 3, 4
	widths, parameters := small()
	start := waves(2*rows, 0.3)
	want := 0.0
	for i := range rows {
		x, y := float64(start[2*i]), float64(start[2*i+1])
		for n := range steps {
			v := network(widths, parameters, []float64{x, y, float64(n) / steps})
			x, y = x+v[0]/steps, y+v[1]/steps
		}
		want += (x*x + y*y) / (2 * rows)
	}
	near(t, prepared(t, workload{Kind: "sample", Widths: widths, Rows: rows, Steps: steps}, parameters, start, nil), want)
}

func TestProductOfIdentity(t *testing.T) {
	left := waves(3*2, 0.4)
	got := prepared(t, workload{Kind: "product", Widths: []int{2, 2}, Rows: 3}, [][]float32{{1, 0, 0, 1}}, left, nil)
	near(t, got, meanSquare(left))
}

func TestRegistersRun(t *testing.T) {
	near(t, prepared(t, workload{Kind: "registers"}, nil, nil, nil), 1)
}

func TestUnknownWorkIsRefused(t *testing.T) {
	var c contestant
	if err := c.prepare(workload{Name: "W9", Kind: "rest"}, nil, nil, nil, nil); err == nil || !strings.Contains(err.Error(), `"W9" of kind "rest"`) {
		t.Errorf("error %v, want one that names the work", err)
	}
}

// Two workers that share a workload find what one does: the first loss, and after some steps one close to it.
func TestTwoWorkersFindWhatOneDoes(t *testing.T) {
	const rows, steps, times = 2*chunk + 3, 3, 4
	widths, parameters := small()
	x, y := waves(3*rows, 0.3), waves(2*rows, 0.9)
	for _, w := range []workload{
		{Kind: "train", Widths: widths, Rows: rows},
		{Kind: "sample", Widths: widths, Rows: rows, Steps: steps},
	} {
		if w.Kind == "sample" {
			x = y
		}
		line := js.Global().Get("MessageChannel").New()
		var alone, lead, second contestant
		for c, o := range map[*contestant]*other{&alone: nil, &lead: newOther(line.Get("port1"), 0), &second: newOther(line.Get("port2"), 1)} {
			if err := c.prepare(w, parameters, x, y, o); err != nil {
				t.Fatal(err)
			}
		}
		go second.follow()
		for range times {
			for _, c := range []*contestant{&alone, &lead} {
				if err := c.run(1); err != nil {
					t.Fatal(err)
				}
			}
			want, _ := alone.task.check()
			got, err := lead.task.check()
			if err != nil {
				t.Fatal(err)
			}
			near(t, got, want)
		}
		line.Get("port1").Call("close")
	}
}
