package browser_test

import (
	"context"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// openingScript notes, in milliseconds from the navigation, when a visitor's page has come so far.
const openingScript = `(() => {
	if (self !== top) return;
	const came = globalThis.came = {};
	const stage = () => globalThis.frames[0]?.pushforwardStage?.();
	const steps = {
		"poster-ms": () => document.querySelector(".poster path"),
		"page-ms": () => globalThis.pushforward,
		"stage-ms": () => stage(),
		"schema-ms": () => globalThis.pushforward?.run(),
		"run-ms": () => globalThis.pushforward?.state(),
		"picture-ms": () => stage()?.particles > 0,
		"moving-ms": () => stage()?.particles > 0 && stage().t > 0,
		"score-ms": () => globalThis.pushforward?.score(),
	};
	const look = () => {
		for (const [name, there] of Object.entries(steps)) if (!(name in came) && there()) came[name] = performance.now();
		if (Object.keys(came).length < Object.keys(steps).length) setTimeout(look, 5);
	};
	look();
})()`

// watchOpening opens the page with an empty cache and the script that watches it.
func watchOpening(t testing.TB, url string) visit {
	v := visit{browser.Open(t, "about:blank", browser.View{}), t}
	v.Do(patience, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: openingScript})
		return err
	}), chromedp.Navigate(url))
	return v
}

// BenchmarkOpening measures how long after the navigation the page shows the first picture that moves, with an empty cache.
func BenchmarkOpening(b *testing.B) {
	url := browser.Site(b)
	total := map[string]float64{}
	for b.Loop() {
		v := watchOpening(b, url)
		v.WaitFor("Object.keys(came).length === 8", patience)
		for name, ms := range browser.Eval[map[string]float64](v.Page, "came") {
			total[name] += ms
		}
	}
	for name, ms := range total {
		b.ReportMetric(ms/float64(b.N), name)
	}
	b.ReportMetric(0, "ns/op") // of the browser's start, which is not the page's
}

// Before the programs have come, the stage shows the target's points: of the link, or of the run that the page opens with. They give way to the picture itself.
func TestPosterUntilTheStageDraws(t *testing.T) {
	v := watchOpening(t, browser.Site(t))
	v.WaitFor("'poster-ms' in came && came['poster-ms'] < came['picture-ms']", patience)
	v.WaitFor("document.querySelectorAll('.poster path').length === 0", patience)
	if said, opened := browser.Eval[string](v.Page, "document.getElementById('stages').dataset.poster"), browser.Eval[string](v.Page, "pushforward.run().target"); said != opened {
		t.Errorf("the poster is of %s, and the page opens with %s", said, opened)
	}
}
