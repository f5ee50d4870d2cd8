package browser_test

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// The page as it opens shows a map that comes trained, trains on from it, and from scratch after a reset.
func TestPageOpensTrained(t *testing.T) {
	page := arrive(t, "", browser.View{})
	page.WaitFor("pushforward.state().trained && pushforward.state().step === 6000 && pushforward.score()?.ratio < 1.5", patience)
	page.WaitFor("document.getElementById('caption').textContent.startsWith('Trained before')", patience)
	page.Screenshot(filepath.Join(t.ArtifactDir(), "opened.png"))
	page.click("document.querySelector('#offer button')")
	page.WaitFor("pushforward.state().step > 6000 && document.querySelector('#offer').hidden", patience)
	page.click("document.querySelector('#training .primary:enabled')")
	page.status("paused", "finished")
	page.click("document.querySelector('#training button:nth-of-type(3)')")
	page.WaitFor("!pushforward.state().trained && pushforward.state().step === 0 && pushforward.state().status === 'idle'", patience)
}

// A target for which the method comes trained is shown trained, with or without motion, and so is its link; from scratch, the run begins at step 0. In a race all do.
func TestPicksComeTrained(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=25gaussians", browser.View{Still: true})
	page.choose("target", "Two moons")
	page.WaitFor("pushforward.state().trained && pushforward.state().run.target === 'moons' && pushforward.score()?.ratio < 1.6 && /trained=1/.test(location.hash)", patience)
	page.Do(patience, chromedp.Reload())
	page.ready()
	page.WaitFor("pushforward.state().trained && !document.querySelector('#offer').hidden", patience)
	page.click("document.querySelectorAll('#offer button')[1]")
	page.WaitFor("!pushforward.state().trained && pushforward.state().status === 'training' && pushforward.state().step > 0 && !/trained/.test(location.hash)", patience)

	page.choose("target", "Checkerboard")
	page.WaitFor("pushforward.state().trained && pushforward.state().run.target === 'checkerboard'", patience)
	page.choose("compare", "Maximum mean discrepancy")
	page.WaitFor("pushforward.race().length === 2 && pushforward.race().every(c => c.state && !c.state.trained && c.state.step === 0)", patience)
}
