package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pushforward/core/codec"
)

// binary is the program under test, built once.
var binary string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		folder, err := os.MkdirTemp("", "lab")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(folder)
		binary = filepath.Join(folder, "lab")
		if message, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
			panic(string(message))
		}
		return m.Run()
	}())
}

// call runs lab and returns what it wrote and its exit code.
func call(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, log bytes.Buffer
	command := exec.Command(binary, args...)
	command.Stdout, command.Stderr = &out, &log
	err := command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), log.String(), command.ProcessState.ExitCode()
}

// succeed is call, and fails the test if lab fails.
func succeed(t *testing.T, args ...string) (stdout string) {
	t.Helper()
	stdout, stderr, code := call(t, args...)
	if code != 0 {
		t.Fatalf("lab %s: exit code %d, %s", strings.Join(args, " "), code, stderr)
	}
	return stdout
}

// decodeLast reads the JSON object on the last line of output.
func decodeLast[T any](t *testing.T, output string) (value T) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(output, "\n"), "\n")
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &value); err != nil {
		t.Fatalf("%v in %q", err, lines[len(lines)-1])
	}
	return value
}

// readPoints reads a file of [n×2] points.
func readPoints(t *testing.T, path string, n int) []float32 {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	points, rows, cols, err := codec.ReadNPY(file, codec.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if rows != n || cols != 2 {
		t.Fatalf("%s is %d×%d, want %d×2", path, rows, cols, n)
	}
	return points
}

// meanAndStd are those of one column of points [n×2].
func meanAndStd(points []float32, column int) (mean, std float64) {
	var sum, squares, n float64
	for i := column; i < len(points); i += 2 {
		x := float64(points[i])
		sum, squares, n = sum+x, squares+x*x, n+1
	}
	mean = sum / n
	return mean, math.Sqrt(squares/n - mean*mean)
}

// near fails unless got is within tolerance of want.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %v, want %v ± %v", what, got, want, tolerance)
	}
}
