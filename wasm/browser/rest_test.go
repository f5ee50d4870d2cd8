package browser_test

import (
	"testing"
	"time"

	"pushforward/wasm/browser"
	"pushforward/wasm/protocol"
)

// The stage draws when something changed, and while its clock plays, but not where nobody can see it.
func TestStageRests(t *testing.T) {
	r := openRig(t, sceneSide, sceneSide, browser.View{Width: 400, Height: 300})
	r.worker(protocol.TypeScene, sceneOf(1))
	r.worker(protocol.TypePaths, pathsOf(1, 100))
	r.page(protocol.TypeLayers, protocol.Layers{On: []string{protocol.LayerParticles}})
	drawn := func() int { return browser.Eval[int](r.Page, "rig.state().drawn") }
	r.still()
	before := drawn()
	time.Sleep(500 * time.Millisecond)
	if after := drawn(); after != before {
		t.Errorf("%d pictures of a scene at rest", after-before)
	}
	r.page(protocol.TypeSeek, protocol.Seek{T: 0.5})
	r.still()
	if after := drawn(); after <= before {
		t.Error("no picture of another time")
	}
	r.page(protocol.TypePlay, protocol.Play{Speed: 0.1})
	before = drawn()
	time.Sleep(500 * time.Millisecond)
	if after := drawn(); after-before < 3 {
		t.Errorf("%d pictures in half a second of play", after-before)
	}
	browser.Eval[any](r.Page, "document.body.style.height = '400vh', scrollTo(0, 600)")
	time.Sleep(300 * time.Millisecond) // until the browser has told
	before = drawn()
	at := browser.Eval[float64](r.Page, "rig.state().t")
	time.Sleep(500 * time.Millisecond)
	if after, now := drawn(), browser.Eval[float64](r.Page, "rig.state().t"); after != before || now != at {
		t.Errorf("out of sight %d pictures, t from %v to %v", after-before, at, now)
	}
	browser.Eval[any](r.Page, "scrollTo(0, 0)")
	r.WaitFor("rig.state().drawn > "+itoa(before), patience)
	if now := browser.Eval[float64](r.Page, "rig.state().t"); now > at+0.1 {
		t.Errorf("back in sight the clock has jumped from %v to %v", at, now)
	}
}
