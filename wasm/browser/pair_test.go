package browser_test

import (
	"fmt"
	"os/exec"
	"regexp"
	"testing"

	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// Where there is work for two, the page starts a second worker, and both together find the loss that one session finds natively, bit for
// bit; so does the first when the second is ended halfway, which it notices. They do so by messages, and in an isolated page, also one that comes from the
// cache, by memory that they share.
func TestTwoWorkersInTheBrowser(t *testing.T) {
	want := nativeLoss(t)
	for _, isolated := range []bool{false, true} {
		site := browser.Site
		if isolated {
			site = browser.Isolated
		}
		page := visit{browser.Open(t, "about:blank", browser.View{}), t}
		if cores := browser.Eval[int](page.Page, "navigator.hardwareConcurrency"); cores < 2 {
			t.Skipf("%d core: want two", cores)
		}
		page.Do(patience, watchWorkers(), chromedp.Navigate(site(t)))
		if isolated {
			page.WaitFor("pushforward.state()", patience)
			browser.Eval[any](page.Page, "pushforward.offline()")
			page.Do(patience, chromedp.Reload())
		}
		page.ready()
		if got := browser.Eval[bool](page.Page, "crossOriginIsolated && frames[0].crossOriginIsolated"); got != isolated {
			t.Errorf("the page and its stage are isolated: %v, want %v", got, isolated)
		}
		for _, ended := range []bool{false, true} {
			page.shareSteps(ended)
			if got := browser.Eval[string](page.Page, "String(pushforward.metrics().loss.at(-1))"); got != want {
				t.Errorf("the loss after 20 steps of two workers, in a page that is isolated (%v), of which the second is ended (%v), is %s, natively %s", isolated, ended, got, want)
			}
		}
	}
}

// shareSteps takes the 20 steps of a run with two workers, of which the second may be ended halfway.
func (v visit) shareSteps(ended bool) {
	v.t.Helper()
	browser.Eval[any](v.Page, "location.hash = '#v=1&m=fm&d=8gaussians&seed=7&net=96,96&batch=1250&steps=40'")
	v.WaitFor("pushforward.state().run.target === '8gaussians' && pushforward.state().run.parameters.batch === '1250'", patience)
	browser.Eval[any](v.Page, "pushforward.send({type: 'reset'})")
	v.WaitFor("pushforward.state().step === 0", patience)
	v.steps(1)
	v.WaitFor("workers.length === 2 && pushforward.state().workers === 2", patience)
	v.steps(10)
	left := 2
	if ended {
		browser.Eval[any](v.Page, "workers[1].terminate()")
		left = 1
	}
	v.steps(20)
	v.WaitFor(fmt.Sprintf("pushforward.state().workers === %d", left), patience)
}

// steps trains until so many steps are taken, and measured: until then the second worker may be measuring.
func (v visit) steps(count int) {
	v.t.Helper()
	browser.Eval[any](v.Page, fmt.Sprintf("pushforward.send({type: 'step', count: %d - pushforward.state().step})", count))
	v.WaitFor(fmt.Sprintf("pushforward.state().step === %d && pushforward.metrics()?.steps.at(-1) === %d && pushforward.score()?.step === %d", count, count, count), patience)
}

// nativeLoss is the loss that the tests of core/lab log, of the same run.
func nativeLoss(t *testing.T) string {
	t.Helper()
	output, err := exec.Command("go", "test", "-count=1", "-v", "pushforward/core/lab", "-run=^TestFingerprint$").CombinedOutput()
	logged := regexp.MustCompile(`loss fm cut-in-shards (\S+)`).FindSubmatch(output)
	if err != nil || logged == nil {
		t.Fatalf("natively: %v\n%s", err, output)
	}
	return string(logged[1])
}
