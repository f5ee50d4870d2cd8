package browser_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pushforward/wasm/browser"
)

// violation is a rule of axe-core that the page breaks, and where.
type violation struct {
	ID, Impact, Help string
	Places           []string
}

// audit runs axe-core on the page as it stands, and gives what it finds serious or critical. The stage's frame is a picture, which has a name.
func (v visit) audit() []violation {
	v.t.Helper()
	script, err := os.ReadFile(filepath.Join(browser.Root(v.t), "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		v.t.Fatalf("%v (fetch it with: npm ci)", err)
	}
	browser.Eval[any](v.Page, "void (() => {"+string(script)+"\n})()")
	return browser.Eval[[]violation](v.Page, `axe.run(document, {iframes: false, resultTypes: ["violations"]}).then(({violations}) => violations
		.filter(({impact}) => ["serious", "critical"].includes(impact))
		.map(({id, impact, help, nodes}) => ({id, impact, help, places: nodes.map(n => n.target.join(" ") + ": " + n.any.concat(n.all).map(c => c.message).join("; "))})))`)
}

// axe-core finds nothing serious in the states that readers meet, by day and by night.
func TestAccessibility(t *testing.T) {
	phone := browser.Phone()
	trained := func(v visit) { v.WaitFor("!document.getElementById('offer').hidden", patience) }
	for name, s := range map[string]struct {
		link string
		come func(v visit)
		view browser.View
	}{
		"opening": {"", trained, browser.View{}},
		"picker":  {"", press1("[aria-controls=target-list]"), browser.View{}},
		"help":    {"", press1("#help-open"), browser.View{}},
		"scores":  {"", press1("#scores-open"), browser.View{}},
		"race":    {"#v=1&m=fm&d=8gaussians&race=mmd&t=1", learnt(20), browser.View{}},
		"probe":   {"#v=1&trained=1&d=moons&t=0.6&layers=target,particles,axes,probe", func(v visit) { v.WaitFor(told+"('Noise it comes from')", patience) }, browser.View{}},
		"still":   {"", trained, browser.View{Still: true}},
		"own": {"#v=1&d=moons&t=1", func(v visit) {
			press1("[aria-controls=target-list]")(v)
			press1("#target-list [data-id=picture]")(v)
			v.WaitFor("document.getElementById('own').open", patience)
		}, browser.View{}},
		"phone": {"", trained, phone},
		"sheet": {"", press1("[aria-controls=method-list]"), phone},
	} {
		t.Run(name, func(t *testing.T) {
			page := arrive(t, s.link, s.view)
			s.come(page)
			for _, s.view.Dark = range []bool{false, true} {
				page.See(s.view)
				browser.Eval[any](page.Page, "document.getAnimations().forEach(a => a.finish())") // colours fade over
				for _, found := range page.audit() {
					t.Errorf("dark %v: %s (%s): %s\n\t%s", s.view.Dark, found.ID, found.Impact, found.Help, strings.Join(found.Places, "\n\t"))
				}
			}
		})
	}
}
