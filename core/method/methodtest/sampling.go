package methodtest

import (
	"math"
	"slices"
	"testing"

	"pushforward/core/lab"
	"pushforward/core/method"
)

// points of a check: no multiple of what a program takes at once.
const points = method.Chunk + 300

// testSampling checks that abilities, samples and trajectories are three views of one map.
func testSampling(t *testing.T, entry method.Entry) {
	run := newRun(t, entry, func(c *lab.Config) { c.Solver, c.NFE = "rk4", 80 })
	if run.Learns() {
		train(t, run, steps)
	}
	dim := run.Problem.Dim()
	noise, samples := make([]float32, points*dim), make([]float32, points*dim)
	run.Problem.Noise(noise, run.Stream("check"))
	nfe, err := run.Sample(samples, run.Stream("check"))
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case entry.Has(method.Push) && nfe != 1:
		t.Errorf("%d function evaluations a sample, want 1", nfe)
	case nfe < 1 || nfe > 80:
		t.Errorf("%d function evaluations a sample, want at most 80", nfe)
	}
	testTrajectories(t, run, noise, samples)
	if !entry.Has(method.Simulate) { // whose noise differs from row to row
		testRows(t, run, noise, samples)
	}
	if path, _ := run.Path(); entry.Has(method.Velocity) && !entry.Has(method.Push) && path.Alpha(0) == 1 {
		testVelocity(t, run, noise, samples)
	}
	testAbilities(t, run, noise, samples)
}

// testTrajectories checks that trajectories lead from the noise to the samples, and that noise is left as it is.
func testTrajectories(t *testing.T, run *lab.Session, noise, samples []float32) {
	given := slices.Clone(noise)
	paths := make([]float32, 3*len(noise))
	if _, err := run.Trajectories(paths, noise, []float64{0, 0.5, 1}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(noise, given) {
		t.Error("the noise was overwritten")
	}
	start := make([]float32, len(noise))
	run.Problem.Frame.Inverse(start, noise)
	if !slices.Equal(paths[:len(noise)], start) {
		t.Error("trajectories do not begin at the noise")
	}
	if !slices.Equal(paths[2*len(noise):], samples) {
		t.Error("trajectories do not end at the samples")
	}
	if _, err := run.Trajectories(paths[1:], noise, []float64{0, 0.5, 1}); err == nil {
		t.Error("trajectories were written to a slice too short for them")
	}
}

// testRows checks that where a point goes does not depend on the others: the same noise backwards gives the same samples backwards.
func testRows(t *testing.T, run *lab.Session, noise, samples []float32) {
	dim := run.Problem.Dim()
	backwards := make([]float32, len(noise))
	for i := range points {
		copy(backwards[i*dim:(i+1)*dim], noise[(points-1-i)*dim:])
	}
	ends := make([]float32, len(noise))
	if _, err := run.Trajectories(ends, backwards, []float64{1}); err != nil {
		t.Fatal(err)
	}
	for i := range points {
		if !slices.Equal(ends[i*dim:(i+1)*dim], samples[(points-1-i)*dim:(points-i)*dim]) {
			t.Fatalf("row %d goes elsewhere when the rows stand in another order", points-1-i)
		}
	}
}

// testVelocity integrates the velocity field by the explicit midpoint rule, written out, in natural units, and compares the ends with the samples.
func testVelocity(t *testing.T, run *lab.Session, noise, samples []float32) {
	const count = 200
	x, between, v := make([]float32, len(noise)), make([]float32, len(noise)), make([]float32, len(noise))
	run.Problem.Frame.Inverse(x, noise)
	move := func(dst []float32, at []float32, time, by float64) {
		if err := run.On(method.Velocity, v, at, time); err != nil {
			t.Fatal(err)
		}
		for i := range dst {
			dst[i] = x[i] + float32(by)*v[i]
		}
	}
	for k := range count {
		time := float64(k) / count
		move(between, x, time, 0.5/count)
		move(x, between, time+0.5/count, 1./count)
	}
	for i := range x {
		if math.Abs(float64(x[i]-samples[i])) > 2e-3*max(1, math.Abs(float64(samples[i]))) {
			t.Fatalf("coordinate %d: integrated velocity leads to %v, the sample is %v", i, x[i], samples[i])
		}
	}
}
