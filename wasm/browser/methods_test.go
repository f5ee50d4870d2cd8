package browser_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pushforward/core/method"
	"pushforward/wasm/browser"
)

// trainingTime is how long each method of the walk is trained.
const trainingTime = 2 * time.Second

// Every method that there is trains in the page, or, where nothing is learnt, plays: one visitor tries them all, one link after the other. The loss is
// finite, the particles are carried, the layer that explains the method has something to draw, and the console stays silent.
func TestEveryMethod(t *testing.T) {
	page := arrive(t, "#v=1&d=8gaussians", browser.View{})
	for _, entry := range method.Registry() {
		t.Run(entry.ID, func(t *testing.T) {
			start := time.Now()
			page := visit{page.Page, t}
			page.follow(entry.ID)
			if browser.Eval[int](page.Page, "pushforward.state().horizon") > 0 {
				page.trainsAWhile(t)
			} else {
				page.standsFinished(t)
			}
			page.moves(t)
			page.explains(t, entry)
			t.Logf("%.1f s", time.Since(start).Seconds())
		})
	}
}

// follow goes to a method's link on the same page, and waits until its run stands.
func (v visit) follow(id string) {
	v.t.Helper()
	before := browser.Eval[int](v.Page, "pushforward.state().generation")
	browser.Eval[any](v.Page, fmt.Sprintf("void (location.hash = %q)", "v=1&m="+id+"&d=8gaussians&t=0"))
	v.WaitFor(fmt.Sprintf("pushforward.state().run.method === %q && pushforward.state().generation > %d", id, before), patience)
	v.WaitFor("frames[0].pushforwardStage().generation === pushforward.state().generation && frames[0].pushforwardStage().particles > 0", patience)
}

// trainsAWhile presses Train, and after a while pauses.
func (v visit) trainsAWhile(t *testing.T) {
	t.Helper()
	v.click("document.querySelector('#training .primary:enabled')")
	v.status("training", "finished")
	time.Sleep(trainingTime)
	v.WaitFor("pushforward.metrics() !== undefined", patience)
	browser.Eval[any](v.Page, "pushforward.send({type: 'pause'})")
	v.status("paused", "finished")
	v.WaitFor("pushforward.score()?.step === pushforward.state().step", patience)
	type standing struct {
		Step, Losses int
		Finite       bool
		Ratio        float64
	}
	got := browser.Eval[standing](v.Page, `({
		step: pushforward.state().step,
		losses: pushforward.metrics().loss.length,
		finite: pushforward.metrics().loss.every(Number.isFinite),
		ratio: pushforward.score().ratio,
	})`)
	t.Logf("step %d, %.2f times the floor", got.Step, got.Ratio)
	if got.Step < 1 || got.Losses < 1 || !got.Finite || !(got.Ratio > 0) {
		t.Errorf("after %v: %+v, want steps, losses that are finite, and a score", trainingTime, got)
	}
}

// standsFinished looks at a run that learns nothing: it has a score, and a button that says why it cannot be pressed.
func (v visit) standsFinished(t *testing.T) {
	t.Helper()
	v.WaitFor("pushforward.score() !== undefined", patience)
	v.WaitFor("document.querySelector('#training .primary').disabled && document.querySelector('#training').innerText.includes('Nothing to train')", patience)
	if status := browser.Eval[string](v.Page, "pushforward.state().status"); status != "finished" {
		t.Errorf("nothing is learnt, yet the run is %q, want finished", status)
	}
	if ratio := browser.Eval[float64](v.Page, "pushforward.score().ratio"); !(ratio > 0 && ratio < 12) {
		t.Errorf("the simulation ends at %.2f times the floor", ratio)
	}
}

// moves holds the particles to being elsewhere at t = 1 than at t = 0, and at finite places.
func (v visit) moves(t *testing.T) {
	t.Helper()
	noise, data := v.positions(0), v.positions(1)
	moved := 0
	for i := range noise {
		if d := data[i] - noise[i]; d > 0.01 || d < -0.01 {
			moved++
		}
	}
	if len(noise) == 0 || len(noise) != len(data) || moved < len(noise)/2 {
		t.Errorf("%d of %d coordinates moved from %v … to %v …", moved, len(noise), noise[:min(4, len(noise))], data[:min(4, len(data))])
	}
	if slices.ContainsFunc(data, func(x float64) bool { return x > 100 || x < -100 }) {
		t.Errorf("particles end at %v: want them near the target", data)
	}
}

// positions are those of some particles at t, once they have come to rest there; not-a-number, which JSON has not, counts as out of sight.
func (v visit) positions(at float64) []float64 {
	v.t.Helper()
	browser.Eval[any](v.Page, fmt.Sprintf("pushforward.send({type: 'seek', t: %v})", at))
	v.WaitFor(fmt.Sprintf("frames[0].pushforwardStage().t === %v", at), patience)
	ask := func() []float64 { // after frames enough for what was asked for to be drawn
		return browser.Eval[[]float64](v.Page, `new Promise(done => {
			const stage = frames[0], after = n => stage.requestAnimationFrame(() => n > 0 ? after(n - 1) : done(
				stage.pushforwardStage().positions.map(x => Number.isFinite(x) ? x : 1e9)));
			after(3);
		})`)
	}
	last := ask()
	for deadline := time.Now().Add(patience); ; {
		next := ask()
		if slices.Equal(last, next) {
			return next
		}
		if time.Now().After(deadline) {
			v.t.Fatalf("the particles still move %v after the transport was stopped", patience)
		}
		last = next
	}
}

// explains holds the layer that explains a method to being drawn, with something to draw.
func (v visit) explains(t *testing.T, entry method.Entry) {
	t.Helper()
	v.WaitFor(fmt.Sprintf("frames[0].pushforwardStage().layers.includes(%q)", entry.Explains), patience)
	v.WaitFor(fmt.Sprintf("frames[0].pushforwardStage().fields[%q] !== false", entry.Explains), patience)
	if pressed := browser.Eval[string](v.Page, fmt.Sprintf("document.querySelector('[data-layer=%q]').getAttribute('aria-pressed')", entry.Explains)); pressed != "true" {
		t.Errorf("the layer %q is drawn, and its toggle is pressed: %s", entry.Explains, pressed)
	}
}
