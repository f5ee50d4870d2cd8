package browser_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"

	"pushforward/wasm/browser"
)

// racer is a contestant as the page's console tells of it.
type racer struct {
	Run    struct{ Method, Target string }
	State  struct{ Status string }
	Scores []struct{ Seconds, Ratio float64 }
	Rows   []struct {
		Solver        string
		NFE           int
		Ratio, Micros float64
	}
}

func (v visit) racers() []racer {
	v.t.Helper()
	return browser.Eval[[]racer](v.Page, "pushforward.race()")
}

// contest waits until so many contestants have runs, and particles on their stages.
func (v visit) contest(n int) {
	v.t.Helper()
	v.WaitFor(fmt.Sprintf("pushforward.race().length === %d && pushforward.race().every(c => c.state)", n), 2*patience)
	v.WaitFor(fmt.Sprintf("frames.length === %d && Array.from(frames).every(f => f.pushforwardStage?.().particles > 0)", n), 2*patience)
}

// at is the ratio on the line between two scores of a logarithmic chart.
func (r racer) at(seconds float64) float64 {
	for i, s := range r.Scores {
		if s.Seconds >= seconds && i > 0 {
			before := r.Scores[i-1]
			share := (seconds - before.Seconds) / (s.Seconds - before.Seconds)
			return before.Ratio * math.Pow(s.Ratio/before.Ratio, share)
		}
	}
	return math.NaN()
}

// downloads is the folder into which the page's files go from now on.
func (v visit) downloads() (folder string) {
	v.t.Helper()
	folder = v.t.TempDir()
	v.Do(patience, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{Behavior: "allow", DownloadPath: folder})
		return err
	}))
	return folder
}

// saved clicks what downloads a file into a folder, and reads it as CSV, without its head. On a busy machine the page may move under the mouse: a visitor
// then clicks again.
func (v visit) saved(button, folder, name string) [][]string {
	v.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		v.click(button)
		for again := time.Now().Add(patience / 6); time.Now().Before(again); time.Sleep(50 * time.Millisecond) {
			if rows := table(filepath.Join(folder, name)); len(rows) > 1 {
				return rows[1:]
			}
		}
	}
	v.t.Fatalf("%s was not downloaded", name)
	return nil
}

// table is the rows of a CSV file, nil if it is not there whole.
func table(path string) [][]string {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil
	}
	return rows
}

// scores is how many scores the contestants have by now.
func (v visit) scores() int {
	return browser.Eval[int](v.Page, "pushforward.race().reduce((sum, c) => sum + c.scores.length, 0)")
}

const trainButton = "document.querySelector('#training .primary:enabled')"

// A visitor compares two methods: both train, the table ranks them as their scores after equally long training say, the files say the same, and
// when one is removed the page is as it was.
func TestRace(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=8gaussians&steps=100000", browser.View{Still: true}) // more than it can take before it is paused
	page.choose("compare", "Maximum mean discrepancy")
	page.contest(2)
	page.WaitFor("/[&]race=mmd/.test(location.hash)", patience)
	page.click(trainButton)
	page.WaitFor("pushforward.race().every(c => c.scores.length >= 3)", 2*time.Minute)
	page.WaitFor("document.querySelector('#training .primary').textContent === 'Pause all'", patience)
	page.click(trainButton)
	page.WaitFor("pushforward.race().every(c => ['paused', 'finished'].includes(c.state.status) && c.score.step === c.state.step)", patience)

	folder := page.downloads()
	standings := func() [][]string {
		return page.saved("document.querySelector('[aria-label=\"CSV: download the standings\"]')", folder, "pushforward-race.csv")
	}
	racers, rows := page.racers(), standings()
	for !reflect.DeepEqual(racers, page.racers()) { // a last score has come meanwhile
		_ = os.Remove(filepath.Join(folder, "pushforward-race.csv"))
		racers, rows = page.racers(), standings()
	}
	last := func(r racer) float64 { return r.Scores[len(r.Scores)-1].Seconds }
	common := min(last(racers[0]), last(racers[1]))
	ratios := []float64{racers[0].at(common), racers[1].at(common)}
	best := 0
	if ratios[1] < ratios[0] {
		best = 1
	}
	page.WaitFor(fmt.Sprintf("[...document.querySelectorAll('.standings tbody tr')].map(r => r.querySelector('b').textContent).join('') === %q", []string{"AB", "BA"}[best]), patience)
	for place, contestant := range []int{best, 1 - best} {
		row := rows[place]
		score, _ := strconv.ParseFloat(row[4], 64)
		if row[0] != strconv.Itoa(place+1) || row[1] != "AB"[contestant:contestant+1] || row[2] != racers[contestant].Run.Method || math.Abs(score-ratios[contestant]) > 1e-9 {
			t.Errorf("row %d is %q, want %s with %v after %v s", place+1, row, racers[contestant].Run.Method, ratios[contestant], common)
		}
	}
	if curves := page.saved("document.querySelector('[aria-label=\"Curves: download all scores against seconds\"]')", folder, "pushforward-race-curves.csv"); len(curves) != page.scores() {
		t.Errorf("%d rows of scores, want %d", len(curves), page.scores())
	}
	if label := browser.Eval[string](page.Page, "document.querySelector('#race .chart').getAttribute('aria-label')"); label == "Scores against seconds of training: Train to see who comes nearest to the floor." {
		t.Errorf("the chart says %q", label)
	}
	page.Screenshot(filepath.Join(t.ArtifactDir(), "race.png"))

	page.choose("target", "Two moons")
	page.WaitFor("pushforward.race().every(c => c.state.run.target === 'moons')", patience)
	page.click("document.querySelector('[aria-label^=\"Remove B\"]')")
	page.WaitFor("pushforward.race().length === 1 && frames.length === 1 && !/race=/.test(location.hash)", patience)
	if browser.Eval[bool](page.Page, "document.querySelector('#race').checkVisibility()") {
		t.Error("one contestant is ranked")
	}
}

// The stages of a race share t, the view and the mouse; the link carries them all.
func TestRaceIsLinked(t *testing.T) {
	page := visit{browser.Open(t, browser.Site(t)+"#v=1&m=fm&d=moons&t=0.5&race=mmd&r1.lr=0.004", browser.View{}), t}
	page.contest(2)
	if lr := browser.Eval[string](page.Page, "pushforward.race()[1].run.parameters.lr"); lr != "0.004" {
		t.Errorf("the rival's learning rate is %s, want 0.004", lr)
	}
	const times = "Array.from(frames).map(f => f.pushforwardStage().t)"
	page.WaitFor(times+".every(t => t === 0.5)", patience)
	browser.Eval[any](page.Page, "pushforward.send({type: 'seek', t: 0.25})")
	page.WaitFor(times+".every(t => t === 0.25)", patience)

	browser.Eval[any](page.Page, "frames[1].document.querySelector('canvas').focus()")
	page.press("+")
	page.WaitFor("JSON.stringify(frames[0].pushforwardStage().view) === JSON.stringify(frames[1].pushforwardStage().view)", patience)
	zoomed := browser.Eval[[4]float64](page.Page, "frames[0].pushforwardStage().view")
	page.press("0")
	page.WaitFor(fmt.Sprintf("frames[0].pushforwardStage().view[2] > %v && JSON.stringify(frames[0].pushforwardStage().view) === JSON.stringify(frames[1].pushforwardStage().view)", zoomed[2]), patience)

	at := browser.Eval[[2]float64](page.Page, "(b => [b.left + b.width / 4, b.top + b.height / 4])(document.querySelector('.stage').getBoundingClientRect())")
	page.Do(patience, chromedp.MouseEvent("mouseMoved", at[0], at[1]))
	page.WaitFor("(c => !c.hidden && Math.abs(parseFloat(c.style.left) - 25) < 1)(document.querySelectorAll('.crosshair')[1])", patience)

	browser.Eval[any](page.Page, "frames[1].document.querySelector('canvas').focus()")
	page.space()
	page.WaitFor("Array.from(frames).every(f => f.pushforwardStage().playing)", patience)
	page.space()
	page.WaitFor("Array.from(frames).every(f => !f.pushforwardStage().playing)", patience)
}

// Keys alone bring a contestant in, look at it, train both and take it out again.
func TestRaceByKeyboard(t *testing.T) {
	page := arrive(t, "#v=1&m=swd&d=moons", browser.View{Still: true})
	page.press("c\r")
	page.WaitFor("!document.querySelector('#compare-list').hidden", patience)
	page.press("max\r")
	page.contest(2)
	page.tabTo(t, "document.activeElement.getAttribute('aria-label')?.startsWith('B, ')")
	page.press("\r")
	page.WaitFor("pushforward.run().method === 'mmd' && document.querySelectorAll('.contestant')[1].classList.contains('selected')", patience)
	browser.Eval[any](page.Page, "document.activeElement.blur()")
	page.press("t")
	page.WaitFor("pushforward.race().every(c => c.state.step > 0)", patience)
	page.press("t")
	page.WaitFor("pushforward.race().every(c => c.state.status !== 'training')", patience)
	page.tabTo(t, "document.activeElement.getAttribute('aria-label')?.startsWith('Remove B')")
	page.press("\r")
	page.WaitFor("pushforward.race().length === 1 && pushforward.run().method === 'swd'", patience)
}

// tabTo presses Tab until an expression about what has the focus is true.
func (v visit) tabTo(t *testing.T, focused string) {
	t.Helper()
	for presses := 0; !browser.Eval[bool](v.Page, "Boolean("+focused+")"); presses++ {
		if presses == 150 {
			t.Fatalf("%s: not within 150 presses of Tab", focused)
		}
		v.press("\t")
	}
}

// On a phone the stages are swiped through, and the one in the middle is looked at; nothing sticks out, and all is large enough for a finger.
func TestRaceOnAPhone(t *testing.T) {
	phone := browser.Phone()
	phone.Still = true
	page := visit{browser.Open(t, browser.Site(t)+"#v=1&m=fm&d=moons&race=mmd", phone), t}
	page.contest(2)
	if excess := browser.Eval[int](page.Page, "document.documentElement.scrollWidth - innerWidth"); excess > 0 {
		t.Errorf("the page is %d px wider than the phone", excess)
	}
	page.fitsFingers(t)
	browser.Eval[any](page.Page, "document.querySelector('#stages').scrollTo({left: 1000, behavior: 'instant'})")
	page.WaitFor("pushforward.run().method === 'mmd'", patience)
	page.Screenshot(filepath.Join(t.ArtifactDir(), "race-phone.png"))
}

// A contestant whose worker stops says so on its card, and the other trains on.
func TestRaceGoesOnWithoutOne(t *testing.T) {
	page := visit{browser.Open(t, browser.Site(t), browser.View{Still: true}), t}
	page.Do(patience, watchWorkers(), chromedp.Navigate(browser.Site(t)+"#v=1&m=swd&d=moons&race=mmd"))
	page.contest(2)
	page.click(trainButton)
	page.WaitFor("pushforward.race().every(c => c.state.step > 0)", patience)
	browser.Eval[any](page.Page, "workers[1].dispatchEvent(new ErrorEvent('error', {message: 'out of memory', cancelable: true}))")
	page.WaitFor("document.querySelectorAll('.contestant')[1].querySelector('.notice')?.textContent.includes('out of memory')", patience)
	step := browser.Eval[int](page.Page, "pushforward.race()[0].state.step")
	page.WaitFor(fmt.Sprintf("pushforward.race()[0].state.step > %d && pushforward.race()[0].state.status !== 'paused'", step), patience)
	page.click("[...document.querySelectorAll('.notice button')].find(b => b.textContent === 'Start again')")
	page.WaitFor("pushforward.race()[1].state?.run.method === 'mmd'", patience)
}

// Whoever presses Train before the second contestant's worker has come trains both: the other as soon as it stands.
func TestLateContestantTrainsToo(t *testing.T) {
	page := visit{browser.Open(t, "about:blank", browser.View{}), t}
	page.Do(patience, beforeScripts(`globalThis.late = []; let workers = 0; globalThis.Worker = class extends Worker {
		constructor(...a) {
			super(...a);
			if (++workers !== 2) return;
			const post = this.postMessage.bind(this);
			this.postMessage = (...mail) => void (globalThis.late === undefined ? post(...mail) : globalThis.late.push(() => post(...mail)));
		}
	}`), chromedp.Navigate(browser.Site(t)+"#v=1&m=fm&d=8gaussians&race=mmd&t=1"))
	page.ready()
	page.click(trainButton)
	page.WaitFor("pushforward.state().step > 0", patience)
	if stands := browser.Eval[bool](page.Page, "Boolean(pushforward.race()[1].state)"); stands {
		t.Error("the second contestant stands before its worker has heard of anything")
	}
	browser.Eval[any](page.Page, "void (mails => { delete globalThis.late; mails.forEach(mail => mail()); })(globalThis.late)")
	page.WaitFor("pushforward.race()[1].state?.status === 'training' && pushforward.race()[1].state.step > 0", patience)
}

// The dial is turned at the press of a button: a curve for each solver, a sentence, a file; a new run puts it away.
func TestErrorAgainstEvaluations(t *testing.T) {
	page := arrive(t, "#v=1&m=fm&d=8gaussians", browser.View{Still: true})
	page.train(2)
	page.click("document.querySelector('#evaluations button:enabled')")
	page.WaitFor("document.querySelector('#evaluations button').textContent === 'Measure' && pushforward.race()[0].rows.length > 20", 2*time.Minute)
	rows := page.racers()[0].Rows
	if first := rows[0]; first.Solver != "euler" || first.NFE != 1 || !(first.Ratio > 1.5*rows[6].Ratio) || !(rows[6].Micros > first.Micros) {
		t.Errorf("one step of Euler's method is %+v, 64 are %+v: want it worse and quicker", first, rows[6])
	}
	page.WaitFor("/^Midpoint: .* evaluations? .*[.]$/.test(document.querySelector('.verdict').textContent)", patience)
	if file := page.saved("document.querySelector('#evaluations [aria-label=\"CSV: download what was measured\"]')", page.downloads(), "pushforward-evaluations.csv"); len(file) != len(rows) {
		t.Errorf("%d rows in the file, want %d", len(file), len(rows))
	}
	browser.Eval[any](page.Page, "document.querySelector('#evaluations').scrollIntoView({block: 'end'})")
	page.Screenshot(filepath.Join(t.ArtifactDir(), "evaluations.png"))
	page.choose("target", "Pinwheel")
	page.WaitFor("pushforward.race()[0].rows.length === 0 && document.querySelector('#evaluations button').disabled", patience)
}
