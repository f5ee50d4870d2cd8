package main

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pushforward/core/lab"
)

// A table of one's own is drawn from, by the columns asked for, and a formula is trained on.
func TestDataOfOnesOwn(t *testing.T) {
	folder := t.TempDir()
	table, out := filepath.Join(folder, "t.tsv"), filepath.Join(folder, "y.npy")
	if err := os.WriteFile(table, []byte("a\tname\tb\tc\n1\tu\t10\t5\n2\tv\t20\t6\n3\tw\t\t7\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	succeed(t, "draw", "-target", "points", "-data", table, "-columns", "b,a", "-skip", "-n", "500", "-out", out)
	seen := map[[2]float32]int{}
	for pair := range slices.Chunk(readPoints(t, out, 500), 2) {
		seen[[2]float32(pair)]++
	}
	if len(seen) != 2 || seen[[2]float32{10, 1}] < 180 || seen[[2]float32{20, 2}] < 180 {
		t.Errorf("drew %v, want (10, 1) and (20, 2) half of the time each", seen)
	}
	_, log, code := call(t, "draw", "-target", "points", "-data", table, "-columns", "b,a", "-out", out)
	if code != 2 || !strings.Contains(log, `1 rows have no finite number in each column; the first: line 4, column "b": ""`) {
		t.Errorf("exit code %d, message %q: want the row without a number", code, log)
	}

	args := []string{"-target-set", "formula=exp(-(x-1)^2/2 - y^2/8)", "-target-set", "width=20", "-target-set", "height=20", "-steps", "300", "-nfe", "10", "-out", out}
	r := decodeLast[lab.Result](t, succeed(t, quick("fm", "formula", args...)...))
	points := readPoints(t, out, 2000)
	mean, std := meanAndStd(points, 0)
	if r.Floor <= 0 || math.Abs(mean-1) > 0.4 || math.Abs(std-1) > 0.4 {
		t.Errorf("result %+v, x has mean %.2f and spread %.2f: want 1 and 1", r, mean, std)
	}
	if _, std := meanAndStd(points, 1); math.Abs(std-2) > 0.6 {
		t.Errorf("y has spread %.2f: want 2", std)
	}
}
