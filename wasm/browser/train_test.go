package browser_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"pushforward/wasm/browser"
)

// A visitor opens a link, presses Train, and the sampler comes within 1.5 times the floor of its target; t carries the particles onto it.
func TestTrainInTheBrowser(t *testing.T) {
	site := browser.Site(t)
	for _, run := range []struct{ method, target string }{
		{"fm", "us-zipcodes"}, {"fm", "8gaussians"}, {"mmd", "8gaussians"}, {"mmd", "us-zipcodes"},
	} {
		t.Run(run.method+" "+run.target, func(t *testing.T) {
			page := browser.Open(t, fmt.Sprintf("%s#v=1&m=%s&d=%s", site, run.method, run.target), browser.View{})
			page.WaitFor("pushforward.state()?.status === 'idle'", 30*time.Second)
			page.WaitFor("frames[0].pushforwardStage().particles > 0", 30*time.Second)
			browser.Eval[any](page, "document.querySelector('button.primary').click()")
			page.WaitFor("pushforward.score()?.ratio < 1.5", 90*time.Second)
			page.Screenshot(filepath.Join(t.ArtifactDir(), "training.png"))
			browser.Eval[any](page, "pushforward.send({type: 'pause'})")
			page.WaitFor("pushforward.state()?.status === 'paused'", 30*time.Second)
		})
	}
}
