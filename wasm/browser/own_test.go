package browser_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pushforward/wasm/browser"
)

// own opens the dialog of one's own targets from the picker.
func (v visit) own(name string) {
	v.t.Helper()
	v.choose("target", name)
	v.WaitFor("document.querySelector('#own').open", patience)
}

// A formula is tried while it is typed, refused where it is wrong, used as the target, trained on, and carried by the link.
func TestFormulaOfOnesOwn(t *testing.T) {
	page := arrive(t, "#v=1&m=mmd&d=moons&batch=128&net=32,32", browser.View{})
	page.own("Formula")
	page.enter("own-formula", "exp(-2(r - 1)^2")
	const objection = "document.querySelector('.own-side .objection').textContent"
	page.WaitFor(objection+".length > 0", patience)
	if why := browser.Eval[string](page.Page, objection); !strings.Contains(why, `at 16: the end: want ")" there`) {
		t.Errorf("objection %q: want the place of the missing parenthesis", why)
	}
	page.enter("own-formula", "exp(-50(r - 1)^2)(y > 0)")
	page.WaitFor(objection+" === ''", patience)
	page.click("document.querySelector('#own footer .primary')")
	page.WaitFor("!document.querySelector('#own').open && pushforward.state().run.target === 'formula'", patience)
	page.WaitFor("/d=formula/.test(location.hash) && decodeURIComponent(location.hash).includes('d.formula=exp(-50(r - 1)^2)(y > 0)')", patience)

	page.click("document.querySelector('#training .primary:enabled')")
	page.WaitFor("pushforward.state().step > 20", patience)
	page.click("document.querySelector('#training .primary')")
	link := browser.Eval[string](page.Page, "location.hash")
	again := arrive(t, link, browser.View{})
	if formula := browser.Eval[string](again.Page, "pushforward.state().run.targetParameters.formula"); formula != "exp(-50(r - 1)^2)(y > 0)" {
		t.Errorf("the link %s brings the formula %q", link, formula)
	}
}

// A link is somebody else's text: what it says of one's own that is none leaves the page with a run, and a sentence.
func TestHostileDataInALink(t *testing.T) {
	for target, want := range map[string]string{
		"d=formula&d.formula=alert(1)":                           "unknown name",
		"d=formula&d.formula=" + strings.Repeat("(", 400):        "nested too deeply",
		"d=formula&d.formula=" + strings.Repeat("x", 600):        "at most 500 bytes",
		"d=picture&d.grid=" + strings.Repeat("A", 3000):          "grid: ",
		"d=points&d.data=@..%2Fsecret":                           "want @ and small letters and digits",
		"s=points&s.data=@0123456789abcdef&d=picture&d.grid=%00": "not in this one: the default is used",
	} {
		page := browser.Open(t, browser.Site(t)+"#v=1&m=fm&"+target, browser.View{})
		page.WaitFor(notice(want), patience)
		page.WaitFor("pushforward.state()?.status === 'idle'", patience)
	}
}

// dropFile drops a file, whose content a JavaScript expression gives, on the middle of the page, and waits for what the page makes of it.
func (v visit) dropFile(name, kind, content string) {
	v.t.Helper()
	v.letFall(name, kind, content)
	v.WaitFor("document.querySelector('#own').open", patience)
}

// letFall drops a file, and does not wait.
func (v visit) letFall(name, kind, content string) {
	v.t.Helper()
	browser.Eval[any](v.Page, fmt.Sprintf(`(async () => {
		const data = new DataTransfer();
		data.items.add(new File([await %s], %q, {type: %q}));
		const at = type => document.querySelector(".stage").dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: data}));
		at("dragenter");
		if (!document.querySelector(".drop-hint").checkVisibility()) throw new Error("no hint that a file can be dropped");
		at("drop");
	})()`, content, name, kind))
}

// use takes what the dialog has as the target, and waits until the run is of it.
func (v visit) use(id string) {
	v.t.Helper()
	v.click("document.querySelector('#own footer .primary')")
	v.WaitFor(fmt.Sprintf("!document.querySelector('#own').open && pushforward.state().run.target === %q", id), patience)
}

// A table that is dropped is read in a worker, its columns are chosen, its bad rows are counted, and it is the target. More than a link carries stays in the
// browser: the link comes back there, to the bit, and falls back elsewhere.
func TestPointsOfOnesOwn(t *testing.T) {
	page := arrive(t, "#v=1&m=mmd&d=moons&batch=128&net=32,32", browser.View{})
	page.fromSpreadsheets()
	line := filepath.Join(t.TempDir(), "line.csv")
	if err := os.WriteFile(line, []byte("x;y\n1,5;2\n3;4,5\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	page.dragFromDisk(line, page.rest("document.querySelector('iframe.stage')"))
	page.WaitFor("document.querySelector('.own-points .help').textContent.includes('line.csv')", patience)
	page.press(kb.Escape)
	page.WaitFor("!document.querySelector('#own').open && document.querySelector('.drop-hint').hidden", patience)
	page.dropFromDisk(line)
	page.WaitFor("document.querySelector('.own-points .help').textContent.includes('line.csv') && document.querySelector('.own-points .help').textContent.includes('decimal points')", patience)
	page.dropFile("line.csv.gz", "application/gzip", `new Uint8Array([31, 139, 8, 0])`)
	page.WaitFor("document.querySelector('.own-points .objection').textContent === '“line.csv.gz”: a file packed by gzip: unpack it first.'", patience)
	if left := browser.Eval[int](page.Page, "document.querySelectorAll('.own-preview th input:checked').length"); left != 2 {
		t.Errorf("after a file that is no table %d columns are ticked, want the 2 of the table before", left)
	}
	page.dropFile("ring.csv", "text/csv", `["name,x,y", "bad,NaN,1", ...Array.from({length: 1000}, (_, i) => "p," + Math.cos(i) + "," + Math.sin(i))].join("\n")`)
	page.WaitFor("document.querySelectorAll('.own-preview th').length === 3 && !document.querySelector('.own-preview th input').checked", patience)
	page.click("document.querySelector('#own footer .primary')")
	page.WaitFor(`document.querySelector('.own-points .objection').textContent.includes('1 rows have no finite number in each column; the first: line 2, column "x": "NaN"')`, patience)
	page.click("document.querySelector('#own-skip')")
	page.use("points")
	page.WaitFor(notice("1 rows were left out. The first: line 2"), patience)
	page.WaitFor(notice("kept in this browser"), patience)
	page.click("document.querySelector('#training button:nth-of-type(2)')") // a step
	page.WaitFor("pushforward.state().step === 1", patience)
	page.WaitFor("/d[.]data=%40[0-9a-f]{16}/.test(location.hash)", patience)
	loss := browser.Eval[float64](page.Page, "pushforward.metrics().loss.at(-1)")
	link := browser.Eval[string](page.Page, "location.hash")

	page.Do(patience, chromedp.Reload())
	page.ready()
	page.WaitFor("pushforward.state().run.target === 'points'", patience)
	page.click("document.querySelector('#training button:nth-of-type(2)')")
	page.WaitFor("pushforward.state().step === 1", patience)
	if again := browser.Eval[float64](page.Page, "pushforward.metrics().loss.at(-1)"); again != loss {
		t.Errorf("the first loss was %v, and from the link it is %v", loss, again)
	}

	other := arrive(t, link, browser.View{})
	other.WaitFor(notice("not in this one: the default is used"), patience)
	if target := browser.Eval[string](other.Page, "pushforward.state().run.target"); target != "us-zipcodes" {
		t.Errorf("in another browser the target is %s", target)
	}
}

// ink counts the cells of the board that are drawn on.
const ink = "(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 === 3 && v > 128).length)(document.querySelector('.board'))"

// byKeys draws on the empty board that has the focus: a line and a dab, of the area of a brush of 6% of 128 cells, which E and Z take away again.
func (v visit) byKeys() {
	v.t.Helper()
	const radius, far = 0.06 * 128 / 2, 32 // eight arrows of four cells
	drawn := func() int { return browser.Eval[int](v.Page, ink) }
	v.space()
	for range 8 {
		v.press(kb.ArrowRight)
	}
	v.space()
	line := drawn()
	if want := math.Pi*radius*radius + 2*radius*far; math.Abs(float64(line)-want) > want/10 {
		v.t.Errorf("a line by keys has %d cells, want about %.0f", line, want)
	}
	for range 4 {
		v.press(kb.ArrowDown)
	}
	v.enterKey()
	if dab, want := drawn()-line, math.Pi*radius*radius; math.Abs(float64(dab)-want) > want/5 {
		v.t.Errorf("a dab by keys has %d cells, want about %.0f", dab, want)
	}
	if at := browser.Eval[string](v.Page, "document.querySelector('.board-frame [role=status]').textContent"); at != "brush up, 75% from the left, 63% from the top" {
		v.t.Errorf("the cursor is said to be at %q", at)
	}
	v.press("e")
	v.enterKey()
	if left := drawn(); left != line {
		v.t.Errorf("the eraser leaves %d cells, want %d", left, line)
	}
	v.press("zzzb")
	if left := drawn(); left != 0 || browser.Eval[bool](v.Page, "document.querySelector('.board-cursor').hidden") {
		v.t.Errorf("all undone, %d cells are left, or the cursor is not to be seen", left)
	}
}

// byPen draws with a pen, which draws a line three times as thick if it is pressed three times as much.
func (v visit) byPen() {
	v.t.Helper()
	var cells []float64
	for _, force := range []float64{0.25, 0.75} {
		v.pullWith(input.DispatchMouseEventParams{PointerType: "pen", Force: force}, ".board", [2]float64{0.2, 0.5}, [2]float64{0.8, 0.5})
		cells = append(cells, browser.Eval[float64](v.Page, ink))
		v.press("z")
	}
	if ratio := cells[1] / cells[0]; !(ratio > 2.6 && ratio < 3.6) {
		v.t.Errorf("a light line has %v cells, a heavy one %v: want about three times as many, and round ends", cells[0], cells[1])
	}
}

// What is drawn with keys, a pen and the mouse is the target, travels in the link, and is trained on; an eraser and undo mend it.
func TestDrawingOfOnesOwn(t *testing.T) {
	page := arrive(t, "#v=1&m=mmd&d=moons&batch=128&net=32,32", browser.View{})
	page.press("d")
	page.WaitFor("document.querySelector('#own').open && document.querySelector('.board').checkVisibility()", patience)
	page.byKeys()
	page.byPen()
	page.pull(".board", [2]float64{0.2, 0.25}, [2]float64{0.8, 0.25})
	page.pull(".board", [2]float64{0.2, 0.75}, [2]float64{0.8, 0.75})
	drawn := browser.Eval[int](page.Page, ink)
	page.click("[...document.querySelectorAll('.own-tool')].at(-1)")
	page.pull(".board", [2]float64{0.2, 0.75}, [2]float64{0.8, 0.75})
	erased := browser.Eval[int](page.Page, ink)
	page.click("document.querySelector('.own-tools button[title^=Undo]')")
	if undone := browser.Eval[int](page.Page, ink); drawn < 500 || erased > drawn*2/3 || undone != drawn {
		t.Errorf("%d cells drawn, %d after the eraser, %d after undo", drawn, erased, undone)
	}
	page.use("picture")
	page.WaitFor("/d=picture/.test(location.hash) && /d[.]grid=[A-Za-z0-9_-]{20,}/.test(location.hash)", patience)
	page.train(8)
	link := browser.Eval[string](page.Page, "location.hash")
	again := arrive(t, link, browser.View{})
	want := browser.Eval[string](page.Page, "pushforward.state().run.targetParameters.grid")
	if got := browser.Eval[string](again.Page, "pushforward.state().run.targetParameters.grid"); got != want || len(link) > 4000 {
		t.Errorf("a link of %d characters brings the picture %.20q, want %.20q", len(link), got, want)
	}
}

// byFinger draws lines down the white half of the board, by one finger, which must not scroll, and by two, of which the first draws.
func (v visit) byFinger() {
	v.t.Helper()
	box := browser.Eval[[4]float64](v.Page, "(node => { node.scrollIntoView({block: 'nearest'}); const b = node.getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; })(document.querySelector('.board'))")
	down := func(x float64) [][2]float64 {
		return straightLine([2]float64{box[0] + x*box[2], box[1] + 0.8*box[3]}, [2]float64{box[0] + x*box[2], box[1] + 0.2*box[3]}, 8)
	}
	const scrolled = "document.querySelector('#own').scrollTop"
	if !browser.Eval[bool](v.Page, "(d => d.scrollHeight > d.clientHeight)(document.querySelector('#own'))") {
		v.t.Error("the dialog cannot scroll: want it higher than the phone")
	}
	before := browser.Eval[float64](v.Page, scrolled)
	touch(v.Page, down(0.1))
	touch(v.Page, down(0.2), down(0.4))
	weights := browser.Eval[[4]int](v.Page, "(d => [6, 13, 19, 26].map(x => d[4 * x + 3]))(document.querySelector('.board').getContext('2d').getImageData(0, 21, 64, 1).data)")
	if after := browser.Eval[float64](v.Page, scrolled); weights != [4]int{255, 255, 0, 0} || after != before {
		v.t.Errorf("fingers left weights %v at a tenth, two, three and four of the width, and scrolled from %v to %v: want the first two drawn", weights, before, after)
	}
}

// An image that is dropped becomes a drawing, dark where it is dark, and waits for a page that still loads; what is no image says so.
func TestImageOfOnesOwn(t *testing.T) {
	page := visit{browser.Open(t, "about:blank", browser.Phone()), t}
	page.Do(patience, beforeScripts("globalThis.holdsBack = true"), beforeScripts(hold), chromedp.Navigate(browser.Site(t)+"#v=1&m=mmd&d=moons&batch=128&net=32,32"))
	page.WaitFor("document.querySelector('.drop-hint')", patience)
	const half = `new Promise(done => {
		const c = Object.assign(document.createElement("canvas"), {width: 300, height: 200}), context = c.getContext("2d");
		context.fillStyle = "white"; context.fillRect(0, 0, 300, 200);
		context.fillStyle = "black"; context.fillRect(150, 0, 150, 200);
		c.toBlob(done);
	})`
	page.letFall("half.png", "image/png", half)
	browser.Eval[any](page.Page, "postMessage({hold: false})")
	page.ready()
	page.WaitFor("document.querySelector('.board').width === 64 && document.querySelector('.board').height === 43", patience)
	weights := browser.Eval[[2]int](page.Page, "(d => [d[4 * 10 + 3], d[4 * 50 + 3]])(document.querySelector('.board').getContext('2d').getImageData(0, 20, 64, 1).data)")
	if weights != [2]int{0, 255} {
		t.Errorf("white and black weigh %v, want [0 255]", weights)
	}
	if excess := browser.Eval[int](page.Page, "document.querySelector('#own').scrollWidth - innerWidth"); excess > 0 {
		t.Errorf("the dialog is %d px wider than the phone", excess)
	}
	page.fitsFingers(t)
	page.byFinger()
	page.use("picture")
	page.dropFile("text.png", "image/png", `"no image"`)
	page.WaitFor("document.querySelector('.own-picture .objection').textContent.includes('cannot read this as an image')", patience)
}
