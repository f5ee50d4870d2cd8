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

// The built page comes up in every view: the worker stands ready, the stage shows particles, nothing sticks out sideways, and
// the console stays silent. Each view leaves a picture among the test's artifacts.
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
			page.Screenshot(filepath.Join(t.ArtifactDir(), name+".png"))
		})
	}
}
