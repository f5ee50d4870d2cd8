package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestDrawTakesTheTargetsParameters(t *testing.T) {
	const n = 20_000
	path := filepath.Join(t.TempDir(), "x.npy")
	succeed(t, "draw", "-target", "gaussian", "-n", "20000", "-seed", "1", "-out", path,
		"-set", "mean-x=3", "-set", "std-x=2", "-set", "std-y=0.5", "-set", "correlation=0.8")
	points := readPoints(t, path, n)
	const sigmas = 4 / 141.0 // four standard errors of a mean of 20,000 unit normals
	mean, std := meanAndStd(points, 0)
	near(t, "mean of x", mean, 3, 2*sigmas)
	near(t, "spread of x", std, 2, 2*sigmas)
	mean, std = meanAndStd(points, 1)
	near(t, "mean of y", mean, 0, 0.5*sigmas)
	near(t, "spread of y", std, 0.5, 0.5*sigmas)
	product := 0.0
	for i := 0; i < len(points); i += 2 {
		product += (float64(points[i]) - 3) * float64(points[i+1]) / n
	}
	near(t, "correlation", product, 0.8, 0.06)
}

// The numbers depend on the seed and nothing else, and more of them begin with the same ones.
func TestDrawIsReproducible(t *testing.T) {
	folder := t.TempDir()
	draw := func(name, seed, n string, count int) []float32 {
		path := filepath.Join(folder, name)
		succeed(t, "draw", "-target", "moons", "-n", n, "-seed", seed, "-out", path)
		return readPoints(t, path, count)
	}
	first, again, other, more := draw("a", "1", "100", 100), draw("b", "1", "100", 100), draw("c", "2", "100", 100), draw("d", "1", "150", 150)
	if !slices.Equal(first, again) || !slices.Equal(first, more[:200]) {
		t.Error("the same seed gave other points")
	}
	if slices.Equal(first, other) {
		t.Error("another seed gave the same points")
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != 4 {
		t.Errorf("files %v, error %v: want the four that were asked for", files, err)
	}
}

// Real data gives rows of the table.
func TestDrawRealData(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.npy")
	succeed(t, "draw", "-target", "us-zipcodes", "-n", "500", "-out", path)
	points := readPoints(t, path, 500)
	for i := 0; i < len(points); i += 2 {
		if longitude, latitude := points[i], points[i+1]; longitude < -125 || longitude > -66 || latitude < 24 || latitude > 50 {
			t.Fatalf("point %v, %v is not in the contiguous United States", longitude, latitude)
		}
	}
}
