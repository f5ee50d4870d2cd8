package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"pushforward/wasm/browser"
)

// own opens the dialog of one's own targets from the picker.
func (v visit) own(name string) {
	v.t.Helper()
	v.choose("target", name)
	v.WaitFor("document.querySelector('#own').open", patience)
}

// A formula is tried while it is typed, refused where it is wrong, used as the target, trained on, and carried by the link.
func TestFormulaOfOnesOwn(t *testing.T) {
	page := arrive(t, "#v=1&m=mmd&d=moons&batch=128&net=32,32", browser.View{})
	page.own("Formula")
	page.enter("own-formula", "exp(-2(r - 1)^2")
	const objection = "document.querySelector('.own-side .objection').textContent"
	page.WaitFor(objection+".length > 0", patience)
	if why := browser.Eval[string](page.Page, objection); !strings.Contains(why, `at 16: the end: want ")" there`) {
		t.Errorf("objection %q: want the place of the missing parenthesis", why)
	}
	page.enter("own-formula", "exp(-50(r - 1)^2)(y > 0)")
	page.WaitFor(objection+" === ''", patience)
	page.click("document.querySelector('#own footer .primary')")
	page.WaitFor("!document.querySelector('#own').open && pushforward.state().run.target === 'formula'", patience)
	page.WaitFor("/d=formula/.test(location.hash) && decodeURIComponent(location.hash).includes('d.formula=exp(-50(r - 1)^2)(y > 0)')", patience)

	page.click("document.querySelector('#training .primary:enabled')")
	page.WaitFor("pushforward.state().step > 20", patience)
	page.click("document.querySelector('#training .primary')")
	link := browser.Eval[string](page.Page, "location.hash")
	again := arrive(t, link, browser.View{})
	if formula := browser.Eval[string](again.Page, "pushforward.state().run.targetParameters.formula"); formula != "exp(-50(r - 1)^2)(y > 0)" {
		t.Errorf("the link %s brings the formula %q", link, formula)
	}
}

// A link is somebody else's text: a formula that is none leaves the page with a run, and a sentence.
func TestHostileFormulaInALink(t *testing.T) {
	long := strings.Repeat("(", 400)
	for formula, want := range map[string]string{"alert(1)": "unknown name", long: "nested too deeply", strings.Repeat("x", 600): "at most 500 bytes"} {
		page := browser.Open(t, browser.Site(t)+fmt.Sprintf("#v=1&m=fm&d=formula&d.formula=%s", formula), browser.View{})
		page.WaitFor(notice(want), patience)
		page.WaitFor("pushforward.state()?.status === 'idle'", patience)
	}
}
