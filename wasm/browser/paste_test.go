package browser_test

import (
	"context"
	"fmt"

	browserdomain "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pushforward/wasm/browser"
)

// ctrl is the bit of that key among the modifiers of an event.
const ctrl = 2

// copies puts text on the clipboard as a spreadsheet does, with the cells as HTML beside it, and presses Ctrl V.
func (v visit) copies(text string) {
	v.t.Helper()
	grant := browserdomain.SetPermissionParams{Permission: &browserdomain.PermissionDescriptor{Name: "clipboard-write", AllowWithoutSanitization: true}, Setting: "granted"}
	v.Do(patience, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}) // of a window without a screen
		if err == nil {
			_, err = cdp.Call(ctx, target, browserdomain.SetPermission, grant)
		}
		return err
	}))
	browser.Eval[any](v.Page, fmt.Sprintf(`navigator.clipboard.write([new ClipboardItem({
		"text/plain": new Blob([%q], {type: "text/plain"}), "text/html": new Blob(["<table><tr><td>1"], {type: "text/html"})})])`, text))
	v.strike(input.DispatchKeyEventParams{Key: "v", Code: "KeyV", WindowsVirtualKeyCode: 86, Modifiers: ctrl, Commands: []string{"paste"}})
	v.WaitFor("document.querySelector('#own').open", patience)
}

// fromSpreadsheets pastes as people do from Excel, with nothing focused; from Google Sheets, with the stage focused; and into the dialog's field.
func (v visit) fromSpreadsheets() {
	v.t.Helper()
	told := func(text string) string {
		return fmt.Sprintf("document.querySelector('.own-points .help').textContent.includes(%q)", text)
	}
	v.copies("Tag\t\"Größe\n(cm)\"\tAnteil\r\n31.01.2024\t1.234,5\t45 %\r\n01.02.2024\t\"-0,25\"\t(7,5 %)\r\n\t\t\r\n")
	v.WaitFor("[...document.querySelectorAll('.own-preview th')].map(h => h.textContent).join() === 'Tag,Größe (cm),Anteil' && "+told("decimal points"), patience)
	v.use("points")
	v.WaitFor(carriedPoints+" === '1234.5,0.45,-0.25,-0.075'", patience)

	v.click("document.querySelector('iframe.stage')")
	browser.Eval[any](v.Page, "frames[0].document.querySelector('canvas').focus()")
	v.copies("Day\tPrice\tNote\tCount\n1/31/2024\t$1,234.50\t\"a\ttab,\nand \"\"more\"\"\"\t12,345\n2/1/2024\t($0.50)\t\t1,000\n")
	v.WaitFor("document.querySelectorAll('.own-preview th').length === 4 && "+told("thousands"), patience)
	if why := browser.Eval[string](v.Page, "document.querySelector('.own-preview input').title"); why != `“Day”, line 2: "1/31/2024" is no number` {
		v.t.Errorf("a column of days is refused by %q", why)
	}
	v.use("points")
	v.WaitFor(carriedPoints+" === '1234.5,12345,-0.5,1000'", patience)

	v.own("Points")
	v.click("document.querySelector('#own-pasted')")
	v.copies("Day\tx\n2024-01-31\t1.5\n")
	v.WaitFor(`document.querySelector('.own-points .objection').textContent.endsWith('Want two or more. In “Day”, line 2: "2024-01-31" is no number.')`, patience)
	v.press(kb.Escape)
	v.WaitFor("!document.querySelector('#own').open", patience)
}

// carriedPoints are the numbers of the points that the run carries, an NPY file of float32 in the link.
const carriedPoints = `(bytes => [...new Float32Array(bytes.buffer.slice(10 + new DataView(bytes.buffer).getUint16(8, true)))].map(x => +x.toPrecision(6)).join())(
	Uint8Array.from(atob(pushforward.state().run.targetParameters.data.replaceAll("-", "+").replaceAll("_", "/")), c => c.charCodeAt(0)))`
