package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// What is not allowed is refused where it was entered, or by the worker in a notice, and the run stays as it was.
func TestRefusedValuesLeaveTheRun(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons", browser.View{})
	page.click("document.querySelector('#training button:nth-of-type(2)')")
	page.WaitFor("pushforward.state().step === 1", patience)
	before := browser.Eval[string](page.Page, "JSON.stringify([pushforward.run(), pushforward.state().step])")

	page.enter("m-lr", "7")
	page.WaitFor("document.getElementById('m-lr').getAttribute('aria-invalid') === 'true'", patience)
	if why := browser.Eval[string](page.Page, "document.getElementById('m-lr-objection').textContent"); !strings.Contains(why, "7") || !strings.Contains(why, "0.1") {
		t.Errorf("objection %q: want the value and what is allowed", why)
	}
	browser.Eval[any](page.Page, "pushforward.send({type: 'set', run: {...pushforward.run(), parameters: {lr: '-1'}}})")
	page.WaitFor("document.querySelector('.notice')", patience)
	const want = "Learning rate −1: want a number from 0.00001 to 0.1. The run is as it was."
	if why := browser.Eval[string](page.Page, "document.querySelector('.notice p').textContent"); why != want {
		t.Errorf("notice %q: want %q", why, want)
	}
	if after := browser.Eval[string](page.Page, "JSON.stringify([pushforward.run(), pushforward.state().step])"); after != before {
		t.Errorf("the run was %s and is %s", before, after)
	}
}

// The address carries the run: loaded anew, the page shows the same.
func TestPermalinkComesBack(t *testing.T) {
	page := arrive(t, "", browser.View{})
	page.choose("target", "Checkerboard")
	page.choose("source", "Uniform square")
	page.enter("seed", "7")
	page.enter("m-batch", "128")
	page.click("document.querySelector('[data-layer=trails]')")
	browser.Eval[any](page.Page, "document.querySelector('#t').focus()")
	page.space() // a slider has no use for it: the page's key stops the transport
	page.WaitFor("!frames[0].pushforwardStage().playing", patience)
	page.WaitFor("/seed=7/.test(location.hash) && /batch=128/.test(location.hash)", patience)
	page.WaitFor("Math.abs(frames[0].pushforwardStage().t - Number(document.querySelector('#t').value)) < 0.001 && location.hash.includes(`&t=${document.querySelector('#t').value}&`)", patience)
	const told = "JSON.stringify([pushforward.run(), location.hash, [...frames[0].pushforwardStage().layers], document.querySelector('#t').value])"
	before := browser.Eval[string](page.Page, told)
	for _, part := range []string{`"checkerboard"`, `"uniform"`, `"seed":7`, `"batch":"128"`} {
		if !strings.Contains(before, part) {
			t.Errorf("%s: want %s", before, part)
		}
	}
	page.Do(patience, chromedp.Reload())
	page.ready()
	page.WaitFor(fmt.Sprintf("%s === %q", told, before), patience)
}

// The stage may stand elsewhere than where the page stopped it, and tell so late: the address says where it stands.
func TestAddressSaysWhereTheStageStands(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons&t=0.5", browser.View{})
	browser.Eval[any](page.Page, "pushforward.send({type: 'seek', t: 0.25})")
	page.WaitFor("frames[0].pushforwardStage().t === 0.25 && location.hash.includes('&t=0.25')", patience)
	browser.Eval[any](page.Page, "frames[0].postMessage({ns: 'pushforward', v: 1, type: 'seek', t: 0.75}, '*')")
	page.WaitFor("document.querySelector('#t').value === '0.75' && location.hash.includes('&t=0.75')", patience)
}

// A link is followed though the address of the run before, which is written a moment late, takes its place before the page hears of it.
func TestLinkIsFollowedWhileTheAddressIsWritten(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons", browser.View{})
	browser.Eval[any](page.Page, `(() => {
		const {pathname, hash} = location;
		location.hash = "v=1&m=mmd&d=moons";
		history.replaceState(null, "", pathname + hash);
	})()`)
	page.WaitFor("pushforward.state().run.method === 'mmd' && /m=mmd/.test(location.hash)", patience)
}

// A source of one dimension is embedded, as the page's field says, and a diffusion offers the samplers that its path allows; both travel in the link.
func TestEmbeddingsAndSolversAreOffered(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons&s.dim=1", browser.View{})
	page.WaitFor("pushforward.state().embedding === 'zeros' && document.querySelector('#embedding').checkVisibility()", patience)
	page.pick("embedding", "noise")
	page.WaitFor("pushforward.state().embedding === 'noise' && document.querySelector('#e-std').checkVisibility()", patience)
	page.enter("e-std", "0.3")
	page.WaitFor("pushforward.state().run.embeddingParameters.std === '0.3' && /[&]e=noise/.test(location.hash) && /[&]e[.]std=0.3/.test(location.hash)", patience)

	page.choose("source", "Ring")
	page.choose("source", "Gaussian")
	page.WaitFor("pushforward.state().embedding === '' && !document.querySelector('#embedding').checkVisibility()", patience)
	page.choose("method", "DDPM")
	page.WaitFor("pushforward.state().run.method === 'ddpm' && document.querySelector('#solver').value === 'ancestral'", patience)
	page.pick("solver", "ddim")
	page.enter("solver-eta", "0.5")
	page.WaitFor("pushforward.state().run.solverParameters.eta === '0.5' && /solver=ddim/.test(location.hash) && /solver[.]eta=0.5/.test(location.hash)", patience)
	page.choose("method", "Flow matching")
	page.WaitFor("pushforward.state().run.method === 'fm' && document.querySelector('#solver').value === 'midpoint'", patience)
	if offered := browser.Eval[[]string](page.Page, "[...document.querySelectorAll('#solver option')].map(o => o.value)"); slices.Contains(offered, "ddim") != browser.Eval[bool](page.Page, "pushforward.state().solvers.includes('ddim')") {
		t.Errorf("flow matching is offered %q", offered)
	}
}

// Keys alone train, play and scrub.
func TestKeyboardAlone(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons&t=0", browser.View{})
	const onTrain = "document.activeElement === document.querySelector('#training .primary')"
	for presses := 0; !browser.Eval[bool](page.Page, onTrain); presses++ {
		if presses == 25 {
			t.Fatal("Train is not within 25 presses of Tab")
		}
		page.press("\t")
	}
	page.press("\r")
	page.status("training")
	page.press("\r")
	page.status("paused")
	browser.Eval[any](page.Page, "document.activeElement.blur()") // on a button, Space presses it
	page.space()
	page.WaitFor("frames[0].pushforwardStage().playing", patience)
	page.space()
	page.WaitFor("!frames[0].pushforwardStage().playing", patience)
	for _, key := range []struct{ name, press, farther string }{{"→", "\u0303", ">"}, {"←", "\u0302", "<"}} {
		browser.Eval[any](page.Page, "pushforward.send({type: 'seek', t: 0.5})")
		page.WaitFor("frames[0].pushforwardStage().t === 0.5 && document.querySelector('#t').value === '0.5'", patience)
		page.press(key.press)
		page.WaitFor("frames[0].pushforwardStage().t "+key.farther+" 0.5", patience)
	}
	page.press("?")
	page.WaitFor("document.querySelector('#help').open", patience)
	page.press("\u001b")
	page.WaitFor("!document.querySelector('#help').open", patience)
}

// A method that needs to know the target's density brings one along where the target is data, says so, and offers no others.
func TestAMethodBringsTheTargetItNeeds(t *testing.T) {
	page := arrive(t, "", browser.View{})
	page.choose("method", "Langevin")
	page.WaitFor("pushforward.state().run.method === 'langevin' && pushforward.state().run.target === '8gaussians'", patience)
	const want = "Langevin needs a target with a known density: Eight Gaussians stands in for US postal codes."
	if told := browser.Eval[string](page.Page, "document.querySelector('.notice p').textContent"); told != want {
		t.Errorf("notice %q: want %q", told, want)
	}
	page.click("document.querySelector('[aria-controls=target-list]')")
	offered := browser.Eval[[]string](page.Page, "[...document.querySelectorAll('#target-list .picker-name')].map(n => n.textContent)")
	if slices.Contains(offered, "US postal codes") || !slices.Contains(offered, "Banana") {
		t.Errorf("targets %q are offered: want those with a density only", offered)
	}
}
