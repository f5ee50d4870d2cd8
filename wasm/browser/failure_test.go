package browser_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// A stage that nobody sees draws nothing and keeps its place.
func TestHiddenStageRests(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons", browser.View{})
	const drawn = "frames[0].pushforwardStage().drawn"
	before := browser.Eval[int](page.Page, drawn)
	page.WaitFor(fmt.Sprintf("%s > %d", drawn, before+3), patience)
	hide := func(hidden string) {
		browser.Eval[any](page.Page, `(document => {
			Object.defineProperty(document, "hidden", {configurable: true, get: () => `+hidden+`});
			document.dispatchEvent(new Event("visibilitychange"));
		})(frames[0].document)`)
	}
	hide("true")
	type picture struct {
		Drawn int
		T     float64
	}
	look := func() picture { return browser.Eval[picture](page.Page, "frames[0].pushforwardStage()") }
	time.Sleep(200 * time.Millisecond) // the frame under way
	asleep := look()
	time.Sleep(time.Second)
	if later := look(); later != asleep {
		t.Errorf("hidden for a second, the stage went from %+v to %+v", asleep, later)
	}
	hide("false")
	page.WaitFor(fmt.Sprintf("%s > %d", drawn, asleep.Drawn+3), patience)
}

// A worker that stops is told in a sentence, and started again as it was asked to be.
func TestWorkerThatStops(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons&seed=3", browser.View{})
	page.Do(patience, watchWorkers(), chromedp.Reload())
	page.ready()
	browser.Eval[any](page.Page, "workers.at(-1).dispatchEvent(new ErrorEvent('error', {message: 'out of memory', cancelable: true}))")
	page.WaitFor("document.querySelector('.notice')", patience)
	notice := browser.Eval[string](page.Page, "document.querySelector('.notice p').textContent")
	if !strings.Contains(notice, "worker stopped") || !strings.Contains(notice, "out of memory") {
		t.Errorf("notice %q: want what stopped and why", notice)
	}
	if !browser.Eval[bool](page.Page, "document.querySelector('#training .primary').disabled") {
		t.Error("Train can be pressed without a worker")
	}
	page.click("[...document.querySelectorAll('.notice button')].find(b => b.textContent === 'Start again')")
	page.WaitFor("workers.length === 2 && pushforward.state()?.run.seed === 3", patience)
	page.WaitFor("!document.querySelector('.notice')", patience)
	page.train(3)
}

// watchWorkers lets the pages loaded from now on keep their workers in the list "workers".
func watchWorkers() chromedp.Action[chromedp.Void] {
	return beforeScripts("globalThis.workers = []; globalThis.Worker = class extends Worker { constructor(...a) { super(...a); workers.push(this) } }")
}
