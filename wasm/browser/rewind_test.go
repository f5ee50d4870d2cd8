package browser_test

import (
	"path/filepath"
	"testing"

	"pushforward/wasm/browser"
)

// A visitor trains, drags the training back, sees the particles of an earlier step and a mark in the charts, goes back to the latest, and trains on
// from the middle: later steps are dropped, and the end is the same.
func TestRewindTheTraining(t *testing.T) {
	for name, view := range map[string]browser.View{"desktop": {}, "phone": browser.Phone()} {
		t.Run(name, func(t *testing.T) {
			page := arrive(t, "#v=1&m=mmd&d=8gaussians&steps=300&net=16,16&batch=64&t=1&layers=particles,target", view)
			page.click("document.querySelector('#training .primary:enabled')")
			page.status("finished")
			page.WaitFor("pushforward.score()?.step === 300", patience)
			end := page.show(1, "particles")
			const positions = "JSON.stringify(frames[0].pushforwardStage().positions)"
			trained := browser.Eval[string](page.Page, positions)
			score := browser.Eval[string](page.Page, "document.getElementById('headline').textContent")

			page.drag("#training-step", 1, 0.3)
			page.WaitFor("pushforward.state().step < 200 && pushforward.state().latest === 300", patience)
			page.WaitFor("document.querySelector('#training .status').textContent === 'Rewound' && document.getElementById('caption').textContent.includes('drops what comes later')", patience)
			if middle := page.show(1, "particles"); same(middle, end) {
				t.Error("the particles did not follow to the earlier step")
			}
			page.show(1, "particles", "target")
			page.Screenshot(filepath.Join(t.ArtifactDir(), "rewound.png"))
			page.click("document.querySelector('.rewind-latest:enabled')")
			page.WaitFor("pushforward.state().step === 300 && pushforward.state().status === 'finished'", patience)
			if again := page.show(1, "particles"); !same(again, end) {
				t.Error("back at the latest step, the particles are elsewhere")
			}
			if again := browser.Eval[string](page.Page, "document.getElementById('headline').textContent"); again != score {
				t.Errorf("back at the latest step, the headline is %q, and was %q", again, score)
			}

			browser.Eval[any](page.Page, "document.getElementById('training-step').focus()")
			page.press("\u0302")
			page.WaitFor("pushforward.state().step < 300 && pushforward.state().status === 'paused'", patience)
			page.click("document.querySelector('#training .primary:enabled')")
			page.WaitFor("pushforward.state().step === 300 && pushforward.state().status === 'finished' && pushforward.state().latest === 300", patience)
			page.WaitFor(positions+" === '"+trained+"'", patience)
		})
	}
}
