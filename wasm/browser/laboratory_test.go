package browser_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"pushforward/wasm/browser"
)

// The scores of all methods are those of the laboratory's table; arrow keys go from cell to cell, and Enter brings what a cell is of to the stage.
func TestScoresOfAllMethods(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(browser.Root(t), "assets", "lab", "table.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct {
		Method, Target string
		Worst          map[string]float64
	}
	if err := json.Unmarshal(text, &rows); err != nil {
		t.Fatal(err)
	}
	worst := math.NaN()
	for _, r := range rows {
		if r.Method == "ot-cfm" && r.Target == "25gaussians" {
			worst = r.Worst["ratio"]
		}
	}
	page := arrive(t, "#v=1&m=fm&d=8gaussians", browser.View{})
	press1("#scores-open")(page)
	page.WaitFor("document.activeElement.getAttribute('aria-current') === 'true'", patience)
	page.Do(patience, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowRight))
	says := browser.Eval[string](page.Page, "document.activeElement.textContent")
	if want := fmt.Sprintf("%.2f", worst); says != want {
		t.Errorf("the cell of OT pairs on 25 Gaussians says %q, want %s", says, want)
	}
	if detail := browser.Eval[string](page.Page, "document.querySelector('.matrix-detail').textContent"); detail == "" {
		t.Error("nothing is said of the cell that has the focus")
	}
	page.Do(patience, chromedp.KeyEvent(kb.Enter))
	page.WaitFor("pushforward.state()?.run.method === 'ot-cfm' && pushforward.state().run.target === '25gaussians' && !document.getElementById('scores').open", patience)
}
