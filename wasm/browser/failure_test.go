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

// A worker that is killed while it trains loses nothing that was kept: started again, it trains on from there.
func TestWorkerKilledMidTraining(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons&seed=3&net=16,16&batch=64&steps=1000000", browser.View{})
	page.Do(patience, watchWorkers(), chromedp.Reload())
	page.ready()
	page.click("document.querySelector('#training .primary:enabled')")
	page.WaitFor("pushforward.state().step > 300", patience)
	page.click("document.querySelector('#training .primary')")
	page.status("paused")
	stood := browser.Eval[int](page.Page, "pushforward.state().step")
	page.WaitFor(fmt.Sprintf("pushforward.score()?.step === %d", stood), patience)
	page.click("document.querySelector('#training .primary:enabled')")
	page.WaitFor(fmt.Sprintf("pushforward.state().step > %d", stood), patience)
	browser.Eval[any](page.Page, "workers[0].terminate(), workers[0].dispatchEvent(new ErrorEvent('error', {message: 'killed', cancelable: true}))")
	page.WaitFor(notice("It goes on from step "), patience)
	said := browser.Eval[string](page.Page, "document.querySelector('.notice p').textContent")
	var kept int
	if _, err := fmt.Sscanf(strings.ReplaceAll(said[strings.Index(said, "It goes"):], ",", ""), "It goes on from step %d.", &kept); err != nil || kept < stood {
		t.Errorf("notice %q: want a step from %d on", said, stood)
	}
	page.click("[...document.querySelectorAll('.notice button')].find(b => b.textContent === 'Start again')")
	page.WaitFor(fmt.Sprintf("pushforward.state()?.status === 'training' && pushforward.state().step > %d", kept), patience)
	page.WaitFor("frames[0].pushforwardStage().particles > 0", patience)
	if seed := browser.Eval[int](page.Page, "pushforward.state().run.seed"); seed != 3 {
		t.Errorf("it trains with seed %d, want 3", seed)
	}
}

// A stage that loses its graphics is started again where it was, and the run does not notice.
func TestLostGraphicsComeBack(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons&t=0.5&layers=particles,axes&net=16,16&batch=64", browser.View{})
	browser.Eval[any](page.Page, "pushforward.send({type: 'step', count: 20})")
	page.WaitFor("pushforward.state().step === 20 && pushforward.score()?.step === 20", patience)
	before := page.show(0.5, "particles", "axes")
	page.Expect("WebGL")
	browser.Eval[any](page.Page, "frames[0].document.querySelector('canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()")
	page.WaitFor(notice("took the stage"), patience)
	page.click("[...document.querySelectorAll('.notice button')].find(b => b.textContent === 'Restart the view')")
	page.WaitFor("frames[0].pushforwardStage?.().particles > 0 && frames[0].pushforwardStage().t === 0.5", patience)
	page.WaitFor("!document.querySelector('.notice')", patience)
	if after := page.show(0.5, "particles", "axes"); !same(before, after) {
		t.Error("the picture is another one than before")
	}
	if step := browser.Eval[int](page.Page, "pushforward.state().step"); step != 20 {
		t.Errorf("the run is at step %d, want 20", step)
	}
}

// A run that diverged is offered half its learning rate, and goes on with it from the last good state.
func TestDivergedRunGoesOnSlower(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons&net=16,16&batch=64&lr=0.004&steps=400", browser.View{})
	page.Do(patience, watchWorkers(), chromedp.Reload())
	page.ready()
	browser.Eval[any](page.Page, "pushforward.send({type: 'step', count: 50})")
	page.WaitFor("pushforward.state().step === 50 && pushforward.score()?.step === 50", patience)
	browser.Eval[any](page.Page, `workers[0].dispatchEvent(new MessageEvent("message", {data:
		{ns: "pushforward", v: 1, type: "state", ...pushforward.state(), status: "diverged", message: "The loss diverged by step 60. Back at step 50."}}))`)
	page.WaitFor(notice("from step 50, the last good one, at half the learning rate"), patience)
	page.click("[...document.querySelectorAll('.notice button')].find(b => b.textContent === 'Train at 0.002')")
	page.WaitFor("pushforward.state().run.parameters.lr === '0.002' && pushforward.state().step > 50", patience)
	page.status("finished")
	if step := browser.Eval[int](page.Page, "pushforward.state().step"); step != 400 {
		t.Errorf("it finished at step %d, want 400", step)
	}
	if link := browser.Eval[string](page.Page, "new Promise(done => setTimeout(() => done(location.hash), 500))"); !strings.Contains(link, "lr=0.002") {
		t.Errorf("the address says %q, want the lower rate", link)
	}
}

// A hostile link is text: what it says is refused in sentences, and the page works.
func TestHostileLink(t *testing.T) {
	link := "#v=1&m=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&d=%00&s=../../etc&seed=1e999&lr=NaN&net=" + strings.Repeat("9,", 500) +
		"&t=-1&layers=%3Cscript%3E&race=fm,fm,fm,fm,fm&r1.lr=x&__proto__=1&constructor.prototype=2&%E0%A4%A=3"
	page := arrive(t, link, browser.View{})
	page.WaitFor(notice("<img src=x onerror=alert(1)>"), patience)
	if n := browser.Eval[int](page.Page, "document.querySelectorAll('img, .notice script').length"); n > 0 {
		t.Errorf("%d elements were made of the link's text", n)
	}
	browser.Eval[any](page.Page, "pushforward.send({type: 'step', count: 2})")
	page.WaitFor("pushforward.state().step === 2", patience)
	page = arrive(t, "#v=1&"+strings.Repeat("a=b&", 2000), browser.View{})
	page.WaitFor(notice("at most 8000 are read"), patience)
}

// watchWorkers lets the pages loaded from now on keep their workers in the list "workers".
func watchWorkers() chromedp.Action[chromedp.Void] {
	return beforeScripts(`globalThis.workers = []; globalThis.Worker = class extends Worker {
		constructor(...a) { super(...a); if (!String(a[0]).startsWith("blob:")) workers.push(this) } // those of the film are made of a Blob
	}`)
}
