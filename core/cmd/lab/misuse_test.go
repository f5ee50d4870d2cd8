package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is not there or not allowed gives exit code 2 and one line that names the value and what is allowed instead.
func TestMisuse(t *testing.T) {
	folder := t.TempDir()
	out := filepath.Join(folder, "x.npy")
	notModel := filepath.Join(t.TempDir(), "words.safetensors")
	if err := os.WriteFile(notModel, []byte("no model, but words"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args string
		want []string // in the message
	}{
		{"fly", []string{`"fly"`, "list, draw, run, table, published, trained, experiment"}},
		{"list -yaml", []string{"-yaml", "-json"}},
		{"list extra", []string{`"extra"`, "flags only"}},
		{"draw -target moon -out " + out, []string{`"moon"`, "8gaussians", "moons"}},
		{"draw -target moons", []string{"-out", "a file to write"}},
		{"draw -target moons -out " + filepath.Join(folder, "absent", "x.npy"), []string{"absent", "folder"}},
		{"draw -target moons -out " + folder, []string{folder, "a file to write"}},
		{"draw -target moons -n 0 -out " + out, []string{`"0"`, "-n", "[1, 1000000]"}},
		{"draw -target moons -n ten -out " + out, []string{`"ten"`, "-n", "whole number"}},
		{"draw -target moons -n", []string{"-n", "needs an argument"}},
		{"draw -target moons -seed -1 -out " + out, []string{`"-1"`, "-seed"}},
		{"draw -target moons -set noise -out " + out, []string{`"noise"`, "NAME=VALUE"}},
		{"draw -target moons -set noise=-1 -out " + out, []string{"noise", `"-1"`, "[0.01, 1]"}},
		{"draw -target moons -set width=1 -out " + out, []string{`"width"`, "noise"}},
		{"run -method fn -target moons", []string{`"fn"`, "fm"}},
		{"run -method fm", []string{`""`, "moons"}},
		{"run -method fm -target moons -source moon", []string{"source", `"moon"`, "8gaussians"}},
		{"run -method fm -target moons -solver rk5", []string{`"rk5"`, "rk4"}},
		{"run -method fm -target moons -steps 0", []string{`"0"`, "-steps", "[1, "}},
		{"run -method fm -target moons -seconds 0", []string{`"0"`, "-seconds", "above 0"}},
		{"run -method fm -target moons -seconds NaN", []string{`"NaN"`, "-seconds"}},
		{"run -method fm -target moons -steps 5 -seconds 5", []string{"-steps 5", "-seconds 5", "one of them"}},
		{"run -method fm -target moons -nfe 10001", []string{`"10001"`, "-nfe", "10000"}},
		{"run -method fm -target moons -set batch=7", []string{"batch", `"7"`, "[8, 8192]"}},
		{"run -method mmd -target moons -set kernel=cosine", []string{"kernel", `"cosine"`, "energy"}},
		{"run -method fm -target moons -target-set noise=x", []string{"noise", `"x"`}},
		{"run -method fm -target moons -source-set dim=3", []string{"3", "2", "at most"}},
		{"run -method fm -target moons -steps 2 -out " + filepath.Join(folder, "absent", "y.npy"), []string{"absent", "folder"}},
		{"run -method fm -target moons -until 20 -steps 10", []string{"-until 20", "1 to 10"}},
		{"run -method fm -target moons -steps 2 -model " + folder, []string{"-model", folder, "a file to write"}},
		{"run -method langevin -target 8gaussians -model " + out, []string{"langevin", "learns nothing"}},
		{"run -method langevin -target 8gaussians -onnx " + out, []string{"-onnx", "simulates"}},
		{"run -method fm -target moons -solver dopri5 -onnx " + out, []string{"dopri5", "choose Euler"}},
		{"run -from " + filepath.Join(folder, "absent.safetensors"), []string{"-from", "absent.safetensors"}},
		{"run -from " + notModel + " -out " + out, []string{"safetensors", "header"}},
		{"run -from " + notModel + " -method fm -seed 3", []string{"-method", "-seed", "says what to train"}},
		{"run -method fm -target formula -target-set formula=exp(-x", []string{"at 7", `want ")" there`}},
		{"run -method fm -target moons -fast", []string{"fast arithmetic", "wazero has no relaxed SIMD instructions"}},
		{"run -method fm -target moons -data x.csv", []string{"-data x.csv", "-target points"}},
		{"draw -target points -columns x -out " + out, []string{"-columns", "-data"}},
		{"draw -target points -data " + filepath.Join(folder, "absent.csv") + " -out " + out, []string{"absent.csv"}},
		{"experiment", []string{"one experiment", "-list"}},
		{"experiment bures", []string{`"bures"`, "gaussian", "integrate-or-push"}},
		{"experiment gaussian mmd", []string{`"mmd"`, "one experiment"}},
	} {
		t.Run(test.args, func(t *testing.T) {
			stdout, stderr, code := call(t, strings.Fields(test.args)...)
			if code != 2 || stdout != "" || strings.Count(stderr, "\n") != 1 {
				t.Errorf("exit code %d, output %q, message %q: want 2, nothing and one line", code, stdout, stderr)
			}
			for _, want := range test.want {
				if !strings.Contains(stderr, want) {
					t.Errorf("message %q lacks %q", stderr, want)
				}
			}
		})
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("files %v, error %v: want none after misuse", left, err)
	}
}

func TestHelpIsNoError(t *testing.T) {
	for _, args := range [][]string{nil, {"help"}, {"-h"}, {"run", "-h"}, {"draw", "-help"}} {
		if stdout := succeed(t, args...); !strings.Contains(stdout, "lab ") {
			t.Errorf("lab %v says %q", args, stdout)
		}
	}
}
