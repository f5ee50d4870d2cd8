package browser_test

import (
	"testing"

	"pushforward/wasm/browser"
)

// On a phone everything fits the width, and whatever is touched is large enough for a finger, with every section open.
func TestPhone(t *testing.T) {
	page := arrive(t, "#v=1&m=mmd&d=8gaussians", browser.Phone())
	browser.Eval[any](page.Page, "document.querySelectorAll('details').forEach(d => d.open = true)")
	if excess := browser.Eval[int](page.Page, "document.documentElement.scrollWidth - innerWidth"); excess > 0 {
		t.Errorf("the page is %d px wider than the phone", excess)
	}
	page.fitsFingers(t)
	page.click("document.querySelector('[aria-controls=target-list]')")
	sheet := browser.Eval[[2]float64](page.Page, "(b => [b.left, b.right])(document.getElementById('target-list').getBoundingClientRect())")
	if width := browser.Eval[float64](page.Page, "innerWidth"); sheet != [2]float64{0, width} {
		t.Errorf("the list of targets spans %v, want [0 %v]", sheet, width)
	}
}

// fitsFingers holds whatever is touched to a size that a finger can hit.
func (v visit) fitsFingers(t *testing.T) {
	t.Helper()
	small := browser.Eval[[]string](v.Page, `[...document.querySelectorAll("button, select, input, summary")]
		.filter(node => node.checkVisibility({visibilityProperty: true}) && !node.matches(".skip, .unseen"))
		.map(node => ({node, box: node.getBoundingClientRect(), more: parseFloat(getComputedStyle(node, "::after").height) || 0}))
		.filter(({box, more}) => Math.max(box.height, more) < 43.5 || box.width < 36)
		.map(({node, box}) => (node.id || node.className || node.textContent) + " " + Math.round(box.width) + "×" + Math.round(box.height))`)
	for _, control := range small {
		t.Errorf("too small for a finger: %s", control)
	}
}
