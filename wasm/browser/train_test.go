package browser_test

import (
	"path/filepath"
	"testing"

	"pushforward/wasm/browser"
)

// A visitor opens a link and presses Train: the sampler comes within 1.5 times the floor of its target, and t carries the particles
// onto it. They pick another method, which comes trained and does so at once; from scratch, it does the same. With fast arithmetic all of it holds, too.
func TestTrainInTheBrowser(t *testing.T) {
	for target, fast := range map[string]bool{"us-zipcodes": false, "8gaussians": true} {
		t.Run(target, func(t *testing.T) {
			link := "#v=1&m=fm&d=" + target
			if fast {
				link += "&fast=1"
			}
			page := arrive(t, link, browser.View{})
			page.train(1.5)
			arithmetic := func() {
				if got := browser.Eval[bool](page.Page, "pushforward.state().run.fast"); got != fast {
					t.Errorf("the run is fast: %v, want %v", got, fast)
				}
			}
			arithmetic()
			page.carries(t)
			page.Screenshot(filepath.Join(t.ArtifactDir(), "fm.png"))
			page.choose("method", "Maximum mean discrepancy")
			page.WaitFor("pushforward.run().method === 'mmd' && pushforward.state().run.method === 'mmd'", patience)
			page.WaitFor("pushforward.state().trained && pushforward.state().step === 3000 && pushforward.score()?.ratio < 1.5 && /trained=1/.test(location.hash)", patience)
			page.press("r")
			page.status("idle")
			page.WaitFor("document.body.innerText.includes('interpolation, not a path')", patience)
			page.train(1.5)
			arithmetic()
			page.carries(t)
			page.Screenshot(filepath.Join(t.ArtifactDir(), "mmd.png"))
		})
	}
}

// carries holds the stage to its picture: grey noise away from the target at t = 0, orange on the target at t = 1.
func (v visit) carries(t *testing.T) {
	t.Helper()
	target := inkOf(v.show(1, "target"))
	noise, data := inkOf(v.show(0, "particles")), inkOf(v.show(1, "particles"))
	before, after := noise.within(target), data.within(target)
	t.Logf("share of particles on the target: %.3f at t = 0, %.3f at t = 1", before, after)
	if target.blue < 0.8 || noise.orange > 0.1 || data.orange < 0.8 {
		t.Errorf("the target is %.0f%% blue, the noise %.0f%% and the data %.0f%% orange: want nearly all, none and all",
			100*target.blue, 100*noise.orange, 100*data.orange)
	}
	if 1-after > 0.65*(1-before) {
		t.Errorf("%.1f%% of the particles lie on the target at t = 1, %.1f%% at t = 0: want far fewer beside it", 100*after, 100*before)
	}
}
