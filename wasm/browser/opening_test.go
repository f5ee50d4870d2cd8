package browser_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// openingScript notes, in milliseconds from the navigation, when a visitor's page has come so far, and in "handed" how the film stood, and the stage, as
// one gave way to the other.
const openingScript = `(() => {
	if (self !== top) return;
	const came = globalThis.came = {};
	const stage = () => globalThis.frames[0]?.pushforwardStage?.();
	const film = () => document.querySelector(".poster .film");
	const times = new Set();
	const onStage = () => stage()?.particles > 0 && stage().t > 0;
	const steps = {
		"poster-ms": () => document.querySelector(".poster path"),
		"page-ms": () => globalThis.pushforward,
		"stage-ms": () => stage(),
		"schema-ms": () => globalThis.pushforward?.run(),
		"run-ms": () => globalThis.pushforward?.state(),
		"picture-ms": () => stage()?.particles > 0,
		"stage-moving-ms": onStage,
		"moving-ms": () => onStage() || (film() !== null && times.add(film().dataset.t).size > 2),
		"score-ms": () => globalThis.pushforward?.score(),
	};
	const look = () => {
		for (const [name, there] of Object.entries(steps)) if (!(name in came) && there()) came[name] = performance.now();
		if (Object.keys(came).length < Object.keys(steps).length) setTimeout(look, 5);
	};
	look();
	new MutationObserver((changes) => {
		const gone = changes.flatMap((c) => [...c.removedNodes]).find((n) => n.classList?.contains("film"));
		if (gone === undefined) return;
		const [, , width, height] = gone.getAttribute("viewBox").split(" ").map(Number);
		const { clientWidth: w, clientHeight: h } = document.querySelector("iframe.stage");
		const scale = Math.min((w - 28) / width, (h - 28) / height);
		const dots = gone.querySelector(".generated").getAttribute("d").match(/[-\d.]+ [-\d.]+/g).map((d) => d.split(" ").map(Number));
		const { t, view: [left, bottom, right, top], positions: p } = stage();
		const off = p.filter((_, i) => i % 2 === 0).map((x, i) => Math.hypot(
			w / 2 + (dots[i][0] - width / 2) * scale - ((x - left) / (right - left)) * w,
			h / 2 + (dots[i][1] - height / 2) * scale - ((top - p[2 * i + 1]) / (top - bottom)) * h,
		)).sort((a, b) => a - b);
		globalThis.handed = { Film: Number(gone.dataset.t), Stage: t, Off: off[off.length >> 1] };
	}).observe(document, { childList: true, subtree: true });
})()`

// heldScript keeps the stage's program from starting before the page has a picture that moves: a busy machine may come to neither before the other.
const heldScript = `if (self !== top) {
	const start = WebAssembly.instantiateStreaming;
	WebAssembly.instantiateStreaming = async (...what) => {
		while (!("moving-ms" in top.came)) await new Promise((done) => setTimeout(done, 20));
		return start.apply(WebAssembly, what);
	};
}`

// watchOpening opens the page with an empty cache, the script that watches it, and others.
func watchOpening(t testing.TB, url string, scripts ...string) visit {
	v := visit{browser.Open(t, "about:blank", browser.View{}), t}
	for _, script := range append(scripts, openingScript) {
		v.Do(patience, beforeScripts(script))
	}
	v.Do(patience, chromedp.Navigate(url))
	return v
}

// BenchmarkOpening measures how long after the navigation the page shows the first picture that moves, with an empty cache.
func BenchmarkOpening(b *testing.B) {
	url := browser.Site(b)
	total := map[string]float64{}
	for b.Loop() {
		v := watchOpening(b, url)
		v.WaitFor("Object.keys(came).length === 9", patience)
		for name, ms := range browser.Eval[map[string]float64](v.Page, "came") {
			total[name] += ms
		}
	}
	for name, ms := range total {
		b.ReportMetric(ms/float64(b.N), name)
	}
	b.ReportMetric(0, "ns/op") // of the browser's start, which is not the page's
}

// A page that is opened without a link plays a film of its run until the stage can draw. Then the stage goes on where the film stood: at its time, and with the
// same particles in the same places, to a byte of the film's coordinates and a frame's motion.
func TestFilmUntilTheStageDraws(t *testing.T) {
	v := watchOpening(t, browser.Site(t), heldScript)
	v.WaitFor("globalThis.handed && came['moving-ms'] < came['picture-ms']", patience)
	handed := browser.Eval[struct{ Film, Stage, Off float64 }](v.Page, "handed")
	if handed.Film == 0 || handed.Stage < handed.Film-0.01 || handed.Stage > handed.Film+0.05 || handed.Off > 8 {
		t.Errorf("the film at t = %.3f gave way to the stage at %.3f, with particles %.1f px elsewhere: want no jump", handed.Film, handed.Stage, handed.Off)
	}
	v.WaitFor("frames[0].pushforwardStage().playing && document.getElementById('t').value > 0", patience)
}

// Before the programs have come, the stage of a link shows the target's points. They give way to the picture itself.
func TestPosterUntilTheStageDraws(t *testing.T) {
	v := watchOpening(t, browser.Site(t)+"#v=1&m=fm")
	v.WaitFor("'poster-ms' in came && came['poster-ms'] < came['picture-ms']", patience)
	v.WaitFor("document.querySelectorAll('.poster path').length === 0", patience)
	if said, opened := browser.Eval[string](v.Page, "document.getElementById('stages').dataset.poster"), browser.Eval[string](v.Page, "pushforward.run().target"); said != opened {
		t.Errorf("the poster is of %s, and the page opens with %s", said, opened)
	}
}
