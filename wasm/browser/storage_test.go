package browser_test

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// Where the browser keeps nothing, or has no room, data is there until the tab closes, and the page says so. Training does not mind either.
func TestDataWithoutStorage(t *testing.T) {
	for name, test := range map[string]struct {
		deny func(visit)
		why  string
	}{
		"denied": {func(v visit) {
			v.Do(patience, beforeScripts("Object.defineProperty(globalThis, 'indexedDB', {get() { throw new DOMException('forbidden', 'SecurityError') }})"), chromedp.Reload())
			v.ready()
		}, "it does not let the page store anything"},
		"full": {visit.fillStorage, "its storage is full"},
	} {
		t.Run(name, func(t *testing.T) {
			page := arrive(t, "#v=1&m=mmd&d=moons&batch=128&net=32,32", browser.View{})
			test.deny(page)
			page.dropFile("wave.csv", "text/csv", `Array.from({length: 20000}, (_, i) => i + "," + Math.sin(i)).join("\n")`)
			page.WaitFor("document.querySelectorAll('.own-preview th').length === 2", patience)
			page.use("points")
			page.WaitFor(notice("This browser cannot keep the data, because "+test.why), patience)
			browser.Eval[any](page.Page, "pushforward.send({type: 'step', count: 20})")
			page.WaitFor("pushforward.state().step === 20 && pushforward.score()?.step === 20", patience)
			page.WaitFor("/d[.]data=%40/.test(location.hash)", patience)
			page.Do(patience, chromedp.Reload())
			page.ready()
			page.WaitFor(notice("not in this one: the default is used"), patience)
		})
	}
}

// fillStorage leaves the site no room to store anything more.
func (v visit) fillStorage() {
	v.t.Helper()
	quota := 1.0
	site := browser.Eval[string](v.Page, "location.origin")
	v.Do(patience, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: site, QuotaSize: &quota})
		return err
	}))
}

// kept waits until the browser keeps the run as it stands.
func (v visit) kept() {
	v.t.Helper()
	v.WaitFor(`new Promise(done => {
		const opened = indexedDB.open("pushforward-runs");
		opened.onsuccess = () => {
			const all = opened.result.transaction("runs").objectStore("runs").getAll();
			all.onsuccess = () => done(opened.result.close() ?? all.result.some(run => run.step === pushforward.state().step));
		};
	})`, patience)
}

// A run that is left by closing the page is offered where its link is opened again in this browser, and not in another. It stands at step 0 until it is
// asked for; then it goes on to the bits of the straight run.
func TestRunIsLeftAndTakenUp(t *testing.T) {
	const link = "#v=1&m=fm&d=moons&seed=3&net=16,16&batch=64&steps=800&t=1"
	page := arrive(t, link, browser.View{})
	browser.Eval[any](page.Page, "pushforward.send({type: 'step', count: 300})")
	page.WaitFor("pushforward.state().step === 300 && pushforward.score()?.step === 300", patience)
	page.kept()

	page.Do(patience, chromedp.Navigate("about:blank"), chromedp.Navigate(browser.Eval[string](page.Page, "location.href")))
	page.ready()
	page.WaitFor("document.querySelector('.offer-back')?.checkVisibility() && document.querySelector('.offer-back').textContent === 'Go on from step 300'", patience)
	if step := browser.Eval[int](page.Page, "pushforward.state().step"); step != 0 {
		t.Errorf("the link opens at step %d by itself, want 0", step)
	}
	page.click("document.querySelector('.offer-back')")
	page.status("finished")
	page.WaitFor("document.querySelector('#offer').hidden", patience)
	page.WaitFor("pushforward.score()?.step === 800", patience)
	left := browser.Eval[float64](page.Page, "pushforward.score().w2")

	page.click("document.querySelector('#training button:nth-of-type(3)')") // reset
	page.WaitFor("pushforward.state().step === 0", patience)
	if !browser.Eval[bool](page.Page, "document.querySelector('#offer').hidden") {
		t.Error("a run that was trained here is offered as left before")
	}
	page.click("document.querySelector('#training .primary:enabled')")
	page.status("finished")
	page.WaitFor("pushforward.score()?.step === 800", patience)
	if straight := browser.Eval[float64](page.Page, "pushforward.score().w2"); straight != left {
		t.Errorf("the run that was taken up ends at W₂ = %v, the straight one at %v", left, straight)
	}
}
