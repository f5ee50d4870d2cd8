package browser_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"

	"pushforward/assets"
	"pushforward/core/engine"
	"pushforward/core/lab"
	"pushforward/wasm/browser"
	"pushforward/wasm/protocol"
)

// A meaning is what a link says to a page: kept for ever, for links are out of our hands.
type meaning struct {
	Link    string         `json:"link"`
	Run     *protocol.Run  `json:"run,omitempty"`
	Rivals  []protocol.Run `json:"rivals,omitempty"`
	Trained bool           `json:"trained,omitempty"` // it comes trained
	// T is where the transport stands still; nil if it plays.
	T      *float64 `json:"t,omitempty"`
	Layers []string `json:"layers"`          // on; null where the link does not say
	Notes  int      `json:"notes,omitempty"` // values that could not be used
}

// Old links mean what they always have: each of testdata/links.json is read by the page as it is kept there. With -update, links that have no meaning
// yet are given the one that they have today.
func TestOldLinks(t *testing.T) {
	const path = "testdata/links.json"
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var links []meaning
	if err := json.Unmarshal(content, &links); err != nil {
		t.Fatal(err)
	}
	page := arrive(t, "#v=1&d=moons", browser.View{})
	for i, want := range links {
		browser.Eval[any](page.Page, fmt.Sprintf(`new Promise(done => {
			document.querySelectorAll(".notice .quiet").forEach(close => close.click());
			addEventListener("hashchange", () => setTimeout(done), {once: true});
			location.hash = %q + "&";
		})`, want.Link))
		if want.Run == nil && *update {
			time.Sleep(3 * time.Second) // until the stage has heard
			links[i] = meant(page, want.Link)
			continue
		}
		got := meant(page, want.Link)
		for deadline := time.Now().Add(5 * time.Second); asJSON(got) != asJSON(want) && time.Now().Before(deadline); got = meant(page, want.Link) {
			time.Sleep(50 * time.Millisecond)
		}
		if asJSON(got) != asJSON(want) {
			t.Errorf("%s\nmeans %s\nwant  %s", want.Link, asJSON(got), asJSON(want))
		}
	}
	if !*update {
		return
	}
	if err := os.WriteFile(path, []byte(asJSON(links)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// meant is what the page shows of a link.
func meant(page visit, link string) meaning {
	return browser.Eval[meaning](page.Page, fmt.Sprintf(`(([{run}, ...rivals]) => ({
		link: %q, run, rivals: rivals.map(r => r.run), trained: pushforward.state()?.trained === true,
		t: document.querySelector(".playback .round").getAttribute("aria-label").startsWith("Play") ? Number(document.querySelector("#t").value) : undefined,
		layers: /[&#]layers=/.test(%[1]q) ? [...document.querySelectorAll("#legend [data-layer][aria-pressed=true]")].map(b => b.dataset.layer).sort() : undefined,
		notes: document.querySelectorAll("#notices .notice").length,
	}))(pushforward.race())`, link))
}

// asJSON is a value as people read it.
func asJSON(value any) string {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", "\t")
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(value) // of plain values, to memory
	return text.String()
}

// The same link gives the same samples, to the bit, in two profiles and natively.
func TestSameLinkSameBits(t *testing.T) {
	const samples = 500
	for link, config := range map[string]lab.Config{
		"#v=1&d=us-zipcodes&net=16,16&batch=64&seed=11": {
			Method: "fm", Source: "gaussian", Target: "us-zipcodes", Seed: 11, Parameters: map[string]string{"net": "16,16", "batch": "64"},
		},
		"#v=1&m=mmd&s.dim=1&e=noise&d=moons&d.noise=0.1&net=16,16&batch=64": {
			Method: "mmd", Source: "gaussian", Target: "moons", Parameters: map[string]string{"net": "16,16", "batch": "64"},
			SourceParameters: map[string]string{"dim": "1"}, Embedding: "noise", TargetParameters: map[string]string{"noise": "0.1"},
		},
		"#v=1&m=score&d=8gaussians&net=16,16&batch=64&solver=heun&nfe=20": {
			Method: "score", Source: "gaussian", Target: "8gaussians", Parameters: map[string]string{"net": "16,16", "batch": "64"}, Solver: "heun", NFE: 20,
		},
	} {
		t.Run(config.Method, func(t *testing.T) {
			want := nativeSamples(t, config, samples)
			for _, profile := range []string{"first", "second"} {
				page := host(t, `<script type="module" src="SITE/embed.js"></script><pushforward-demo id="a" link="`+link+`"></pushforward-demo>`, browser.View{})
				browser.Eval[any](page, fmt.Sprintf("a.step(%d)", steps))
				page.WaitFor(fmt.Sprintf("a.state?.step === %d", steps), patience)
				got := browser.Eval[string](page, fmt.Sprintf(`a.samples(%d).then(s => crypto.subtle.digest("SHA-256", s.points))
					.then(d => [...new Uint8Array(d)].map(b => b.toString(16).padStart(2, "0")).join(""))`, samples))
				if got != want {
					t.Errorf("the %s profile's samples have the hash %s, native ones %s", profile, got, want)
				}
			}
		})
	}
}

// steps is how many a run trains here: enough for a difference in any bit to spread.
const steps = 50

// nativeSamples is the hash of samples of a run trained natively.
func nativeSamples(t *testing.T, config lab.Config, n int) string {
	t.Helper()
	run, err := lab.New(config, engine.WebAssembly{}, assets.Open)
	if err != nil {
		t.Fatal(err)
	}
	defer run.Close()
	for range steps {
		if err := run.Step(); err != nil {
			t.Fatal(err)
		}
	}
	points := make([]float32, n*run.Problem.Dim())
	if _, err := run.Sample(points, run.Stream("samples")); err != nil {
		t.Fatal(err)
	}
	hash := sha256.New()
	if err := binary.Write(hash, binary.LittleEndian, points); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", hash.Sum(nil))
}
