package browser_test

import (
	"path/filepath"
	"testing"
	"time"

	"pushforward/wasm/browser"
)

// views are how visitors see the page: wide and narrow, light and dark.
func views() map[string]browser.View {
	phone := browser.Phone()
	darkPhone := phone
	darkPhone.Dark = true
	return map[string]browser.View{
		"light":       {},
		"dark":        {Dark: true},
		"light-phone": phone,
		"dark-phone":  darkPhone,
	}
}

// The built page comes up in every view: the worker stands ready, the stage shows particles, nothing sticks out sideways, the
// method's formula is typeset, and the console stays silent. Each view leaves a picture among the test's artifacts.
func TestSiteOpens(t *testing.T) {
	url := browser.Site(t)
	for name, view := range views() {
		t.Run(name, func(t *testing.T) {
			page := browser.Open(t, url, view)
			page.WaitFor("pushforward.state()", 30*time.Second)
			page.WaitFor("frames[0].pushforwardStage().particles > 0", 30*time.Second)
			if excess := browser.Eval[int](page, "document.documentElement.scrollWidth - innerWidth"); excess > 0 {
				t.Errorf("the page is %d px wider than the window", excess)
			}
			if !browser.Eval[bool](page, "document.querySelector('#about article math').getBoundingClientRect().height > 10") {
				t.Error("the method's formula is not to be seen")
			}
			page.Screenshot(filepath.Join(t.ArtifactDir(), name+".png"))
		})
	}
}

// Who wants less motion sees where the particles end, and nothing moves until they ask for it; then it jumps from still to still.
func TestReducedMotionStandsStill(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=moons", browser.View{Still: true})
	page.WaitFor("frames[0].pushforwardStage().t === 1 && document.querySelector('#t').value === '1'", patience)
	if browser.Eval[bool](page.Page, "frames[0].pushforwardStage().playing") {
		t.Error("the transport plays")
	}
	page.click("document.querySelector('.round')")
	page.WaitFor("[0, 0.2, 0.4].includes(frames[0].pushforwardStage().t)", patience)
	if browser.Eval[bool](page.Page, "frames[0].pushforwardStage().playing") {
		t.Error("the transport glides")
	}
}

// beyondFold lists what of the stage, the clocks and the layers does not lie within the window, before it is scrolled.
const beyondFold = `[...document.querySelectorAll(".stage, .playback > *, .rewind > *, .toggles > *")].filter((node) => {
	const box = node.getBoundingClientRect();
	return node.checkVisibility() && !(box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth);
}).map((node) => node.className + " " + node.textContent)`

// On a wide screen a square stage is in view, with its clocks and as many layers as a method has; so it is whichever parameter is edited, and it ends above what
// explains the run.
func TestStageStaysInView(t *testing.T) {
	for _, width := range []int{1000, 1280} {
		page := arrive(t, "#v=1&m=mmd-gan&d=8gaussians", browser.View{Width: width})
		page.WaitFor("(b => b.width > 350 && Math.abs(b.width - b.height) < 3)(document.querySelector('.stage').getBoundingClientRect())", patience)
		for _, view := range []browser.View{{Width: width, Height: 720}, {Width: width, Dark: true}} {
			page.See(view)
			page.WaitFor("innerWidth === "+itoa(width)+" && document.querySelectorAll('.toggles > *').length > 8", patience)
			if out := browser.Eval[[]string](page.Page, beyondFold); len(out) > 0 {
				t.Errorf("%+v: %q do not lie within the window", view, out)
			}
		}
		type sides struct{ Top, Bottom float64 }
		side := func(selector string) sides {
			return browser.Eval[sides](page.Page, "(b => ({Top: b.top, Bottom: b.bottom}))(document.querySelector('"+selector+"').getBoundingClientRect())")
		}
		last := browser.Eval[float64](page.Page, "[...document.querySelectorAll('.causes .field')].filter((f) => f.checkVisibility()).at(-1).scrollIntoView({block: 'end'}), scrollY")
		height := browser.Eval[float64](page.Page, "innerHeight")
		if stage := side(".stage"); last < height || stage.Top < 0 || stage.Bottom > height {
			t.Errorf("%d px wide, %v px down the page: the stage is at %+v, want it within [0, %v]", width, last, stage, height)
		}
		browser.Eval[any](page.Page, "scrollTo(0, document.body.scrollHeight)")
		if scene, about := side("#legend"), side("#about"); scene.Bottom > about.Top {
			t.Errorf("%d px wide, the scene ends at %v px, below the top of what explains it, %v", width, scene.Bottom, about.Top)
		}
	}
}
