package browser_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// beforeScripts runs a script in every document loaded from now on, before its own.
func beforeScripts(script string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	})
}

// Visited once, from a path of its own, the site works with the network off: it opens, trains, draws and has its data.
func TestOfflineAfterOneVisit(t *testing.T) {
	files := http.FileServer(http.Dir(filepath.Join(browser.Root(t), "dist")))
	host := httptest.NewServer(http.StripPrefix("/docs/demo", files))
	t.Cleanup(host.Close)
	page := visit{browser.Open(t, host.URL+"/docs/demo/#v=1&m=fm&d=moons&t=1&layers=particles", browser.View{}), t}
	page.ready()
	browser.Eval[any](page.Page, "pushforward.offline()")
	page.Do(patience, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		found, err := cdp.Call(ctx, target, cdppage.GetInstallabilityErrors, cdp.Empty{})
		for _, e := range found.InstallabilityErrors {
			t.Errorf("the page cannot be installed: %s", e.ErrorID)
		}
		return err
	}))
	host.Close()
	page.Do(patience, chromedp.Reload())
	page.ready()
	browser.Eval[any](page.Page, "pushforward.send({type: 'step', count: 100})")
	page.WaitFor("pushforward.state().step === 100 && pushforward.score()?.step === 100", patience)
	if ink := inkOf(page.show(1, "particles")); ink.orange < 0.3 || ink.ink < 500 {
		t.Errorf("the picture has %d pixels of ink, %.0f%% of them orange: want particles", ink.ink, 100*ink.orange)
	}
	browser.Eval[any](page.Page, "pushforward.send({type: 'set', run: {...pushforward.run(), target: 'earthquakes'}})")
	page.WaitFor("pushforward.state().run.target === 'earthquakes'", patience)
}

// A page that a visitor opens keeps the site by itself, and tells of a version that comes later.
func TestNewVersionIsOffered(t *testing.T) {
	files := http.FileServer(http.Dir(filepath.Join(browser.Root(t), "dist")))
	next := ""
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/sw.js" && next != "" {
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write([]byte(next))
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(host.Close)
	page := visit{browser.Open(t, host.URL+"/robots.txt", browser.View{}), t}
	page.Expect("404")
	page.Do(patience, beforeScripts("Object.defineProperty(navigator, 'webdriver', {value: false})"), chromedp.Navigate(host.URL))
	page.ready()
	page.WaitFor("navigator.serviceWorker.controller", patience)
	if browser.Eval[bool](page.Page, notice("new version")) {
		t.Error("the first version is offered as a new one")
	}
	next = serviceWorker(t, nil, "next")
	browser.Eval[any](page.Page, "globalThis.old = true, navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => true)")
	page.WaitFor(notice("A new version is ready."), patience)
	page.click("[...document.querySelectorAll('.notice button')].find(b => b.textContent === 'Load it')")
	page.WaitFor("!globalThis.old && pushforward.state()", patience)
	page.ready()
}

// Where the browser has no room, nothing is kept, the page says so, and goes on from the network.
func TestNoRoomToKeepTheSite(t *testing.T) {
	url := browser.Site(t)
	page := visit{browser.Open(t, url+"#v=1&d=moons", browser.View{}), t}
	page.ready()
	page.Do(patience, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		quota := 1e6
		_, err := cdp.Call(ctx, target, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: url, QuotaSize: &quota})
		return err
	}))
	if said := browser.Eval[string](page.Page, "pushforward.offline().then(() => 'kept', why => why.message)"); !strings.Contains(said, "no room") {
		t.Errorf("it says %q", said)
	}
	if names := browser.Eval[string](page.Page, cached); names != "" {
		t.Errorf("caches %q: want none", names)
	}
	page.Do(patience, chromedp.Reload())
	page.ready()
}

// The whole site in one file opens from the disk with the network off, trains and draws.
func TestSingleFile(t *testing.T) {
	path := filepath.Join(browser.Root(t), "dist", "pushforward.html")
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("%v (build it with: make offline)", err)
	}
	page := browser.Open(t, "about:blank", browser.View{})
	page.Do(patience,
		chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			off := []*network.Conditions{{Offline: true, DownloadThroughput: -1, UploadThroughput: -1}}
			_, err := cdp.Call(ctx, target, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: off})
			return err
		}),
		chromedp.Navigate("file://"+path+"#v=1&m=fm&d=us-zipcodes&t=1&layers=particles"),
	)
	page.WaitFor("pushforward.state()?.status === 'idle'", patience)
	view := func() inking {
		box := browser.Eval[[4]float64](page, "(b => [b.left, b.top, b.right, b.bottom])(document.querySelector('.stage').getBoundingClientRect())")
		return inkOf(part(page.Image(), box))
	}
	until(t, "particles to be drawn", func() bool { k := view(); return k.ink > 500 && k.orange > 0.3 })
	browser.Eval[any](page, "pushforward.send({type: 'step', count: 100})")
	page.WaitFor("pushforward.state().step === 100 && pushforward.score()?.step === 100", patience)
	if link := browser.Eval[string](page, "location.hash"); link != "#v=1&t=1&layers=particles" {
		t.Errorf("the address says %q", link)
	}
	table := filepath.Join(t.TempDir(), "points.csv")
	if err := os.WriteFile(table, []byte("x,y\n1,2\n3,4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	v := visit{page, t}
	v.dragFromDisk(table, v.rest("document.querySelector('iframe.stage')"))
	page.WaitFor("document.querySelectorAll('.own-preview th').length === 2", patience)
}

// The site's folder, opened from the disk without a server, says what to do.
func TestFolderFromDisk(t *testing.T) {
	page := browser.Open(t, "file://"+filepath.Join(browser.Root(t), "dist", "index.html"), browser.View{})
	page.Expect("CORS")
	page.Expect("ERR_FAILED")
	page.WaitFor("document.getElementById('unstarted').checkVisibility({visibilityProperty: true}) && document.getElementById('unstarted').textContent.includes('serve its folder')", patience)
}
