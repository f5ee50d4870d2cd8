package browser_test

import (
	"image"
	"slices"
	"testing"
	"time"

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
		"film-ms": () => onStage() || (film() !== null && times.add(film().dataset.t).size > 2),
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

// heldScript keeps the stage's program from starting before the page lets it.
const heldScript = `if (self !== top) {
	const start = WebAssembly.instantiateStreaming;
	WebAssembly.instantiateStreaming = async (...what) => {
		while (!top.letStart) await new Promise((done) => setTimeout(done, 20));
		return start.apply(WebAssembly, what);
	};
}`

// watchOpening prepares a visit of a page with an empty cache, the script that watches it, and others.
func watchOpening(t testing.TB, view browser.View, scripts ...string) visit {
	v := visit{browser.Open(t, "about:blank", view), t}
	for _, script := range append(scripts, openingScript) {
		v.Do(patience, beforeScripts(script))
	}
	return v
}

// come opens the page, and tells when it has come so far.
func (v visit) come(url string) map[string]float64 {
	v.t.Helper()
	v.Do(patience, chromedp.Navigate(url))
	v.WaitFor("Object.keys(came).length === 9 && document.querySelector('.poster .film') === null", patience)
	return browser.Eval[map[string]float64](v.Page, "came")
}

// changes are the moments, as Sight has them, at which the stage has come to show another picture with particles.
func (v visit) changes(sights []browser.Sight) []float64 {
	box := browser.Eval[[4]float64](v.Page, "(b => [b.left, b.top, b.right, b.bottom].map(x => x / innerWidth))(document.querySelector('.stage').getBoundingClientRect())")
	var moments []float64
	var last *image.RGBA
	for _, s := range sights {
		area := box
		for i := range area {
			area[i] *= float64(s.Picture.Bounds().Dx())
		}
		now := part(s.Picture, area)
		inked := float64(inkOf(now).ink) / float64(now.Rect.Dx()*now.Rect.Dy())
		if inked < 0.005 || inked > 0.5 || last != nil && same(last, now) {
			continue
		}
		last = now
		moments = append(moments, s.At)
	}
	return moments
}

// BenchmarkOpening measures when a page comes so far, and on a second visit, as watching takes time too, when it shows the first picture that moves, the third
// in the stage's place as the screen has it, and how long at most the picture stands still from then until the stage itself moves. All in milliseconds, from
// the navigation, with an empty cache.
func BenchmarkOpening(b *testing.B) {
	url := browser.Site(b)
	total := map[string]float64{}
	for b.Loop() {
		v := watchOpening(b, browser.View{NoGPU: true})
		for name, ms := range v.come(url) {
			total[name] += ms
		}
		v = watchOpening(b, browser.View{NoGPU: true})
		sights := v.Watch()
		end := v.come(url)["stage-moving-ms"]
		start := browser.Eval[float64](v.Page, "performance.timeOrigin")
		moments := v.changes(sights())
		if len(moments) < 3 {
			b.Fatalf("the page has shown %d pictures: want one that moves", len(moments))
		}
		total["moving-ms"] += moments[2] - start
		still := 0.0
		for i := 3; i < len(moments) && moments[i-1] < start+end; i++ {
			still = max(still, moments[i]-moments[i-1])
		}
		total["still-ms"] += still
	}
	for name, ms := range total {
		b.ReportMetric(ms/float64(b.N), name)
	}
	b.ReportMetric(0, "ns/op") // of the browser's start, which is not the page's
}

// A page that is opened without a link plays a film of its run until the stage can draw. Then the stage goes on where the film stood: at its time, and with the
// same particles in the same places, to a byte of the film's coordinates and a frame's motion.
func TestFilmUntilTheStageDraws(t *testing.T) {
	v := watchOpening(t, browser.View{}, heldScript)
	v.Do(patience, chromedp.Navigate(browser.Site(t)))
	v.WaitFor("'film-ms' in came", patience)
	v.movesByItself()
	browser.Eval[any](v.Page, "letStart = true")
	v.WaitFor("globalThis.handed && came['film-ms'] < came['picture-ms']", patience)
	handed := browser.Eval[struct{ Film, Stage, Off float64 }](v.Page, "handed")
	if handed.Film == 0 || handed.Stage < handed.Film-0.01 || handed.Stage > handed.Film+0.05 || handed.Off > 8 {
		t.Errorf("the film at t = %.3f gave way to the stage at %.3f, with particles %.1f px elsewhere: want no jump", handed.Film, handed.Stage, handed.Off)
	}
	v.WaitFor("frames[0].pushforwardStage().playing && document.getElementById('t').value > 0", patience)
}

// movesByItself waits until the film is seen to move while the page's own thread stands still, as it does when graphics begin without a graphics card.
func (v visit) movesByItself() {
	v.t.Helper()
	for deadline := time.Now().Add(patience); ; {
		sights := v.Watch()
		blocked := browser.Eval[[2]float64](v.Page, `(() => {
			const now = () => performance.timeOrigin + performance.now(), from = now();
			while (now() < from + 1000);
			return [from, now()];
		})()`)
		seen := slices.DeleteFunc(v.changes(sights()), func(at float64) bool { return at < blocked[0] || at > blocked[1] })
		if len(seen) > 3 {
			return
		}
		if time.Now().After(deadline) {
			v.t.Fatalf("after %v, the film shows %d pictures in a second in which the page's thread stands still: want more than 3", patience, len(seen))
		}
	}
}

// Before the programs have come, the stage of a link shows the target's points. They give way to the picture itself.
func TestPosterUntilTheStageDraws(t *testing.T) {
	v := watchOpening(t, browser.View{})
	v.Do(patience, chromedp.Navigate(browser.Site(t)+"#v=1&m=fm"))
	v.WaitFor("'poster-ms' in came && came['poster-ms'] < came['picture-ms']", patience)
	v.WaitFor("document.querySelectorAll('.poster path').length === 0", patience)
	if said, opened := browser.Eval[string](v.Page, "document.getElementById('stages').dataset.poster"), browser.Eval[string](v.Page, "pushforward.run().target"); said != opened {
		t.Errorf("the poster is of %s, and the page opens with %s", said, opened)
	}
}
