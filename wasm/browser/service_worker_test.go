package browser_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/chromedp"
	"github.com/evanw/esbuild/pkg/api"

	"pushforward/wasm/browser"
)

// serviceWorker is the site's service worker for a site of these files.
func serviceWorker(t *testing.T, files map[string]string, version string) string {
	t.Helper()
	type kept struct {
		Name  string `json:"name"`
		Bytes int    `json:"bytes"`
		Hash  string `json:"hash"`
		Fixed bool   `json:"fixed"`
	}
	list := []kept{}
	for name, content := range files {
		list = append(list, kept{name, len(content), fmt.Sprintf("%x", sha256.Sum256([]byte(content))), strings.Contains(name, "-")})
	}
	text, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{filepath.Join(browser.Root(t), "assets", "offline", "sw.ts")},
		Bundle:      true, Format: api.FormatIIFE, Target: api.ES2022,
		Define: map[string]string{"__KEPT__": strconv.Quote(string(text)), "__VERSION__": strconv.Quote(version)},
	})
	if len(result.Errors) > 0 {
		t.Fatalf("service worker: %v", result.Errors)
	}
	return string(result.OutputFiles[0].Contents)
}

// smallSite is a site of two files that may change, and counts what it is asked for.
type smallSite struct {
	mu    sync.Mutex
	files map[string]string
	asked map[string]int
	url   string
}

func newSmallSite(t *testing.T) *smallSite {
	s := &smallSite{asked: map[string]int{}}
	host := httptest.NewServer(s)
	t.Cleanup(host.Close)
	s.url = host.URL + "/sub/"
	return s
}

func (s *smallSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := strings.TrimPrefix(r.URL.Path, "/sub/")
	s.asked[name]++
	if name == "" {
		name = "index.html"
	}
	content, ok := s.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", map[string]string{".html": "text/html", ".js": "text/javascript"}[filepath.Ext(name)])
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte(content))
}

// publish makes the site one version: a page whose script says which.
func (s *smallSite) publish(t *testing.T, version string) {
	script := "page-" + version + ".js"
	files := map[string]string{
		"index.html": `<!doctype html><link rel="icon" href="data:,"><script src="` + script + `"></script>`,
		script:       "globalThis.says = '" + version + "'",
	}
	worker := serviceWorker(t, files, version)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files = files
	s.files["sw.js"] = worker
}

func (s *smallSite) count(name string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[name]
}

const (
	register = "navigator.serviceWorker.register('sw.js').then(() => navigator.serviceWorker.ready).then(() => true)"
	cached   = "caches.keys().then(names => names.map(n => n.split(' ').at(-1)).sort().join())"
)

// A kept file that is damaged comes from the network, and is then whole again.
func TestDamagedCacheEntry(t *testing.T) {
	site := newSmallSite(t)
	site.publish(t, "ONE")
	page := browser.Open(t, site.url, browser.View{})
	browser.Eval[any](page, register)
	page.Do(patience, chromedp.Reload())
	page.WaitFor("says === 'ONE' && navigator.serviceWorker.controller", patience)
	before := site.count("page-ONE.js")
	page.Do(patience, chromedp.Reload())
	page.WaitFor("says === 'ONE'", patience)
	if after := site.count("page-ONE.js"); after != before {
		t.Errorf("the script was asked for %d times more: want it from the cache", after-before)
	}
	for name, damage := range map[string]string{"shorter": "gl", "as long": "globalThis.says = 'BAD'"} {
		t.Run(name, func(t *testing.T) {
			browser.Eval[any](page, "caches.keys().then(([n]) => caches.open(n)).then(c => c.put('page-ONE.js', new Response(\""+damage+"\"))).then(() => true)")
			before := site.count("page-ONE.js")
			page.Do(patience, stopServiceWorkers(), chromedp.Reload())
			page.WaitFor("says === 'ONE' && navigator.serviceWorker.controller", patience)
			if after := site.count("page-ONE.js"); after != before+1 {
				t.Errorf("the script was asked for %d times: want it from the network, once", after-before)
			}
			until(t, "the kept script to be whole", func() bool {
				return browser.Eval[string](page, "caches.match('page-ONE.js').then(r => r?.text() ?? '')") == "globalThis.says = 'ONE'"
			})
		})
	}
}

// A file that does not arrive whole keeps nothing: the site stays as it was.
func TestTruncatedFileIsNotKept(t *testing.T) {
	site := newSmallSite(t)
	site.publish(t, "ONE")
	site.files["page-ONE.js"] = "globalThis.says = 'O'"
	page := browser.Open(t, site.url, browser.View{})
	browser.Eval[any](page, "navigator.serviceWorker.register('sw.js').then(r => new Promise(done => r.installing.addEventListener('statechange', e => e.target.state === 'redundant' && done(true))))")
	if names := browser.Eval[string](page, cached); names != "" {
		t.Errorf("caches %q: want none", names)
	}
}

// A new version waits until it is asked to take over; the old cache goes once a page has come by way of the new one.
func TestVersionsFollowOneAnother(t *testing.T) {
	site := newSmallSite(t)
	site.publish(t, "ONE")
	page := browser.Open(t, site.url, browser.View{})
	browser.Eval[any](page, "caches.open('somebody else')")
	browser.Eval[any](page, register)
	page.Do(patience, chromedp.Reload())
	page.WaitFor("says === 'ONE'", patience)
	site.publish(t, "TWO")
	browser.Eval[any](page, "navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => true)")
	until(t, "the new version to wait", func() bool {
		return browser.Eval[bool](page, "navigator.serviceWorker.getRegistration().then(r => r.waiting !== null)")
	})
	if names := browser.Eval[string](page, cached); names != "ONE,TWO,else" {
		t.Errorf("while the new version waits, caches %q", names)
	}
	browser.Eval[any](page, "navigator.serviceWorker.getRegistration().then(r => new Promise(done => { navigator.serviceWorker.addEventListener('controllerchange', () => done(true)); r.waiting.postMessage({type: 'take-over'}); }))")
	page.Do(patience, chromedp.Reload())
	page.WaitFor("says === 'TWO'", patience)
	until(t, "the old version to be dropped", func() bool { return browser.Eval[string](page, cached) == "TWO,else" })
}

// stopServiceWorkers ends them as the browser does when they are idle: they forget all but what is kept.
func stopServiceWorkers() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, serviceworker.Enable, cdp.Empty{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, serviceworker.StopAllWorkers, cdp.Empty{})
		return err
	})
}
