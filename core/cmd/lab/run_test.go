package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"pushforward/core/lab"
	"pushforward/core/onnx/onnxtest"
)

// quick is a network that trains in a moment.
func quick(method, target string, more ...string) []string {
	return append([]string{"run", "-method", method, "-target", target, "-set", "net=32,32", "-set", "batch=128"}, more...)
}

func TestRunWritesSamplesAndResult(t *testing.T) {
	path := filepath.Join(t.TempDir(), "y.npy")
	if err := os.WriteFile(path, []byte("an old file"), 0o644); err != nil {
		t.Fatal(err)
	}
	args := quick("fm", "gaussian", "-target-set", "mean-x=5", "-target-set", "std-x=2", "-seed", "3", "-steps", "400", "-nfe", "20", "-n", "1500", "-out", path)
	output := succeed(t, args...)

	var keys map[string]any
	if err := json.Unmarshal([]byte(output), &keys); err != nil {
		t.Fatal(err)
	}
	for _, key := range strings.Fields("method source target seed steps train_s sample_s nfe w2 floor ratio swd mmd2 params fingerprint") {
		if _, ok := keys[key]; !ok {
			t.Errorf("the result lacks %q", key)
		}
	}
	r := decodeLast[lab.Result](t, output)
	if r.Method != "fm" || r.Source != "gaussian" || r.Target != "gaussian" || r.Seed != 3 || r.Steps != 400 || r.NFE != 20 || r.Set["net"] != "32,32" || r.TargetSet["std-x"] != "2" {
		t.Errorf("result %+v is not of this run", r)
	}
	// The network takes 2 coordinates, 5 sines and 5 cosines of each, the time and 3 sines and 3 cosines of it.
	if want := (29*32 + 32) + (32*32 + 32) + (32*2 + 2); r.Params != want {
		t.Errorf("%d numbers learnt, want %d", r.Params, want)
	}
	if r.TrainSeconds <= 0 || r.SampleSeconds <= 0 || r.W2 <= 0 || r.Floor <= 0 {
		t.Errorf("times %v and %v, W₂ %v, floor %v: want all above 0", r.TrainSeconds, r.SampleSeconds, r.W2, r.Floor)
	}
	near(t, "ratio", r.Ratio, r.W2/r.Floor, 1e-12)

	points := readPoints(t, path, 1500) // no multiple of what a program takes at once
	mean, std := meanAndStd(points, 0)
	near(t, "mean of x", mean, 5, 0.5)
	near(t, "spread of x", std, 2, 0.5)
	mean, std = meanAndStd(points, 1)
	near(t, "mean of y", mean, 0, 0.25)
	near(t, "spread of y", std, 1, 0.25)
}

// A run in seconds can be repeated by its number of steps, and has no other bits.
func TestRunIsReproducible(t *testing.T) {
	timed := decodeLast[lab.Result](t, succeed(t, quick("mmd", "moons", "-seconds", "0.3", "-n", "10")...))
	if timed.Steps < 5 || timed.TrainSeconds > 5 {
		t.Errorf("%d steps in %v s: want some, in about 0.3 s", timed.Steps, timed.TrainSeconds)
	}
	steps, err := json.Marshal(timed.Steps)
	if err != nil {
		t.Fatal(err)
	}
	again := decodeLast[lab.Result](t, succeed(t, quick("mmd", "moons", "-steps", string(steps), "-n", "3000")...))
	if again.Fingerprint != timed.Fingerprint || again.W2 != timed.W2 || again.MMD2 != timed.MMD2 {
		t.Errorf("repeated by steps: %+v, want the numbers of %+v", again, timed)
	}
	other := decodeLast[lab.Result](t, succeed(t, quick("mmd", "moons", "-steps", string(steps), "-n", "10", "-seed", "1")...))
	if other.Fingerprint == timed.Fingerprint {
		t.Error("another seed learnt the same numbers")
	}
}

// A run that stops on the way and goes on from its file has the bits of the one that does not stop.
func TestRunGoesOnFromItsModel(t *testing.T) {
	model, mapped := filepath.Join(t.TempDir(), "m.safetensors"), filepath.Join(t.TempDir(), "m.onnx")
	straight := decodeLast[lab.Result](t, succeed(t, quick("gan", "moons", "-steps", "40", "-n", "10")...))
	half := decodeLast[lab.Result](t, succeed(t, quick("gan", "moons", "-steps", "40", "-until", "15", "-n", "10", "-model", model)...))
	rest := decodeLast[lab.Result](t, succeed(t, "run", "-from", model, "-n", "10", "-model", model)) // its own file is read before it is written
	if half.Steps != 15 || half.Fingerprint == straight.Fingerprint {
		t.Errorf("stopped at step %d with %s, want 15 and another than %s", half.Steps, half.Fingerprint, straight.Fingerprint)
	}
	if rest.Steps != 40 || rest.Fingerprint != straight.Fingerprint || rest.W2 != straight.W2 || rest.TrainSeconds <= half.TrainSeconds {
		t.Errorf("gone on: %+v, want the numbers of %+v and more time than %v s", rest, straight, half.TrainSeconds)
	}
	again := decodeLast[lab.Result](t, succeed(t, "run", "-from", model, "-n", "10", "-onnx", mapped)) // nothing is left to train
	if again.Fingerprint != straight.Fingerprint {
		t.Errorf("read again: %+v, want the numbers of %+v", again, straight)
	}
	content, err := os.ReadFile(mapped)
	if err != nil {
		t.Fatal(err)
	}
	if m, err := onnxtest.Read(content); err != nil || m.Outputs[0] != "x[N,2]" {
		t.Errorf("the map is %+v, %v", m, err)
	}
}

// Fewer samples are the first of more, whatever the count.
func TestRunSamplesDoNotDependOnTheirNumber(t *testing.T) {
	folder := t.TempDir()
	var all [][]float32
	for _, n := range []int{1, 1023, 2050} {
		path := filepath.Join(folder, "y.npy")
		count, err := json.Marshal(n)
		if err != nil {
			t.Fatal(err)
		}
		succeed(t, quick("wasserstein", "moons", "-steps", "5", "-n", string(count), "-out", path)...)
		all = append(all, readPoints(t, path, n))
	}
	last := all[len(all)-1]
	for _, points := range all {
		if !slices.Equal(points, last[:len(points)]) {
			t.Errorf("the first %d samples of %d are others", len(points)/2, len(last)/2)
		}
	}
}

// What fails in doing is no misuse: here the folder goes away while the run trains.
func TestRunThatCannotWriteFails(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "gone")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	command, log := begin(t, folder, "-seconds", "1")
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if code := wait(t, command); code != 1 || !strings.Contains(log.String(), "y.npy") {
		t.Errorf("exit code %d, message %q: want 1 and the file's name", code, log)
	}
}

// A run that diverges, here at the highest rate there is, tells by which step and what to try, and leaves no file.
func TestRunThatDivergesAdvisesALowerRate(t *testing.T) {
	folder := t.TempDir()
	_, message, code := call(t, "run", "-method", "maf", "-target", "8gaussians", "-set", "lr=0.1", "-set", "batch=128", "-out", filepath.Join(folder, "y.npy"))
	if code != 1 || !strings.Contains(message, "diverged by step") || !strings.HasSuffix(message, "try a lower learning rate\n") {
		t.Errorf("exit code %d, message %q: want 1 and a lower rate advised", code, message)
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) > 0 {
		t.Errorf("files %v, error %v: want none", files, err)
	}
}

// An interrupt ends a run at once, with nothing left behind.
func TestInterrupt(t *testing.T) {
	folder := t.TempDir()
	command, log := begin(t, folder, "-steps", "10000000")
	if err := command.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if code := wait(t, command); code != 1 || !strings.Contains(log.String(), "stopped after step") {
		t.Errorf("exit code %d, message %q: want 1 and where it stopped", code, log)
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) > 0 {
		t.Errorf("files %v, error %v: want none", files, err)
	}
}

// begin starts a run that is to write y.npy to a folder, and returns once it has opened the file.
func begin(t *testing.T, folder string, budget ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	command := exec.Command(binary, quick("fm", "moons", append(budget, "-out", filepath.Join(folder, "y.npy"))...)...)
	command.Stderr = &log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		files, err := os.ReadDir(folder)
		if err == nil && len(files) == 1 {
			return command, &log
		}
		if err != nil || time.Now().After(deadline) {
			t.Fatalf("the run did not begin: files %v, error %v", files, err)
		}
	}
}

// wait is the exit code of a command that was begun.
func wait(t *testing.T, command *exec.Cmd) int {
	t.Helper()
	var exit *exec.ExitError
	if err := command.Wait(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return command.ProcessState.ExitCode()
}
