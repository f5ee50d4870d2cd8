package browser_test

import (
	"fmt"
	"image"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// host opens a page of somebody else's, on an origin of its own, which embeds the site. SITE in its body is the site's address. Its scripts run before any other, in frames too.
func host(t *testing.T, body string, view browser.View, scripts ...string) *browser.Page {
	t.Helper()
	html := `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">` +
		strings.ReplaceAll(body, "SITE/", browser.Site(t))
	listener := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(html))
	}))
	t.Cleanup(listener.Close)
	if len(scripts) == 0 {
		return browser.Open(t, listener.URL+"/", view)
	}
	page := browser.Open(t, "about:blank", view)
	page.Do(patience, beforeScripts(strings.Join(scripts, "\n")), chromedp.Navigate(listener.URL+"/"))
	return page
}

// hold lets a window be told to hold back what its workers say: by the message {hold: true}, or from the start by holdsBack, until {hold: false}.
const hold = `globalThis.Worker = class extends Worker {
	constructor(...a) {
		super(...a);
		const held = [];
		let holding = Boolean(globalThis.holdsBack);
		this.addEventListener("message", event => {
			if (!holding || !event.isTrusted) return;
			event.stopImmediatePropagation();
			held.push(event.data);
		});
		addEventListener("message", ({data}) => {
			holding = data?.hold ?? holding;
			if (!holding) for (const data of held.splice(0)) this.dispatchEvent(new MessageEvent("message", {data}));
		});
	}
}`

const (
	// demos is a page with three embeds, one below the other, and more than a window between them.
	demos = `<script type="module" src="SITE/embed.js"></script><style>body { max-width: 40rem; margin: auto } p { height: 120vh }</style>
		<pushforward-demo id="a" method="fm" target="moons" seed="7"></pushforward-demo><p></p>
		<pushforward-demo id="b" method="mmd" target="8gaussians" controls="train,t"></pushforward-demo>
		<pushforward-demo id="c" method="swd" target="pinwheel" loading="click"></pushforward-demo>`
	// sandboxed is a page with a frame of opaque origin, which remembers what the frame says.
	sandboxed = `<script>
			const heard = [];
			addEventListener("message", ({data, source, origin}) => heard.push({data, mine: source === frames[0], origin}));
			const say = (m) => frames[0].postMessage(m, "*");
			const ask = (type, fields) => say({ns: "pushforward", v: 1, type, ...fields});
			const last = (type) => heard.filter(h => h.data.type === type).at(-1)?.data;
		</script>
		<body style="margin: 0"><iframe sandbox="allow-scripts" style="display: block; border: 0" width="640" height="480"
			src="SITE/embed.html?controls=train,t#v=1&m=fm&d=moons&seed=7&t=1&net=16,16&batch=64&layers=particles"></iframe>`
)

// Of three embeds on a page one runs: the one in view, or the one that was asked for last. One that was in view for less time than its worker took to answer goes on all the same.
func TestThreeEmbedsTakeTurns(t *testing.T) {
	page := host(t, demos, browser.View{}, hold)
	page.WaitFor("a.state?.playing && a.state.method === 'fm' && a.state.seed === 7", patience)
	if browser.Eval[bool](page, "b.state !== undefined || c.state !== undefined") {
		t.Error("an embed out of view has loaded")
	}
	browser.Eval[any](page, "a.train()")
	page.WaitFor("a.state.status === 'training' && a.state.step > 0", patience)

	browser.Eval[any](page, "b.scrollIntoView()")
	page.WaitFor("b.state?.playing", patience)
	page.WaitFor("a.state.status === 'paused' && !a.state.playing", patience)
	stood := browser.Eval[int](page, "a.state.step")
	browser.Eval[any](page, "b.train()")
	page.WaitFor("b.state.step > 5", patience)
	if browser.Eval[string](page, "c.shadowRoot.querySelector('iframe') ? 'loaded' : 'waits'") != "waits" {
		t.Error("an embed that is to wait for a click has not")
	}

	browser.Eval[any](page, "c.scrollIntoView(), c.shadowRoot.querySelector('button').click()")
	page.WaitFor("c.state?.playing", patience)
	page.WaitFor("b.state.status === 'paused' && !b.state.playing", patience)
	if step := browser.Eval[int](page, "a.state.step"); step != stood {
		t.Errorf("out of turn, an embed went from step %d to %d", stood, step)
	}

	browser.Eval[any](page, "a.scrollIntoView()")
	page.WaitFor("a.state.status === 'training' && a.state.playing", patience) // it takes up what it left

	const worker = "a.shadowRoot.querySelector('iframe').contentWindow.postMessage({hold: %v}, '*')"
	browser.Eval[any](page, "b.scrollIntoView()")
	page.WaitFor("a.state.status === 'paused' && a.state.resting", patience)
	browser.Eval[any](page, fmt.Sprintf(worker, true))
	browser.Eval[any](page, "a.scrollIntoView()")
	page.WaitFor("a.state.playing && a.state.status === 'paused'", patience)
	browser.Eval[any](page, "b.scrollIntoView()")
	page.WaitFor("a.state.resting", patience)
	browser.Eval[any](page, fmt.Sprintf(worker, false))
	browser.Eval[any](page, "a.scrollIntoView()")
	page.WaitFor("a.state.status === 'training' && a.state.playing", patience)
}

// The element's properties, methods and events say what the frame does.
func TestElementMirrorsItsFrame(t *testing.T) {
	page := host(t, demos, browser.View{})
	browser.Eval[any](page, `globalThis.events = [], ["ready", "state", "metrics", "error", "resize"].forEach(type => a.addEventListener(type, e => events.push([type, e.detail])))`)
	page.WaitFor("a.state", patience)
	browser.Eval[any](page, "a.method = 'mmd', a.target = '8gaussians', a.setAttribute('seed', '9')")
	page.WaitFor("a.state.method === 'mmd' && a.state.target === '8gaussians' && a.state.seed === 9", patience)
	browser.Eval[any](page, "a.step(3), a.seek(0.25)")
	page.WaitFor("a.state.step === 3 && a.state.t === 0.25 && !a.state.playing", patience)
	page.WaitFor("events.some(([type, m]) => type === 'metrics' && m.score?.ratio > 0)", patience)
	if n := browser.Eval[int](page, "a.samples(100).then(s => s.points.length)"); n != 200 {
		t.Errorf("100 samples of two numbers are %d numbers", n)
	}
	if link := browser.Eval[string](page, "a.export().then(e => e.link + ' ' + e.run.method)"); link != "#v=1&m=mmd&d=8gaussians&seed=9&t=0.25 mmd" {
		t.Errorf("the run is exported as %q", link)
	}
	browser.Eval[any](page, "a.method = 'magic'")
	page.WaitFor("events.some(([type, m]) => type === 'error' && m.of === 'set' && m.message.includes('magic'))", patience)
	if method := browser.Eval[string](page, "a.state.method"); method != "mmd" {
		t.Errorf("refused, the method is %q, want mmd", method)
	}
	if why := browser.Eval[string](page, "a.samples(1e9).catch(why => why.message)"); !strings.Contains(why, "100000") {
		t.Errorf("too many samples: %q, want the limit", why)
	}
}

// A frame follows the page around it to dark and back.
func TestElementFollowsTheme(t *testing.T) {
	page := host(t, demos, browser.View{})
	page.WaitFor("a.state", patience)
	shade := func() float64 {
		picture := page.Image()
		r, g, b, _ := picture.At(picture.Bounds().Dx()/2-200, 12).RGBA()
		return float64(r+g+b) / (3 * 0xffff)
	}
	until(t, "the frame to be light", func() bool { return shade() > 0.8 })
	browser.Eval[any](page, "document.body.style.cssText = 'background: #111; color: #eee'")
	until(t, "the frame to be dark", func() bool { return shade() < 0.2 })
}

// In a sandbox without an origin a frame still trains and draws.
func TestSandboxedFrameTrains(t *testing.T) {
	page := host(t, sandboxed, browser.View{Width: 640, Height: 480})
	page.WaitFor("last('state')?.status === 'idle'", patience)
	if wrong := browser.Eval[int](page, "heard.filter(h => !h.mine || h.origin !== 'null' || h.data.ns !== 'pushforward').length"); wrong > 0 {
		t.Errorf("%d messages are not the frame's own", wrong)
	}
	until(t, "particles to be drawn", func() bool { return orange(page.Image()) > 500 })
	page.Screenshot(filepath.Join(t.ArtifactDir(), "untrained.png"))
	before := whole(page)
	browser.Eval[any](page, "ask('step', {count: 200})")
	page.WaitFor("last('state').step === 200 && last('metrics')?.score?.step === 200", patience)
	until(t, "the trained particles to be drawn", func() bool { return orange(page.Image()) > 500 && !same(whole(page), before) })
	page.Screenshot(filepath.Join(t.ArtifactDir(), "trained.png"))
	browser.Eval[any](page, "ask('set', {target: 'us-zipcodes'})") // data that the worker must find
	page.WaitFor("last('state').target === 'us-zipcodes' && last('state').step === 0", patience)
}

// A frame takes no files: one that is dropped on its bar or on its stage does not open in its place.
func TestFrameTakesNoFiles(t *testing.T) {
	file := filepath.Join(t.TempDir(), "table.csv")
	writeTable(t, file, 10, 2)
	v := visit{browser.Open(t, browser.Site(t)+"embed.html#v=1&m=fm&d=moons&net=16&batch=64", browser.View{Width: 640, Height: 480}), t}
	for _, place := range []string{"#caption", "#stage"} {
		v.WaitFor("document.querySelector('#training .primary:enabled') !== null", patience)
		at := v.rest(fmt.Sprintf("document.querySelector('%s')", place))
		v.dropAt(file, at, at)
		v.WaitFor("document.querySelector('#notices').textContent.includes('takes no files')", patience)
		browser.Eval[any](v.Page, "document.querySelector('#notices').replaceChildren()")
	}
}

// In a frame of any width the stage takes all that the bar leaves.
func TestStageFillsTheFrame(t *testing.T) {
	for _, width := range []int{390, 640, 1280} {
		page := browser.Open(t, browser.Site(t)+"embed.html#v=1&m=fm&d=moons&net=16&batch=64", browser.View{Width: width, Height: 560})
		page.WaitFor("document.querySelector('#training .primary:enabled') !== null", patience)
		const rest = "document.querySelector('#bar').getBoundingClientRect().top - document.querySelector('#stage').getBoundingClientRect().bottom"
		if gap := browser.Eval[float64](page, rest); gap > 1 {
			t.Errorf("%d pixels wide: %.0f pixels between the stage and the bar", width, gap)
		}
	}
}

// A frame says in a sentence that data which another site's page keeps is out of its reach, and shows the default.
func TestFrameWithoutTheLinksData(t *testing.T) {
	page := host(t, strings.ReplaceAll(sandboxed, "&d=moons", "&d=points&d.data=@0123456789abcdef"), browser.View{Width: 640, Height: 480})
	page.WaitFor("last('state')?.status === 'idle' && last('state').target === 'us-zipcodes'", patience)
	if said := browser.Eval[string](page, "last('error').message"); !strings.Contains(said, "out of this frame's reach: the default is used") {
		t.Errorf("the frame says %q", said)
	}
}

// What a frame does not understand it refuses in a sentence; what does not come from its host it does not hear. Neither changes anything.
func TestHostileMessages(t *testing.T) {
	page := host(t, sandboxed+`<iframe srcdoc="<script>addEventListener('message', ({data}) => parent.frames[0].postMessage(data, '*'))</script>"></iframe>`, browser.View{})
	page.WaitFor("last('state')?.status === 'idle'", patience)
	const known = "JSON.stringify((({seconds, ...rest}) => rest)(last('state')))"
	before := browser.Eval[string](page, known)
	for message, want := range map[string]string{
		`{ns: "pushforward"}`:                                           "version undefined",
		`{ns: "pushforward", v: 2, type: "play"}`:                       "version 2",
		`{ns: "pushforward", v: 1}`:                                     "type undefined",
		`{ns: "pushforward", v: 1, type: "eval", code: "alert(1)"}`:     `"eval"`,
		`{ns: "pushforward", v: 1, type: "seek", t: 1e300}`:             "from 0 to 1",
		`{ns: "pushforward", v: 1, type: "seek", t: {valueOf: 1}}`:      "from 0 to 1",
		`{ns: "pushforward", v: 1, type: "step", count: -1}`:            "whole number",
		`{ns: "pushforward", v: 1, type: "set", seed: "1e999"}`:         "seed",
		`{ns: "pushforward", v: 1, type: "set", link: "#v=1&lr=1e99"}`:  "lr",
		`{ns: "pushforward", v: 1, type: "set", method: "<img src=x>"}`: "method",
		`{ns: "pushforward", v: 1, type: "set", __proto__x: 1}`:         "__proto__x",
		`{ns: "pushforward", v: 1, type: "set", theme: "url(x)"}`:       "light, dark, auto",
	} {
		count := browser.Eval[int](page, "say("+message+"), heard.filter(h => h.data.type === 'error').length")
		page.WaitFor(fmt.Sprintf("heard.filter(h => h.data.type === 'error').length > %d", count), patience)
		if said := browser.Eval[string](page, "last('error').message"); !strings.Contains(said, want) {
			t.Errorf("%s: refused by %q, want %q in it", message, said, want)
		}
	}
	errors := browser.Eval[int](page, "heard.filter(h => h.data.type === 'error').length")
	browser.Eval[any](page, `say(null), say("pushforward"), say([]), say({ns: "other", type: "eval"})`)      // somebody else's
	browser.Eval[any](page, `frames[1].postMessage({ns: "pushforward", v: 1, type: "step", count: 5}, "*")`) // not from the host
	browser.Eval[any](page, "new Promise(done => setTimeout(done, 300)), ask('seek', {t: 1})")
	page.WaitFor("last('state').t === 1", patience)
	if now := browser.Eval[int](page, "heard.filter(h => h.data.type === 'error').length"); now != errors {
		t.Errorf("%d answers to what was not for the frame: %s", now-errors, browser.Eval[string](page, "last('error').message"))
	}
	if after := browser.Eval[string](page, known); after != before {
		t.Errorf("hostile messages took the run from %s to %s", before, after)
	}
}

// axe-core finds nothing serious in a frame, nor in a page with a poster, by day and by night.
func TestEmbedAccessibility(t *testing.T) {
	for _, dark := range []bool{false, true} {
		frame := visit{browser.Open(t, browser.Site(t)+"embed.html?controls=caption,train,step,reset,play,t,speed,method,target,open#v=1&d=moons", browser.View{Dark: dark}), t}
		frame.WaitFor("document.querySelector('#training .primary:enabled')", patience)
		page := visit{host(t, `<html lang="en"><title>A page</title><main><h1>A demo</h1>`+demos+`</main>`, browser.View{Dark: dark}), t}
		page.WaitFor("c.shadowRoot.querySelector('.poster')", patience)
		for name, v := range map[string]visit{"frame": frame, "page": page} {
			for _, found := range v.audit() {
				t.Errorf("%s, dark %v: %s (%s): %s\n\t%s", name, dark, found.ID, found.Impact, found.Help, strings.Join(found.Places, "\n\t"))
			}
		}
	}
}

// orange counts a picture's pixels that are rather orange.
func orange(picture image.Image) int {
	k := inkOf(picture)
	return int(k.orange * float64(k.ink))
}

// whole is a picture of the visible page that can be compared.
func whole(page *browser.Page) *image.RGBA {
	picture := page.Image()
	return crop(picture, picture.Bounds())
}

// until waits for something that pictures tell.
func until(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !holds(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited %v for %s", patience, what)
		}
	}
}
