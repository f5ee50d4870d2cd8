package browser_test

import (
	"math"
	"strings"
	"testing"

	"pushforward/wasm/browser"
)

// Any method and size can be timed from outside: the run is paused, and stands where it stood; a step of more arithmetic takes longer.
func TestBenchFromOutside(t *testing.T) {
	page := arrive(t, "#v=1&m=mmd&d=moons", browser.View{})
	page.click("document.querySelector('#training .primary:enabled')")
	page.WaitFor("pushforward.state().step > 10", patience)
	type timing struct {
		MsPerStep, Gflops float64
		Steps             int
		Fast              bool
	}
	small := browser.Eval[timing](page.Page, "pushforward.bench({method: 'fm', net: [32, 32], batch: 128, steps: 200})")
	step := browser.Eval[int](page.Page, "pushforward.state().step")
	large := browser.Eval[timing](page.Page, "pushforward.bench({method: 'fm', net: '128,128,128', batch: 1024, steps: 20, lr: 0.001})")
	t.Logf("32×2, batch 128: %+v; 128×3, batch 1024: %+v", small, large)
	if small.Steps != 200 || large.Steps != 20 || small.MsPerStep <= 0 || large.MsPerStep < 10*small.MsPerStep {
		t.Errorf("%+v and %+v: want 200 and 20 steps, the latter at least ten times as long", small, large)
	}
	// The products of the large step, forward and backward: 2·1024·(2·9·128 + 3·128·128·2 + 3·128·2) operations.
	const products = 2 * 1024 * (2*9*128 + 3*2*128*128 + 3*128*2)
	if counted := large.Gflops * large.MsPerStep * 1e6; counted < products || counted > 1.2*products {
		t.Errorf("%.0f operations a step: want a little more than the products' %d", counted, products)
	}
	relaxed := browser.Eval[timing](page.Page, "pushforward.bench({method: 'fm', net: '128,128,128', batch: 1024, steps: 20, lr: 0.001, fast: true})")
	t.Logf("with fast arithmetic: %+v", relaxed)
	if counted := relaxed.Gflops * relaxed.MsPerStep * 1e6; !relaxed.Fast || large.Fast || math.Abs(counted/(large.Gflops*large.MsPerStep*1e6)-1) > 1e-6 {
		t.Errorf("%+v and %+v: want the same operations, fast and exact", relaxed, large)
	}
	if browser.Eval[int](page.Page, "navigator.hardwareConcurrency") > 1 {
		shared := browser.Eval[timing](page.Page, "pushforward.bench({net: [128, 128, 128], batch: 1024, steps: 20, workers: 2})")
		t.Logf("of two workers: %+v", shared)
		if shared.Steps != 20 || shared.MsPerStep <= 0 {
			t.Errorf("%+v: want 20 steps of two workers", shared)
		}
	}
	state := browser.Eval[string](page.Page, "pushforward.state().status + ' ' + pushforward.run().method + ' ' + pushforward.state().step")
	if want := browser.Eval[string](page.Page, "`paused mmd ${pushforward.state().step}`"); state != want || browser.Eval[int](page.Page, "pushforward.state().step") != step {
		t.Errorf("the run is %q: want mmd paused at step %d", state, step)
	}
}

func TestBenchRefusesInASentence(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons", browser.View{})
	for _, test := range []struct{ options, want string }{
		{"{method: 'nobody'}", `Method "nobody": want one of`},
		{"{batch: 1}", "Batch 1: want a number from 8 to 8192."},
		{"{depth: 3}", "Depth 3: Flow matching has no such parameter"},
		{"{steps: 0}", "0 steps: want 1 to 10000."},
		{"{steps: 2.5}", "2.5: want a whole number"},
		{"{target: 'mars'}", `"mars"`},
		{"'fm'", "want an object such as"},
	} {
		said := browser.Eval[string](page.Page, "pushforward.bench("+test.options+").then(() => 'it was timed', why => why.message)")
		if !strings.Contains(said, test.want) || !strings.HasSuffix(said, ".") {
			t.Errorf("bench(%s): %q, want a sentence with %q", test.options, said, test.want)
		}
	}
	if notices := browser.Eval[int](page.Page, "document.querySelectorAll('.notice').length"); notices != 0 {
		t.Errorf("%d notices, want none: the caller is told", notices)
	}
}
