package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/evanw/esbuild/pkg/api"

	"pushforward/core/lab/published"
	"pushforward/core/lab/table"
)

// A scoreboard is what the laboratory's tables came to, as far as the page shows it.
type scoreboard struct {
	Targets   []string               `json:"targets"` // the toys that any method was measured on
	Methods   map[string][]*standing `json:"methods"` // by id, a standing for each of the targets: null where there is none
	Published []claim                `json:"published"`
}

// A standing is a method on a target over its seeds. Scores are W₂ over its floor.
type standing struct {
	Worst   float64 `json:"worst,omitempty"`
	Mean    float64 `json:"mean,omitempty"`
	Seeds   int     `json:"seeds"`
	Seconds float64 `json:"seconds"`         // of training, median
	Modes   float64 `json:"modes,omitempty"` // found, mean; 0 where the target has none
	HQ      float64 `json:"hq,omitempty"`    // the share of samples within 3σ of a mode, mean
	Refused string  `json:"refused,omitempty"`
	Failed  string  `json:"failed,omitempty"`
}

// A claim is a row of a published table, beside the same protocol here.
type claim struct {
	Table     string                      `json:"table"`
	Label     string                      `json:"label"`
	Method    string                      `json:"method"`
	Target    string                      `json:"target"`
	Seeds     int                         `json:"seeds"`
	Ours      map[string]published.Number `json:"ours"`
	Published map[string]published.Number `json:"published"`
}

// scores lets scripts import "laboratory:scores": the [scoreboard] of the tables in assets/lab.
func scores(root string) api.Plugin {
	return made("laboratory:scores", api.LoaderJSON, func() (string, error) {
		var rows []table.Summary
		var lines []published.Line
		for name, list := range map[string]any{"table.json": &rows, "published.json": &lines} {
			text, err := os.ReadFile(filepath.Join(root, "assets", "lab", name))
			if err != nil {
				return "", err
			}
			if err := json.Unmarshal(text, list); err != nil {
				return "", fmt.Errorf("assets/lab/%s: %w", name, err)
			}
		}
		text, err := json.Marshal(newScoreboard(rows, lines))
		return string(text), err
	})
}

func newScoreboard(rows []table.Summary, lines []published.Line) scoreboard {
	board := scoreboard{Methods: map[string][]*standing{}, Published: []claim{}}
	for _, toy := range table.Toys() {
		if slices.ContainsFunc(rows, func(r table.Summary) bool { return r.Target == toy }) {
			board.Targets = append(board.Targets, toy)
		}
	}
	for _, r := range rows {
		column := slices.Index(board.Targets, r.Target)
		if column < 0 {
			continue
		}
		if board.Methods[r.Method] == nil {
			board.Methods[r.Method] = make([]*standing, len(board.Targets))
		}
		board.Methods[r.Method][column] = &standing{
			Worst: short(r.Worst["ratio"]), Mean: short(r.Mean["ratio"]), Seeds: r.Seeds, Seconds: short(r.Train),
			Modes: short(r.Mean["modes"]), HQ: short(r.Mean["hq"]), Refused: r.Refused, Failed: r.Failed,
		}
	}
	for _, l := range lines {
		c := claim{Table: l.Table, Label: l.Label, Method: l.Method, Target: l.Target, Seeds: l.Seeds, Ours: map[string]published.Number{}, Published: l.Published}
		for name := range l.Published {
			if ours, ok := l.Ours[name]; ok {
				c.Ours[name] = published.Number{Mean: short(ours.Mean), Std: short(ours.Std)}
			}
		}
		board.Published = append(board.Published, c)
	}
	return board
}

// short keeps three significant digits.
func short(x float64) float64 { return table.Round(x, 3) }
