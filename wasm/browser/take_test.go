package browser_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pushforward/core/codec"
	"pushforward/core/codec/safetensors"
	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/core/onnx/onnxtest"
	"pushforward/wasm/browser"
)

// take presses the button of a good and gives the file that comes, which is then taken away from its folder.
func (v visit) take(folder, good, name string) []byte {
	v.t.Helper()
	v.click(fmt.Sprintf("document.querySelector('#take [data-good=%s]:enabled')", good))
	path := filepath.Join(folder, name)
	for deadline := time.Now().Add(2 * patience); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		partial, _ := filepath.Glob(filepath.Join(folder, "*.crdownload"))
		content, err := os.ReadFile(path)
		if err != nil || len(partial) > 0 {
			continue
		}
		if err := os.Remove(path); err != nil {
			v.t.Fatal(err)
		}
		v.WaitFor("document.querySelector('#take [data-good=link]:enabled')", patience)
		return content
	}
	v.t.Fatalf("%s does not come; the page says %q", name, browser.Eval[string](v.Page, "document.getElementById('take-status').textContent"))
	return nil
}

// shortRun is a run that trains in a moment, as a link and as the lab has it.
const shortRun = "#v=1&m=fm&d=moons&seed=3&net=16,16&batch=32&steps=400&nfe=8"

func shortConfig() lab.Config {
	return lab.Config{Method: "fm", Source: "gaussian", Target: "moons", Seed: 3, Parameters: map[string]string{"net": "16,16", "batch": "32", "steps": "400"}, NFE: 8}
}

// stepped trains so many steps more, and waits until the run stands there.
func (v visit) stepped(count, at int) {
	v.t.Helper()
	browser.Eval[any](v.Page, fmt.Sprintf("pushforward.send({type: 'step', count: %d})", count))
	v.WaitFor(fmt.Sprintf("pushforward.state().step === %d && pushforward.score()?.step === %d", at, at), patience)
}

// A visitor takes everything away, and each file is read by other programs.
func TestTakeAway(t *testing.T) {
	page := arrive(t, shortRun, browser.View{})
	folder := page.downloads()
	page.stepped(30, 30)
	straight := natively(t, 30)

	t.Run("samples", func(t *testing.T) {
		want := make([]float32, 2*2000)
		if _, err := straight.Sample(want, straight.Stream("samples")); err != nil {
			t.Fatal(err)
		}
		points, rows, columns, err := codec.ReadNPY(bytes.NewReader(page.take(folder, "npy", "pushforward-fm-moons.npy")), codec.Limits{})
		if err != nil || rows != 2000 || columns != 2 || !slices.Equal(points, want) {
			t.Errorf("NPY of %d×%d (%v), or other points than the lab's", rows, columns, err)
		}
		browser.Eval[any](page.Page, "document.getElementById('take-n').value = '17'")
		table, err := csv.NewReader(bytes.NewReader(page.take(folder, "csv", "pushforward-fm-moons.csv"))).ReadAll()
		if err != nil || len(table) != 18 || !slices.Equal(table[0], []string{"x", "y"}) {
			t.Fatalf("CSV %v, %v", table, err)
		}
		for i, row := range table[1:] {
			for j, text := range row {
				if x, err := strconv.ParseFloat(text, 64); err != nil || float32(x) != want[2*i+j] {
					t.Errorf("row %d: %q, want %v", i, text, want[2*i+j])
				}
			}
		}
	})
	t.Run("model", func(t *testing.T) {
		file, err := safetensors.Parse(page.take(folder, "safetensors", "pushforward-fm-moons-30.safetensors"))
		if err != nil || !strings.Contains(file.Metadata["pushforward"], `"step":30`) {
			t.Errorf("safetensors %v, %v", file.Metadata, err)
		}
		m, err := onnxtest.Read(page.take(folder, "onnx", "pushforward-fm-moons-30.onnx"))
		if err != nil || m.Outputs[0] != "x[N,2]" || m.Operators["Loop"] != 1 {
			t.Errorf("ONNX %+v, %v", m, err)
		}
	})
	t.Run("pictures", func(t *testing.T) {
		seen := page.show(1, "particles", "target")
		picture, err := png.Decode(bytes.NewReader(page.take(folder, "png", "pushforward-fm-moons.png")))
		if err != nil {
			t.Fatal(err)
		}
		if ink := inkOf(rgba(picture)); ink.orange == 0 || ink.blue == 0 {
			t.Errorf("PNG of %v: no particles or no target", picture.Bounds().Size())
		}
		if size := picture.Bounds().Size(); abs(size.X-seen.Bounds().Dx()) > 8 {
			t.Errorf("PNG of %v, seen %v", size, seen.Bounds().Size())
		}
		circles := circlesOf(t, page.take(folder, "svg", "pushforward-fm-moons.svg"))
		particles := browser.Eval[int](page.Page, "frames[0].pushforwardStage().particles")
		if circles["particles"] != particles || circles["target"] != 4000 {
			t.Errorf("SVG with circles %v, want %d particles and 4000 of the target", circles, particles)
		}
	})
	t.Run("record", func(t *testing.T) {
		var record struct {
			Step        int
			Fingerprint string
			Run         struct{ Method string }
			Score       struct{ W2 float64 }
			Link        string
		}
		if err := json.Unmarshal(page.take(folder, "json", "pushforward-fm-moons.json"), &record); err != nil {
			t.Fatal(err)
		}
		want, err := straight.Fingerprint()
		if err != nil || record.Fingerprint != want || record.Step != 30 || record.Run.Method != "fm" || record.Score.W2 <= 0 || !strings.Contains(record.Link, "net=16,16") {
			t.Errorf("record %+v, want the fingerprint %s of the lab's run (%v)", record, want, err)
		}
		table, err := csv.NewReader(bytes.NewReader(page.take(folder, "curves", "pushforward-fm-moons-curves.csv"))).ReadAll()
		if err != nil || len(table) < 2 || table[0][1] != "loss" || table[len(table)-1][0] != "30" {
			t.Errorf("curves %v, %v", table, err)
		}
	})
	t.Run("words", func(t *testing.T) {
		browser.Eval[any](page.Page, "navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }, 0")
		for good, want := range map[string]string{"link": "/#v=1", "embed": "<pushforward-demo method=\"fm\" target=\"moons\" seed=\"3\"", "bibtex": "eprint = {2210.02747}"} {
			page.click(fmt.Sprintf("document.querySelector('#take [data-good=%s]:enabled')", good))
			page.WaitFor(fmt.Sprintf("globalThis.copied?.includes(%q) && document.getElementById('take-status').textContent.includes('copied')", want), patience)
		}
		browser.Eval[any](page.Page, "navigator.clipboard.writeText = async () => { throw new Error('forbidden'); }, 0")
		page.click("document.querySelector('#take [data-good=bibtex]:enabled')")
		page.WaitFor("document.querySelector('.taken:not([hidden])')?.textContent.includes('eprint = {2311.13845}')", patience)
	})
	t.Run("animation", func(t *testing.T) {
		page.show(0.5, "particles")
		archive := page.take(folder, "frames", "pushforward-fm-moons-frames.zip")
		frames, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
		if err != nil || len(frames.File) != 61 {
			t.Fatalf("%v, %v", frames, err)
		}
		var orange [2]float64
		for i, k := range []int{0, 60} {
			orange[i] = inkOf(rgba(pictureOf(t, frames.File[k]))).orange
		}
		if orange[0] > 0.1 || orange[1] < 0.8 {
			t.Errorf("%.2f of the particles are orange at t = 0, %.2f at t = 1", orange[0], orange[1])
		}
		page.WaitFor("frames[0].pushforwardStage().t === 0.5", patience) // as before
		playsFilm(t, page.take(folder, "webm", "pushforward-fm-moons.webm"))
		page.WaitFor("frames[0].pushforwardStage().t === 0.5", patience)
	})
	t.Run("arithmetic", func(t *testing.T) { page.changeArithmetic(t, folder, straight) })
}

// natively is the same run in the lab, some steps on.
func natively(t *testing.T, steps int) *lab.Session {
	t.Helper()
	run, err := lab.New(shortConfig(), engine.WebAssembly{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { run.Close() })
	for range steps {
		if err := run.Step(); err != nil {
			t.Fatal(err)
		}
	}
	return run
}

func rgba(picture image.Image) *image.RGBA { return crop(picture, picture.Bounds()) }

func abs(x int) int { return max(x, -x) }

func pictureOf(t *testing.T, file *zip.File) image.Image {
	t.Helper()
	content, err := file.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer content.Close()
	picture, err := png.Decode(content)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// circlesOf counts the circles of a well-formed SVG by the group that they are in.
func circlesOf(t *testing.T, svg []byte) map[string]int {
	t.Helper()
	counts, group := map[string]int{}, ""
	for decoder := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := decoder.Token()
		if err == io.EOF {
			return counts
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok {
			if start.Name.Local == "circle" {
				counts[group]++
			}
			for _, a := range start.Attr {
				if start.Name.Local == "g" && a.Name.Local == "id" {
					group = a.Value
				}
			}
		}
	}
}

// playsFilm plays a WebM in a page of its own until its end, and looks at its last picture.
func playsFilm(t *testing.T, content []byte) {
	t.Helper()
	if len(content) < 4 || binary.BigEndian.Uint32(content) != 0x1a45dfa3 {
		t.Fatalf("%d bytes that are no WebM", len(content))
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/film.webm", func(w http.ResponseWriter, r *http.Request) {
		http.ServeContent(w, r, "film.webm", time.Time{}, bytes.NewReader(content))
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`<!doctype html><link rel="icon" href="data:,"><video src="film.webm" muted autoplay></video>`))
	})
	host := httptest.NewServer(mux)
	t.Cleanup(host.Close)
	viewer := browser.Open(t, host.URL, browser.View{})
	viewer.WaitFor("document.querySelector('video').ended", patience)
	film := browser.Eval[struct {
		Seconds float64
		Width   int
		Colours int
	}](viewer, `(video => {
		const canvas = Object.assign(document.createElement("canvas"), {width: video.videoWidth, height: video.videoHeight});
		const pen = canvas.getContext("2d");
		pen.drawImage(video, 0, 0);
		const words = new Uint32Array(pen.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
		return {Seconds: video.currentTime, Width: video.videoWidth, Colours: new Set(words).size};
	})(document.querySelector("video"))`)
	if film.Seconds < 2.5 || film.Width < 200 || film.Colours < 50 {
		t.Errorf("a film of %.1f s, %d pixels wide, with %d colours at the end", film.Seconds, film.Width, film.Colours)
	}
}

// file is a JavaScript expression for a DataTransfer that carries a file.
func (v visit) file(name string, content []byte) string {
	v.t.Helper()
	list, err := json.Marshal(slices.Collect(func(yield func(int) bool) {
		for _, b := range content {
			if !yield(int(b)) {
				return
			}
		}
	}))
	if err != nil {
		v.t.Fatal(err)
	}
	return fmt.Sprintf(`(carried => (carried.items.add(new File([new Uint8Array(%s)], %q)), carried))(new DataTransfer())`, list, name)
}

// drop lets a file fall onto the page.
func (v visit) drop(name string, content []byte) {
	v.t.Helper()
	browser.Eval[any](v.Page, fmt.Sprintf(`document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: %s, bubbles: true, cancelable: true}))`, v.file(name, content)))
}

// A model that is dropped on the page sets the run and trains on to the bits of the straight run; what is no model changes nothing.
func TestModelComesBack(t *testing.T) {
	half := natively(t, 25)
	var file bytes.Buffer
	if err := half.WriteModel(&file, half.Describe(2.5, false)); err != nil {
		t.Fatal(err)
	}
	page := arrive(t, "#v=1&m=mmd&d=8gaussians", browser.View{})
	folder := page.downloads()
	for name, want := range map[string]string{"words.safetensors": "is not opened", "cut.safetensors": "is not opened"} {
		content := []byte("these are no numbers")
		if name == "cut.safetensors" {
			content = file.Bytes()[:file.Len()-3]
		}
		page.drop(name, content)
		page.WaitFor(fmt.Sprintf("document.body.innerText.includes(%q)", "“"+name+"” "+want), patience)
		if run := browser.Eval[string](page.Page, "pushforward.run().method + ' ' + pushforward.state().run.method"); run != "mmd mmd" {
			t.Errorf("after %s the run is %s", name, run)
		}
	}
	page.drop("m.safetensors", file.Bytes())
	page.WaitFor("pushforward.state().step === 25 && pushforward.run().method === 'fm' && pushforward.state().seconds === 2.5", patience)
	page.WaitFor("location.hash.includes('net=16,16')", patience)
	page.stepped(15, 40)
	content := page.take(folder, "safetensors", "pushforward-fm-moons-40.safetensors")
	opened, err := lab.ParseModel(content)
	if err != nil {
		t.Fatal(err)
	}
	again := natively(t, 0)
	if err := again.Resume(opened); err != nil {
		t.Fatal(err)
	}
	got, err := again.Fingerprint()
	if err != nil {
		t.Fatal(err)
	}
	if want, err := natively(t, 40).Fingerprint(); err != nil || got != want {
		t.Errorf("trained on in the page to %s, want %s of the straight run (%v)", got, want, err)
	}

	page.click("document.querySelector('#edits button:enabled')") // undo: the settings from before
	page.WaitFor("pushforward.state().run.method === 'mmd'", patience)
	// The browser's dialog is not the page's: the file is there as soon as it would open.
	browser.Eval[any](page.Page, fmt.Sprintf(`HTMLInputElement.prototype.click = function () {
		this.files = %s.files;
		this.dispatchEvent(new Event("change"));
	}, 0`, page.file("chosen.safetensors", content)))
	page.click("document.querySelector('#take [data-good=open]:enabled')")
	page.WaitFor("pushforward.state().step === 40 && document.getElementById('take-status').textContent.startsWith('Opened “chosen.safetensors”')", patience)
}

// What a simulation cannot give is not offered, and the reason stands there.
func TestWhatCannotBeTaken(t *testing.T) {
	page := arrive(t, "#v=1&m=langevin&d=8gaussians", browser.Phone())
	page.WaitFor("document.querySelector('#take [data-good=safetensors]').disabled && document.querySelector('#take [data-good=onnx]').disabled", patience)
	page.WaitFor("document.getElementById('take').textContent.includes('learns nothing') && document.getElementById('take').textContent.includes('simulates')", patience)
	browser.Eval[any](page.Page, "document.getElementById('take').open = true")
	folder := page.downloads()
	picture, err := png.Decode(bytes.NewReader(page.take(folder, "png", "pushforward-langevin-8gaussians.png"))) // the stage comes into view
	if err != nil || inkOf(rgba(picture)).blue == 0 {
		t.Errorf("PNG without a target, %v", err)
	}
	svg := page.take(folder, "svg", "pushforward-langevin-8gaussians.svg")
	if circles := circlesOf(t, svg); circles["particles"] != 1024 {
		t.Errorf("circles %v, want 1024 particles", circles)
	}
}
