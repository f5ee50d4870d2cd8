package browser_test

import (
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pushforward/wasm/browser"
	"pushforward/wasm/protocol"
)

var update = flag.Bool("update", false, "write the stage's pictures anew")

// How far a picture may differ from the one that is kept: a channel by so much, and more than that in so large a share of the pixels.
const (
	channelTolerance = 3
	pixelTolerance   = 0.002
)

// words are the parts of the stage's picture in which layers write: every machine has its own letters.
func words(layers string) []image.Rectangle {
	if !strings.Contains(layers, protocol.LayerAxes) {
		return nil
	}
	return []image.Rectangle{image.Rect(0, 0, 60, sceneSide), image.Rect(0, sceneSide-44, sceneSide, sceneSide)}
}

// Every layer draws what it did when its picture was last looked at, by day and by night.
func TestStagePictures(t *testing.T) {
	r := openRig(t, sceneSide, sceneSide, browser.View{Width: 400, Height: 300})
	for _, message := range messages() {
		r.worker(kindOf(message), message)
	}
	r.page(protocol.TypeSeek, protocol.Seek{T: 0.6})
	for _, layers := range []string{
		"density", "witness", "divergence", "witness contours", "warp", "velocity", "pull", "trails", "chords", "pairs", "target", "particles",
		"latent particles", "probe", "axes", "particles trails origin", "crowd", "crowd origin", "simulation trails",
	} {
		on := strings.Fields(layers)
		if on[0] == "crowd" { // the last, for it takes the particles' place
			on[0] = protocol.LayerParticles
			r.worker(protocol.TypeCrowd, protocol.Crowd{
				Generation: 1, N: 40_000, Of: 40_000, Times: protocol.Floats{0, 1}, Points: carried(normal(40_000, "crowd"), protocol.Floats{0, 1}),
			})
			r.WaitFor("rig.state().crowd === 40000", patience)
		}
		if on[0] == "simulation" {
			on[0] = protocol.LayerParticles
			simulation := sceneOf(2)
			simulation.Motion = protocol.MotionSimulation
			r.worker(protocol.TypeScene, simulation)
			r.worker(protocol.TypePaths, pathsOf(2, 40))
			r.WaitFor("rig.state().particles === 40", patience)
		}
		r.page(protocol.TypeLayers, protocol.Layers{On: on})
		for _, dark := range []bool{false, true} {
			r.page(protocol.TypeTheme, protocol.Theme{Dark: dark})
			name := strings.ReplaceAll(layers, " ", "-")
			if dark {
				name += "-dark"
			}
			t.Run(name, func(t *testing.T) {
				compare(t, filepath.Join("testdata", "stage", name+".png"), r.picture(), words(layers))
			})
		}
	}
}

// compare holds a picture to the one that is kept, but for some parts of it.
func compare(t *testing.T, path string, got *image.RGBA, except []image.Rectangle) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		save(t, path, got)
		return
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatalf("%v: look at the stage and keep its pictures with make golden", err)
	}
	defer file.Close()
	kept, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	want := crop(kept, kept.Bounds())
	if want.Rect != got.Rect {
		t.Fatalf("a picture of %v, want %v", got.Rect, want.Rect)
	}
	wrong := 0
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			if !within(image.Pt(x, y), except) && differ(got, want, x, y) {
				wrong++
			}
		}
	}
	if share := float64(wrong) / float64(got.Rect.Dx()*got.Rect.Dy()); share > pixelTolerance {
		other := filepath.Join(t.ArtifactDir(), filepath.Base(path))
		save(t, other, got)
		t.Errorf("%.2f%% of the pixels differ by more than %d from %s, at most %.1f%% may: see %s", 100*share, channelTolerance, path, 100*pixelTolerance, other)
	}
}

func within(p image.Point, areas []image.Rectangle) bool {
	for _, area := range areas {
		if p.In(area) {
			return true
		}
	}
	return false
}

func differ(a, b *image.RGBA, x, y int) bool {
	at := a.PixOffset(x, y)
	for c := range 3 {
		if d := int(a.Pix[at+c]) - int(b.Pix[at+c]); d > channelTolerance || d < -channelTolerance {
			return true
		}
	}
	return false
}
