package browser_test

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"pushforward/wasm/browser"
)

// notice is an expression for whether a notice that contains text stands on the page.
func notice(text string) string {
	return "[...document.querySelectorAll('.notice p')].some(p => p.textContent.includes('" + text + "'))"
}

// A browser without SIMD says so once, and that a link's fast run is exact there, trains a small network, and refuses a large one by its size; the run stays.
func TestWithoutSIMD(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons&fast=1", browser.View{NoSIMD: true})
	page.WaitFor(notice("This browser cannot run SIMD WebAssembly: training is about 150 times slower, and large networks are refused."), patience)
	page.WaitFor(notice("The link asks for fast arithmetic, which this browser does not have: the run is exact."), patience)
	if told := browser.Eval[string](page.Page, "[pushforward.state().run.fast, document.getElementById('fast'), document.querySelectorAll('.notice').length].join()"); told != "false,,2" {
		t.Errorf("fast, its control, notices: %s; want an exact run, no control and two notices", told)
	}
	browser.Eval[any](page.Page, "pushforward.send({type: 'step', count: 20})")
	page.WaitFor("pushforward.state().step === 20 && pushforward.score() !== undefined", patience)
	browser.Eval[any](page.Page, "pushforward.send({type: 'set', run: {...pushforward.run(), parameters: {}}})")
	page.WaitFor(notice("want at most 4,000,000 without SIMD WebAssembly, by a smaller network or batch, or another method."), patience)
	if step := browser.Eval[int](page.Page, "pushforward.state().step"); step != 20 {
		t.Errorf("the run is at step %d, want 20", step)
	}
	if said := browser.Eval[string](page.Page, "pushforward.bench({fast: true}).catch(why => why.message)"); said != "Fast arithmetic: the engine here has exact arithmetic only." {
		t.Errorf("a bench of fast arithmetic: %q", said)
	}
	if said := browser.Eval[string](page.Page, "pushforward.bench({net: [512, 512]}).catch(why => why.message)"); !strings.Contains(said, "want at most 4,000,000") {
		t.Errorf("a bench of a large network: %q, want it refused by size", said)
	}
}

// A host whose policy leaves WebAssembly out is told what to allow.
func TestPolicyThatForbidsWebAssembly(t *testing.T) {
	files := http.FileServer(http.Dir(filepath.Join(browser.Root(t), "dist")))
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "script-src 'self'")
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(host.Close) // after the page, which may still be asking for something
	page := browser.Open(t, host.URL+"/", browser.View{})
	page.Expect("unsafe-eval")
	page.Expect("Creating a worker from 'blob:") // that policy forbids the film's projector too: the page draws the film
	page.WaitFor(notice("security policy forbids WebAssembly: its host must allow"), patience)
}
