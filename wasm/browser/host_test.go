package browser_test

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"pushforward/wasm/browser"
)

// The built folder works on a host that sets no headers, compresses nothing and serves it from a path of its own: data, worker and stage included.
func TestAnyHostAnyPath(t *testing.T) {
	files := http.FileServer(http.Dir(filepath.Join(browser.Root(t), "dist")))
	host := httptest.NewServer(http.StripPrefix("/docs/demo", files))
	t.Cleanup(host.Close) // after the page, which may still be asking for something
	page := browser.Open(t, host.URL+"/docs/demo/#v=1&d=us-zipcodes", browser.View{})
	page.WaitFor("pushforward.state()?.status === 'idle'", patience)
	page.WaitFor("frames[0].pushforwardStage().particles > 0", patience)
	browser.Eval[any](page, "pushforward.send({type: 'step', count: 5})")
	page.WaitFor("pushforward.state().step === 5 && pushforward.score() !== undefined", patience)
}
