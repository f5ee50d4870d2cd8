package browser_test

import (
	"path/filepath"
	"testing"
	"time"

	"pushforward/wasm/browser"
)

// The page as it opens, trained to the end of its schedule, is worth its place on the front page: "make shots" keeps these pictures, of a phone too.
func TestFrontPage(t *testing.T) {
	views := map[string]browser.View{"readme": {}}
	if *shots != "" {
		phone := browser.Phone()
		phone.Dark = true
		views["readme-phone"] = phone
	}
	for name, view := range views {
		t.Run(name, func(t *testing.T) {
			page := arrive(t, "#v=1&t=1&layers=trails,target,particles,axes", view)
			page.click("document.querySelector('#training .primary:enabled')")
			page.WaitFor("pushforward.state().status === 'finished' && pushforward.score()?.step === pushforward.state().step", 2*time.Minute)
			if ratio := browser.Eval[float64](page.Page, "pushforward.score().ratio"); ratio > 1.5 {
				t.Errorf("the finished run is at %.2f times the floor", ratio)
			}
			page.WaitFor("document.querySelector('#training .primary').textContent === 'Retrain'", patience)
			page.show(1, "trails", "target", "particles", "axes")
			save(t, filepath.Join(t.ArtifactDir(), name+".png"), page.Image())
		})
	}
}
