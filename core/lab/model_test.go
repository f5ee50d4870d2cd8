package lab_test

import (
	"bytes"
	"math"
	"reflect"
	"strings"
	"testing"

	"pushforward/core/codec/safetensors"
	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/method"
)

// written is the file of a run.
func written(t *testing.T, run *lab.Session) []byte {
	t.Helper()
	var file bytes.Buffer
	try(t, run.WriteModel(&file, run.Describe(1.5, false)))
	return file.Bytes()
}

// resumed is a run of the file's own config that stands where the file was written.
func resumed(t *testing.T, content []byte) *lab.Session {
	t.Helper()
	model, err := lab.ParseModel(content)
	try(t, err)
	run := newRun(t, model.Run.Config)
	try(t, run.Resume(model))
	return run
}

func train(t *testing.T, run *lab.Session, steps int) {
	t.Helper()
	for range steps {
		try(t, run.Step())
	}
}

// Training goes on from a file to the bits of the straight run, whatever the method keeps, and so do samples.
func TestTrainingGoesOnFromAFile(t *testing.T) {
	for _, e := range method.Registry() {
		run := newRun(t, lab.Config{Method: e.ID, Source: "gaussian", Target: "8gaussians", Seed: 5, Parameters: trim(e), NFE: min(e.NFE, 20)})
		if !run.Learns() {
			if err := run.WriteModel(&bytes.Buffer{}, run.Describe(0, false)); err == nil || !strings.Contains(err.Error(), "learns nothing") {
				t.Errorf("%s is written (%v)", e.ID, err)
			}
			continue
		}
		try(t, run.SetHorizon(12)) // past the middle of which a rectified flow learns from itself
		train(t, run, 7)
		again := resumed(t, written(t, run))
		if again.Steps() != 7 || again.Horizon() != 12 || fingerprint(t, again) != fingerprint(t, run) {
			t.Errorf("%s comes back at step %d of %d with %s, want 7 of 12 with %s", e.ID, again.Steps(), again.Horizon(), fingerprint(t, again), fingerprint(t, run))
		}
		train(t, run, 5)
		train(t, again, 5)
		if fingerprint(t, again) != fingerprint(t, run) {
			t.Errorf("%s, trained on from a file, has other bits", e.ID)
		}
		if !bytes.Equal(written(t, again), written(t, run)) {
			t.Errorf("%s, trained on from a file, is written otherwise", e.ID)
		}
		straight, other := make([]float32, 2*64), make([]float32, 2*64)
		_, err := run.Sample(straight, run.Stream("samples"))
		try(t, err)
		_, err = again.Sample(other, again.Stream("samples"))
		try(t, err)
		if !reflect.DeepEqual(straight, other) {
			t.Errorf("%s, trained on from a file, draws other samples", e.ID)
		}
	}
}

func TestDescriptionComesBack(t *testing.T) {
	for _, d := range []lab.Description{
		{Config: lab.Config{Method: "fm", Source: "gaussian", Target: "moons"}},
		{
			Config: lab.Config{
				Method: "mmd", Source: "uniform", Target: "gaussian", Seed: 1<<53 - 1, Parameters: map[string]string{"net": "8"},
				SourceParameters: map[string]string{"a": "b"}, TargetParameters: map[string]string{"mean-x": "5"}, Natural: true, Points: 9,
				Embedding: "noise", EmbeddingParameters: map[string]string{"std": "0.2"}, Solver: "ddim", SolverParameters: map[string]string{"eta": "1"}, NFE: 7, Fast: true,
			},
			Step: 3, Horizon: 1 << 24, Seconds: 0.125, Rounded: true,
		},
	} {
		got, err := lab.ParseDescription(d.JSON())
		if err != nil || !reflect.DeepEqual(got, d) {
			t.Errorf("%s is read as %+v, %v, want %+v", d.JSON(), got, err, d)
		}
	}
	for text, want := range map[string]string{
		`[]`:                                   "want an object",
		`{}`:                                   "want version 1",
		`{"version":2}`:                        "want version 1",
		`{"version":1,"method":7}`:             `method "7": want text`,
		`{"version":1,"step":-1}`:              "want a whole number from 0 to",
		`{"version":1,"horizon":1e9}`:          "from 0 to 16777216",
		`{"version":1,"seed":1e300}`:           "from 0 to 9007199254740991",
		`{"version":1,"seed":0.5}`:             "whole number",
		`{"version":1,"parameters":{"a":1}}`:   "want an object of texts",
		`{"version":1,"parameters":"a"}`:       "want an object of texts",
		`{"version":1,"rounded":1}`:            "want true or false",
		`{"version":1,"fast":1}`:               `fast "1": want true or false`,
		`{"version":1,"seconds":"long"}`:       "want a number",
		`{"version":1,"version":1,"seconds":}`: "twice",
	} {
		if d, err := lab.ParseDescription([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is read as %+v, %v: want an error with %q", text, d, err, want)
		}
	}
}

// A file that is not what it says is refused, by a sentence that names what is wrong.
func TestForeignModelsAreRefused(t *testing.T) {
	run := newRun(t, lab.Config{Method: "fm", Source: "gaussian", Target: "moons", Parameters: small()})
	train(t, run, 2)
	content := written(t, run)
	changed := func(change func(*safetensors.File)) []byte {
		file, err := safetensors.Parse(content)
		try(t, err)
		change(&file)
		var out bytes.Buffer
		try(t, safetensors.Write(&out, file))
		return out.Bytes()
	}
	for want, content := range map[string][]byte{
		"safetensors: ":                   content[:len(content)-1],
		"the file is of another program":  changed(func(f *safetensors.File) { delete(f.Metadata, "pushforward") }),
		"the file's run: version":         changed(func(f *safetensors.File) { f.Metadata["pushforward"] = "{}" }),
		"want one of moments, mmd":        changed(func(f *safetensors.File) { f.Metadata["pushforward"] = `{"version":1,"method":"magic"}` }),
		"the file lacks the tensor":       changed(func(f *safetensors.File) { f.Tensors = f.Tensors[1:] }),
		"which fm does not have":          changed(func(f *safetensors.File) { f.Tensors[0].Name = "net.else" }),
		"has the shape [1":                changed(func(f *safetensors.File) { f.Tensors[0].Shape = append([]int{1}, f.Tensors[0].Shape...) }),
		"holds NaN: want finite":          changed(func(f *safetensors.File) { f.Tensors[0].Values[0] = float32(math.NaN()) }),
		"are not those that were written": changed(func(f *safetensors.File) { f.Metadata["fingerprint"] = "0" }),
		"a schedule of 0 steps: want": changed(func(f *safetensors.File) {
			f.Metadata["pushforward"] = strings.Replace(f.Metadata["pushforward"], `"horizon":12000`, `"horizon":0`, 1)
		}),
		"net \"a\": want 1 to 16 whole numbers": changed(func(f *safetensors.File) {
			f.Metadata["pushforward"] = strings.Replace(f.Metadata["pushforward"], `"net":"16,16"`, `"net":"a"`, 1)
		}),
	} {
		model, err := lab.ParseModel(content)
		var again *lab.Session
		if err == nil {
			again, err = lab.New(model.Run.Config, engine.WebAssembly{}, nil)
		}
		if err == nil {
			if err = again.Resume(model); err != nil && again.Steps() != 0 {
				t.Errorf("after %q the run stands at step %d", err, again.Steps())
			}
			try(t, again.Close())
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	if err := run.WriteModel(&bytes.Buffer{}, lab.Description{Config: lab.Config{Seed: 1 << 53}}); err == nil || !strings.Contains(err.Error(), "a file holds seeds") {
		t.Errorf("a seed that JSON does not carry is written (%v)", err)
	}
}

// relaxing is an engine that passes for one with relaxed arithmetic.
type relaxing struct{ engine.Engine }

func (h relaxing) Relax() (engine.Engine, error) { return h, nil }

// A fast run's file is one of a fast run where the engine has relaxed arithmetic, and goes on exactly, which it then says, where it has not. An exact run's is exact
// everywhere.
func TestModelOfAFastRunFitsTheEngine(t *testing.T) {
	run := newRun(t, lab.Config{Method: "fm", Source: "gaussian", Target: "moons", Parameters: small()})
	train(t, run, 2)
	for _, test := range []struct {
		fast, exact bool
		on          engine.Engine
	}{
		{false, false, engine.Reference{}},
		{true, false, relaxing{engine.Reference{}}},
		{true, true, engine.Reference{}},
	} {
		about := run.Describe(1, false)
		about.Config.Fast = test.fast
		var file bytes.Buffer
		try(t, run.WriteModel(&file, about))
		model, err := lab.ParseModel(file.Bytes())
		try(t, err)
		if model.Run.Config.Fast != test.fast {
			t.Fatalf("a run that is fast, %v, is read as %+v", test.fast, model.Run)
		}
		exact := model.Fit(test.on)
		if got := model.Run; exact != test.exact || got.Config.Fast != (test.fast && !test.exact) || got.Rounded != test.exact {
			t.Errorf("of a run that is fast, %v, on %T: exact %v, %+v; want exact %v", test.fast, test.on, exact, got, test.exact)
		}
		again, err := lab.New(model.Run.Config, test.on, nil)
		try(t, err)
		try(t, again.Resume(model))
		try(t, again.Close())
	}
}
