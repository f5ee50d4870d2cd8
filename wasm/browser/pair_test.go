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
// bit; so does the first when the second is ended halfway, which it notices.
func TestTwoWorkersInTheBrowser(t *testing.T) {
	want := nativeLoss(t)
	for _, ended := range []bool{false, true} {
		page := arrive(t, "", browser.View{})
		if cores := browser.Eval[int](page.Page, "navigator.hardwareConcurrency"); cores < 2 {
			t.Skipf("%d core: want two", cores)
		}
		page.Do(patience, watchWorkers(), chromedp.Reload())
		page.ready()
		browser.Eval[any](page.Page, "location.hash = '#v=1&m=fm&d=8gaussians&seed=7&net=96,96&batch=1250&steps=40'")
		page.WaitFor("pushforward.state().run.target === '8gaussians' && pushforward.state().run.parameters.batch === '1250'", patience)
		page.steps(1)
		page.WaitFor("workers.length === 2 && pushforward.state().workers === 2", patience)
		page.steps(10)
		left := 2
		if ended {
			browser.Eval[any](page.Page, "workers[1].terminate()")
			left = 1
		}
		page.steps(20)
		page.WaitFor(fmt.Sprintf("pushforward.state().workers === %d", left), patience)
		if got := browser.Eval[string](page.Page, "String(pushforward.metrics().loss.at(-1))"); got != want {
			t.Errorf("the loss after 20 steps of two workers, of which the second is ended (%v), is %s, natively %s", ended, got, want)
		}
	}
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
