package browser_test

import (
	"path/filepath"
	"testing"

	"pushforward/wasm/browser"
)

// told is the probe's card: what stands in the row that begins so.
const told = "(label => [...document.querySelectorAll('#probe tr')].find(r => r.firstChild.textContent === label)?.lastChild.textContent)"

// A visitor switches the probe on, drags a point on the stage, moves it by the keys, and reads where it comes from and goes.
func TestProbeAPoint(t *testing.T) {
	dark, phone := browser.View{Dark: true}, browser.Phone()
	for name, view := range map[string]browser.View{"desktop": {}, "dark": dark, "phone": phone} {
		t.Run(name, func(t *testing.T) {
			page := arrive(t, "#v=1&m=fm&d=8gaussians&t=1&layers=target,particles,axes", view)
			page.train(3)
			page.click("document.querySelector('[data-layer=probe]')")
			page.WaitFor("document.getElementById('probe').checkVisibility()", patience)
			page.WaitFor(told+"('Noise it comes from')", patience)
			before := browser.Eval[string](page.Page, told+"('Noise it comes from')")
			browser.Eval[any](page.Page, "scrollTo(0, 0)")
			page.pull("iframe", [2]float64{0.3, 0.4}, [2]float64{0.62, 0.35})
			page.WaitFor(told+"('Noise it comes from') !== "+`"`+before+`"`, patience)
			page.WaitFor(told+"('Velocity at t') && "+told+"('Log-density') && "+told+"('Stretched by') && "+told+"('Optimal partner')", patience)
			x := browser.Eval[string](page.Page, "document.getElementById('probe-x').value")
			browser.Eval[any](page.Page, "document.getElementById('probe-x').focus()")
			page.press("\u0304\u0304") // ↑, twice
			page.WaitFor("Number(document.getElementById('probe-x').value) > "+x, patience)
			page.Screenshot(filepath.Join(t.ArtifactDir(), "probe.png"))
			browser.Eval[any](page.Page, "document.activeElement.blur(); pushforward.send({type: 'seek', t: 0})")
			page.WaitFor("document.querySelector('.probe-at').textContent === 'at t = 0.00'", patience)
			page.click("document.querySelector('[data-layer=probe]')")
			page.WaitFor("!document.getElementById('probe').checkVisibility()", patience)
		})
	}
}
