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
