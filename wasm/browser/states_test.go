package browser_test

import (
	"cmp"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

var shots = flag.String("shots", "", "folder for pictures of the page in every state; without one, none is taken, and only the states that are soon reached are tested")

// A state is something that a visitor may have before them, and how they come there.
type state struct {
	name, link string
	come       func(v visit) // nil where the link is enough
	at         string        // selects what is brought into view; "" where that is the page's top
}

// learnt trains for so many steps, and pauses.
func learnt(steps int) func(v visit) {
	return func(v visit) {
		v.click(trainButton)
		v.WaitFor(fmt.Sprintf("pushforward.race().every(c => c.state.horizon === 0 || c.state.step >= %d || c.state.status === 'finished')", steps), 4*patience)
		browser.Eval[any](v.Page, "document.querySelector('#training .primary').textContent.startsWith('Pause') && document.querySelector('#training .primary').click()")
		v.WaitFor("pushforward.race().every(c => c.state.status !== 'training' && (c.state.horizon === 0 || c.score?.step === c.state.step))", 2*patience)
	}
}

// press1 clicks what a selector finds.
func press1(selector string) func(v visit) {
	return func(v visit) { v.click(fmt.Sprintf("document.querySelector(%q)", selector)) }
}

// unfold opens every section.
func unfold(v visit) {
	browser.Eval[any](v.Page, "document.querySelectorAll('details').forEach(d => d.open = true)")
}

// makeOwn opens the dialog in which that target is made.
func (v visit) makeOwn(target string) {
	v.t.Helper()
	press1("[aria-controls=target-list]")(v)
	press1("#target-list [data-id=" + target + "]")(v)
	v.WaitFor("document.getElementById('own').open", patience)
}

// states are all that the page can look like.
func states() []state {
	list := []state{
		{"opening", "", func(v visit) { v.WaitFor("!document.getElementById('offer').hidden", patience) }, ""},
		{"untrained", "#v=1&m=fm&d=checkerboard", nil, ""},
		{"training", "#v=1&m=mmd&d=moons&steps=1000000", func(v visit) {
			v.click(trainButton)
			v.WaitFor("pushforward.state().step > 300 && pushforward.score()", 4*patience)
		}, ""},
		{"paused", "#v=1&m=fm&d=moons", learnt(400), ""},
		{"rewound", "#v=1&m=fm&d=moons", func(v visit) {
			learnt(600)(v)
			browser.Eval[any](v.Page, "(s => { s.value = 1; s.dispatchEvent(new Event('input', {bubbles: true})); })(document.querySelector('#rewind input'))")
			v.WaitFor("pushforward.state().step < 600", patience)
		}, ""},
		{"finished", "#v=1&m=fm&d=8gaussians&steps=400", learnt(400), ""},
		{"diverged", "#v=1&m=maf&d=8gaussians&lr=0.1&batch=128", func(v visit) {
			v.click(trainButton)
			v.status("diverged")
			v.WaitFor(notice("at half the learning rate"), patience)
		}, ""},
		{"lost", "#v=1&m=fm&d=moons", func(v visit) {
			v.Do(patience, watchWorkers(), chromedp.Reload())
			v.ready()
			browser.Eval[any](v.Page, "workers[0].dispatchEvent(new ErrorEvent('error', {message: 'out of memory', cancelable: true}))")
			v.WaitFor("document.querySelector('.notice')", patience)
		}, ""},
		{"left", "#v=1&m=fm&d=moons", func(v visit) {
			learnt(300)(v)
			v.kept()
			v.Do(patience, chromedp.Reload())
			v.ready()
			v.WaitFor("document.getElementById('offer').textContent.includes('Go on from step')", patience)
		}, ""},
		{"refused", "#v=1&m=nonsense&d=moons&lr=7", nil, ""},
		{"probe", "#v=1&trained=1&d=moons&t=0.6&layers=target,particles,axes,probe", func(v visit) {
			v.WaitFor(told+"('Noise it comes from')", patience)
		}, "#probe"},
		{"presets", "#v=1&d=moons", press1("#presets summary"), "#presets"},
		{"question", "#v=1&d=moons", func(v visit) {
			press1("#presets summary")(v)
			press1("[data-preset=blur]")(v)
			v.click("document.querySelectorAll('#presets .presets button')[0]")
			v.WaitFor("document.querySelector('#presets .shown')", 2*patience)
		}, "#presets"},
		{"evaluations", "#v=1&trained=1&d=8gaussians&t=1", func(v visit) {
			v.WaitFor("pushforward.state().trained", patience)
			v.click("document.querySelector('#evaluations button:enabled')")
			v.WaitFor("document.querySelector('#evaluations .verdict').textContent", 4*time.Minute)
		}, "#evaluations"},
		{"cloud", "#v=1&trained=1&seed=0&t=1", func(v visit) {
			browser.Eval[any](v.Page, "(s => { s.value = '1000000'; s.dispatchEvent(new Event('change')); })(document.querySelector('.crowd'))")
			v.WaitFor("frames[0].pushforwardStage().crowd >= 200000", 2*time.Minute)
		}, ""},
		{"race-2", "#v=1&m=fm&d=8gaussians&race=mmd&t=1", learnt(150), ""},
		{"race-4", "#v=1&m=fm&d=moons&race=mmd,realnvp,sinkhorn&t=1", learnt(60), ""},
		{"standings", "#v=1&m=fm&d=moons&race=mmd,realnvp&t=1", learnt(150), "#race"},
		{"scores", "#v=1&d=moons&t=1", press1("#scores-open"), ""},
		{"published", "#v=1&d=moons&t=1", press1("#scores-open"), ".scores-dialog .claims"},
		{"help", "#v=1&d=moons&t=1", press1("#help-open"), ""},
		{"keys", "#v=1&d=moons&t=1", press1("#help-open"), "#help .enable"},
		{"source-picker", "#v=1&d=moons&t=1", press1("[aria-controls=source-list]"), ""},
		{"method-picker", "#v=1&d=moons&t=1", press1("[aria-controls=method-list]"), ""},
		{"target-picker", "#v=1&d=moons&t=1", press1("[aria-controls=target-list]"), ""},
		{"compare-picker", "#v=1&d=moons&t=1", press1("[aria-controls=compare-list]"), ""},
		{"settings", "#v=1&m=mmd&d=mixture&t=1&s.dim=1", unfold, "#method-settings"},
		{"sampling", "#v=1&m=edm&d=penguins&t=1", unfold, "#sampling-settings"},
		{"take", "#v=1&m=fm&d=moons&t=1", func(v visit) {
			unfold(v)
			v.click("[...document.querySelectorAll('#take button')].find(b => b.textContent === 'Embed')")
			v.WaitFor("/pushforward-demo|are copied/.test(document.querySelector('#take').textContent)", patience)
		}, "#take"},
		{"about", "#v=1&m=radial&d=moons&t=1", nil, "#about"},
		{"drawn", "#v=1&d=moons&t=1", func(v visit) {
			v.makeOwn("picture")
			for i, at := range []float64{0.25, 0.5, 0.75} {
				v.pull(".board", [2]float64{0.2, at}, [2]float64{0.8, 1 - at + 0.1*float64(i)})
			}
		}, ""},
		{"table", "#v=1&d=moons&t=1", func(v visit) {
			v.makeOwn("points")
			browser.Eval[any](v.Page, `(field => { field.value = "length,width,mass\n39.1,18.7,3750\n39.5,17.4,3800\n40.3,18,3250\n36.7,19.3,3450\n"; field.dispatchEvent(new Event("input")); })(document.getElementById("own-pasted"))`)
			v.WaitFor("document.querySelector('.own-preview table')", patience)
		}, ""},
	}
	for _, own := range []string{"formula", "points", "picture"} {
		list = append(list, state{"own-" + own, "#v=1&d=moons&t=1", func(v visit) { v.makeOwn(own) }, ""})
	}
	for _, method := range []string{"mmd", "sinkhorn", "gan", "swd", "realnvp", "vae", "energy-model", "ot-cfm", "score", "rectified"} {
		list = append(list, state{"method-" + method, "#v=1&m=" + method + "&d=8gaussians&t=0.6", learnt(300), ""})
	}
	for _, method := range []string{"svgd", "langevin"} {
		list = append(list, state{"method-" + method, "#v=1&m=" + method + "&d=8gaussians&t=0.6", func(v visit) { v.status("finished") }, ""})
	}
	return list
}

// soon are the states that cost no training to come to.
var soon = []string{"opening", "refused", "settings", "about", "help", "scores", "target-picker", "own-formula"}

// On a wide screen, a tablet and a phone, by day and by night, no state of the page sticks out sideways. "make shots" tests all of them and takes their
// pictures (ten minutes), and every one deserves a look.
func TestStates(t *testing.T) {
	for _, s := range states() {
		if *shots == "" && !slices.Contains(soon, s.name) {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			v := visit{browser.Open(t, browser.Site(t)+s.link, browser.View{}), t}
			v.ready()
			if s.come != nil {
				s.come(v)
			}
			for size, view := range []browser.View{{}, {Width: 768, Height: 1024}, {Width: 390, Height: 844, Touch: true}} {
				for _, view.Dark = range []bool{false, true} {
					v.See(view)
					browser.Eval[any](v.Page, fmt.Sprintf("document.querySelector(%q).scrollIntoView({block: 'nearest'})", cmp.Or(s.at, "body")))
					if *shots != "" {
						time.Sleep(1200 * time.Millisecond) // what moves comes to rest
						name := fmt.Sprintf("%s-%s-%s.png", s.name, [...]string{"1-wide", "2-tablet", "3-phone"}[size], map[bool]string{false: "light", true: "dark"}[view.Dark])
						v.Screenshot(filepath.Join(*shots, name))
					}
					if excess := browser.Eval[int](v.Page, "document.documentElement.scrollWidth - innerWidth"); excess > 0 {
						t.Errorf("the page is %d px wider than a window of %d", excess, view.Width)
					}
				}
			}
		})
	}
}
