package browser_test

import (
	"testing"

	"pushforward/wasm/browser"
)

// Each choice of the top bar has a picture, and so has what is chosen; the picture that the keyboard is on plays, unless the reader wants less motion.
func TestChoicesHavePictures(t *testing.T) {
	for name, still := range map[string]bool{"moving": false, "still": true} {
		t.Run(name, func(t *testing.T) {
			page := arrive(t, "#v=1&m=fm&d=moons", browser.View{Still: still})
			for _, picker := range []string{"source", "method", "target"} {
				page.click("document.querySelector('[aria-controls=" + picker + "-list]')")
				const bare = `.thumbnail')].filter(n => ![...n.querySelectorAll('path')].some(p => p.getAttribute('d').length > 20)).length`
				if n := browser.Eval[int](page.Page, "[...document.querySelectorAll('#"+picker+"-list "+bare); n > 0 {
					t.Errorf("%d choices of the %s have no picture", n, picker)
				}
				if n := browser.Eval[int](page.Page, "[...document.querySelectorAll('[aria-controls="+picker+"-list] "+bare); n > 0 {
					t.Errorf("the %s that is chosen has no picture", picker)
				}
				if moves := browser.Eval[bool](page.Page, `new Promise(done => {
					const picture = () => document.querySelector('#`+picker+`-list .active .thumbnail').innerHTML;
					const before = picture();
					const look = left => (picture() !== before ? done(true) : left === 0 ? done(false) : setTimeout(look, 100, left - 1));
					look(25);
				})`); moves == still {
					t.Errorf("the %s's picture moves: %v, want %v", picker, moves, !still)
				}
				page.press("\u001b")
				page.WaitFor("document.querySelector('#"+picker+"-list').hidden", patience)
			}
		})
	}
}
