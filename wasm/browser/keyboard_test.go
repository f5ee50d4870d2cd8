package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pushforward/wasm/browser"
)

// focused names what has the keyboard: its id, or what it is and says; "" where it is the page as a whole.
const focused = `(node => node === document.body ? "" : node.id || node.getAttribute("aria-controls") || node.tagName + " " + (node.getAttribute("aria-label") ?? node.textContent).slice(0, 40))(document.activeElement)`

// Tab goes once round the whole page, through the stage's frame too, and comes to every control that can be seen.
func TestTabGoesAround(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons&t=1", browser.View{})
	var way []string
	for range 300 {
		page.press("\t")
		at := browser.Eval[string](page.Page, focused)
		if at == "" || len(way) > 0 && at == way[0] {
			break
		}
		if n := len(way); n > 2 && at == way[n-1] && at == way[n-2] && at == way[n-3] {
			t.Fatalf("Tab stays on %q", at)
		}
		way = append(way, at)
	}
	if len(way) == 300 {
		t.Fatalf("300 times Tab do not go round: %q", way[280:])
	}
	for _, id := range browser.Eval[[]string](page.Page, `[...document.querySelectorAll("button, input, select, summary, iframe, a[href]")]
		.filter(n => n.checkVisibility({visibilityProperty: true}) && !n.disabled && n.tabIndex >= 0)
		.map(node => node.id || node.getAttribute("aria-controls") || node.tagName + " " + (node.getAttribute("aria-label") ?? node.textContent).slice(0, 40))`) {
		if !slices.Contains(way, id) {
			t.Errorf("Tab does not come to %q: %s", id, strings.Join(way, " | "))
		}
	}
}

// By keys alone, a visitor picks a target, trains on it, pauses, and plays the transport.
func TestWalkByKeys(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons&t=1", browser.View{})
	page.tabTo(t, "document.activeElement.getAttribute('aria-controls') === 'target-list'")
	page.enterKey()
	page.WaitFor("!document.getElementById('target-list').hidden", patience)
	page.press("p")
	page.WaitFor("document.querySelector('#target-list .active .picker-name').textContent === 'Pinwheel'", patience)
	page.enterKey()
	page.WaitFor("pushforward.state().run.target === 'pinwheel' && document.getElementById('target-list').hidden", patience)
	if at := browser.Eval[string](page.Page, focused); at != "target-list" {
		t.Errorf("after the choice the keyboard is on %q: want the picker", at)
	}
	page.tabTo(t, "document.activeElement.matches('#training .primary')")
	page.enterKey()
	page.WaitFor("pushforward.state().step > 5", patience)
	page.enterKey()
	page.status("paused", "finished")
	page.tabTo(t, "document.activeElement.matches('#playback .round')")
	page.space()
	page.WaitFor("frames[0].pushforwardStage().playing", patience)
	page.space()
	page.WaitFor(fmt.Sprintf("!frames[0].pushforwardStage().playing && %s.startsWith('BUTTON Play')", focused), patience)
}
