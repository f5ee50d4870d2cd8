package protocol

import (
	"reflect"
	"strings"
	"syscall/js"
	"testing"
)

func TestMessagesComeBackAsTheyWent(t *testing.T) {
	for _, test := range []struct {
		kind Type
		in   any
	}{
		{TypeScene, &Scene{Generation: 3, Bounds: [4]float64{-1, -2, 3, 4.5}, Target: Floats{1, -2.5, 0, 3e-9},
			Motion: MotionTrajectory, Layers: []string{LayerTarget, LayerTrails}, Labels: [2]string{"longitude °", ""}}},
		{TypePaths, &Paths{Generation: 1, Step: 200, N: 1, Frames: 2, Times: Floats{0, 1}, Points: Floats{1, 2, 3, 4}}},
		{TypeSet, &Set{Run: Run{Method: "fm", Seed: 1<<53 - 1, Parameters: map[string]string{"learning rate": "1e-3"}, NFE: 64}}},
		{TypeMetrics, &Metrics{Steps: []int{10, 20}, Loss: []float64{0.5, 0.25}, MsPerStep: 1.5}},
		{TypeReady, &Ready{Schema: &Schema{Methods: []Entry{{ID: "fm", Abilities: []string{"push"}}}, Default: Run{Method: "fm", Embedding: "noise", SolverParams: map[string]string{"eta": "1"}},
			Families: []Family{}, Sources: []Entry{}, TargetFamilies: []Family{}, Targets: []Entry{}, Embeddings: []Entry{}, Metrics: []MetricRow{}, Solvers: []Solver{}, Layers: []Layer{}, Presets: []Preset{}}}},
		{TypeReady, &Ready{}},
		{TypeModel, &Model{Format: FormatONNX, Bytes: Bytes{0, 1, 255}, Fingerprint: "ab", Step: 3}},
		{TypeOpen, &Open{Bytes: Bytes{}}},
		{TypePicture, &Picture{Scene: Scene{Layers: []string{}, Target: Floats{1, 2}}, Paths: Paths{N: 1, Times: Floats{1}, Points: Floats{3, 4}}}},
		{TypeTheme, &Theme{Dark: true, Background: "#14161A"}},
		{TypeTime, &Time{T: 0.25, Playing: true, Asked: 2}},
		{TypeCamera, &Camera{X: -0.5, Y: 0.25, Scale: 8}},
		{TypeCursor, &Cursor{X: 0.5, Y: 1, On: true}},
		{TypeProbe, &Probe{Generation: 2, Times: Floats{0, 1}, Points: Floats{1, 2, 3, 4}, Jacobians: Floats{1, 0, 0, 1, 2, 0, 0, 2}, Radius: 0.1}},
		{TypeData, &Data{Name: "0a", Rows: 3}},
		{TypeOutline, &Outline{Columns: []Column{{"x", true, `line 2: "a"`}}, Sample: [][]string{{"1"}, {"2"}}, Rows: 2}},
		{TypeLayers, &Layers{}},
		{TypeLayers, &Layers{On: []string{}}},
		{TypePoint, &Point{X: -1.5, Y: 2, T: 0.5, Phase: PhaseDrag}},
	} {
		message, transfer := Encode(test.kind, test.in)
		clone := js.Global().Call("structuredClone", message, map[string]any{"transfer": transfer})
		kind, err := TypeOf(clone)
		if err != nil || kind != test.kind {
			t.Errorf("%s came back as %q, %v", test.kind, kind, err)
		}
		out := reflect.New(reflect.TypeOf(test.in).Elem())
		if err := Decode(clone, out.Interface()); err != nil {
			t.Errorf("%s: %v", test.kind, err)
		}
		if !reflect.DeepEqual(out.Interface(), test.in) {
			t.Errorf("%s came back as %+v, want %+v", test.kind, out.Elem(), test.in)
		}
	}
}

func TestBulkIsATransferableFloat32Array(t *testing.T) {
	message, transfer := Encode(TypeScene, &Scene{Target: Floats{1, 2, 3, 4}})
	target := message.Get("target")
	if !target.InstanceOf(js.Global().Get("Float32Array")) || target.Length() != 4 || target.Index(2).Float() != 3 {
		t.Errorf("target is %v", target)
	}
	if transfer.Length() != 1 || !transfer.Index(0).Equal(target.Get("buffer")) {
		t.Error("target's buffer is not on the transfer list")
	}
}

// A file of the browser goes as it is, and nothing else passes for one.
func TestFilesTravelAsBlobs(t *testing.T) {
	file := js.Global().Get("Blob").New([]any{"abc"})
	message, _ := Encode(TypeData, &Data{File: file, Rows: 3})
	var data Data
	if err := Decode(message, &data); err != nil || !data.File.Equal(file) || data.Rows != 3 {
		t.Errorf("data came back as %+v, %v", data, err)
	}
}

func TestDecodeReadsAViewIntoALargerBuffer(t *testing.T) {
	array := js.Global().Get("Float32Array").Call("of", 9, 1, 2, 9).Call("subarray", 1, 3)
	var scene Scene
	if err := Decode(js.ValueOf(map[string]any{"target": array}), &scene); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(scene.Target, Floats{1, 2}) {
		t.Errorf("target is %v, want [1 2]", scene.Target)
	}
}

func TestDecodeNamesWhatItRefuses(t *testing.T) {
	for _, test := range []struct {
		in   any
		into any
		want string
	}{
		{map[string]any{"bounds": "wide"}, &Scene{}, `bounds: "wide": want a list`},
		{map[string]any{"bounds": []any{1, 2, 3}}, &Scene{}, "bounds: 3 items: want 4"},
		{map[string]any{"bounds": []any{1, 2, 3, "4"}}, &Scene{}, `bounds[3]: "4": want a number`},
		{map[string]any{"target": []any{1, 2}}, &Scene{}, "target: object: want a Float32Array"},
		{map[string]any{"generation": 1.5}, &Scene{}, "generation: 1.5: want a whole number"},
		{map[string]any{"n": 1e10}, &Paths{}, "n: 1e+10: want a whole number"},
		{map[string]any{"run": map[string]any{"seed": -1}}, &Set{}, "run.seed: -1: want a whole number from 0"},
		{map[string]any{"run": map[string]any{"parameters": map[string]any{"rate": 1}}}, &Set{}, "run.parameters.rate: 1: want text"},
		{map[string]any{"run": map[string]any{"method": strings.Repeat("x", 1000)}, "x": 1}, &Set{}, ""},
		{map[string]any{"run": 7}, &Set{}, "run: 7: want an object"},
		{map[string]any{"on": []any{"axes", true}}, &Layers{}, "on[1]: true: want text"},
		{map[string]any{"dark": "yes"}, &Theme{}, `dark: "yes": want true or false`},
		{map[string]any{"file": "x.csv"}, &Table{}, `file: "x.csv": want a Blob`},
		{7, &Theme{}, "message: 7: want an object"},
	} {
		err := Decode(js.ValueOf(test.in), test.into)
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%v: %v", test.in, err)
		case test.want != "" && (err == nil || !strings.HasPrefix(err.Error(), test.want)):
			t.Errorf("%v: error %v, want %q", test.in, err, test.want)
		}
	}
}

func TestTypeOfRefusesStrangers(t *testing.T) {
	for _, stranger := range []any{
		nil, 7, "pushforward", map[string]any{}, map[string]any{"ns": "other", "v": 1, "type": "play"},
		map[string]any{"ns": Namespace, "v": 2, "type": "play"}, map[string]any{"ns": Namespace, "v": 1},
		map[string]any{"ns": Namespace, "v": "1", "type": "play"},
	} {
		if kind, err := TypeOf(js.ValueOf(stranger)); err == nil {
			t.Errorf("%v passed as %q", stranger, kind)
		}
	}
}
