package browser_test

import (
	"path/filepath"
	"testing"

	"pushforward/wasm/browser"
)

// The page as it opens shows a map that comes trained, trains on from it, and from scratch after a reset.
func TestPageOpensTrained(t *testing.T) {
	page := arrive(t, "", browser.View{})
	page.WaitFor("pushforward.state().trained && pushforward.state().step === 6000 && pushforward.score()?.ratio < 1.5", patience)
	page.WaitFor("document.getElementById('caption').textContent.startsWith('Trained before')", patience)
	page.Screenshot(filepath.Join(t.ArtifactDir(), "opened.png"))
	page.click("document.querySelector('#training .primary:enabled')")
	page.WaitFor("pushforward.state().step > 6000", patience)
	page.click("document.querySelector('#training .primary:enabled')")
	page.status("paused", "finished")
	page.click("document.querySelector('#training button:nth-of-type(3)')")
	page.WaitFor("!pushforward.state().trained && pushforward.state().step === 0 && pushforward.state().status === 'idle'", patience)
}
