package trainer

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"pushforward/core/lab"
	"pushforward/core/onnx/onnxtest"
	"pushforward/wasm/protocol"
)

// A run's file, opened by another worker, sets the run and trains on to the bits of the straight one, with its time and step 0 to go back to.
func TestModelIsOpenedElsewhere(t *testing.T) {
	run := small("gan")
	r := set(t, run)
	do(t, r.Step(6))
	spent := last[protocol.State](t, r.page).Seconds
	do(t, r.Model(protocol.FormatSafetensors))
	file := last[protocol.Model](t, r.page)
	if file.Step != 6 || file.Fingerprint != r.fingerprint(t) || len(file.Bytes) == 0 {
		t.Errorf("the file is of step %d, fingerprint %s, %d bytes", file.Step, file.Fingerprint, len(file.Bytes))
	}

	other := set(t, small("fm"))
	do(t, other.Step(3))
	generation := last[protocol.State](t, other.page).Generation
	other.forget()
	do(t, other.OpenModel(file.Bytes))
	s := last[protocol.State](t, other.page)
	if all[protocol.State](other.page)[0].Of != protocol.TypeOpen || s.Run.Method != "gan" || s.Run.Parameters["net"] != "8" || s.Step != 6 || s.Generation <= generation ||
		s.Seconds != spent || s.Status != protocol.StatusPaused || !slices.Equal(s.Kept, []int{0, 6}) || s.Trained {
		t.Errorf("opened: %+v, want the run at step 6 after %v s", s, spent)
	}
	if len(all[protocol.Score](other.page)) == 0 || len(all[protocol.Paths](other.stage)) == 0 {
		t.Error("what was opened is neither measured nor shown")
	}
	do(t, r.Step(4))
	do(t, other.Step(4))
	if other.fingerprint(t) != r.fingerprint(t) {
		t.Error("trained on from a file, the run has other bits")
	}
	do(t, other.Rewind(0))
	do(t, other.Step(10))
	if other.fingerprint(t) != r.fingerprint(t) {
		t.Error("trained again from step 0, the run has other bits")
	}
}

// What cannot be opened leaves the run as it is.
func TestForeignFilesChangeNothing(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Step(2))
	do(t, r.Model(protocol.FormatSafetensors))
	file := last[protocol.Model](t, r.page).Bytes
	var natural bytes.Buffer
	about := r.session.Describe(0, false)
	about.Config.Natural = true
	do(t, r.session.WriteModel(&natural, about))
	before := r.fingerprint(t)
	r.forget()
	for want, content := range map[string][]byte{
		"safetensors: ":       []byte("no model at all"),
		"want one of moments": bytes.Replace(file, []byte(`\"method\":\"fm\"`), []byte(`\"method\":\"xx\"`), 1),
		"were written":        changed(file),
		"natural units":       natural.Bytes(),
	} {
		if err := r.OpenModel(content); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
		if r.fingerprint(t) != before || len(r.page) > 0 || len(r.stage) > 0 || r.run.Method != "fm" {
			t.Errorf("%s: the run has changed, or something was said", want)
		}
	}
	do(t, r.Step(1))
}

// changed is a file with the lowest bit of each number turned.
func changed(file []byte) []byte {
	other := bytes.Clone(file)
	for i := 8 + int(binary.LittleEndian.Uint64(file)); i < len(other); i += 4 {
		other[i] ^= 1
	}
	return other
}

func TestModelOfAMap(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Model(protocol.FormatONNX))
	m, err := onnxtest.Read(last[protocol.Model](t, r.page).Bytes)
	do(t, err)
	d, err := lab.ParseDescription([]byte(m.Metadata["pushforward"]))
	do(t, err)
	if d.Config.Solver != "" || d.Config.NFE != 4 { // the run as it was asked for
		t.Errorf("the run in the metadata is %+v", d.Config)
	}
	if reason := last[protocol.State](t, r.page).NoMap; reason != "" {
		t.Errorf("a map that can be written is said not to be: %s", reason)
	}
	simulated := set(t, protocol.Run{Method: "langevin", Source: "gaussian", Target: "8gaussians"})
	if reason := last[protocol.State](t, simulated.page).NoMap; !strings.Contains(reason, "simulates") {
		t.Errorf("a simulation's reason is %q", reason)
	}
	for _, format := range []protocol.Format{protocol.FormatSafetensors, protocol.FormatONNX, "zip"} {
		if err := simulated.Model(format); err == nil {
			t.Errorf("a simulation is written as %s", format)
		}
	}
	do(t, simulated.Model(protocol.FormatNone))
}

func TestPictureIsWhatTheStageShows(t *testing.T) {
	r := set(t, small("fm"))
	do(t, r.Step(1))
	do(t, r.Picture())
	p := last[protocol.Picture](t, r.page)
	shown, scene := last[protocol.Paths](t, r.stage), last[protocol.Scene](t, r.stage)
	if !slices.Equal(p.Paths.Points, shown.Points) || p.Paths.Step != 1 || !slices.Equal(p.Scene.Target, scene.Target) || p.Scene.Bounds != scene.Bounds {
		t.Error("the picture is not what the stage was shown")
	}
}
