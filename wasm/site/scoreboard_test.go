package main

import (
	"reflect"
	"testing"

	"pushforward/core/lab/published"
	"pushforward/core/lab/table"
)

// A scoreboard has a standing where there is a row, in the column of its target, and three digits of each number; a claim has what was published only.
func TestScoreboard(t *testing.T) {
	board := newScoreboard(
		[]table.Summary{
			{Method: "fm", Target: "moons", Seeds: 5, Train: 9.8765, Worst: map[string]float64{"ratio": 1.23456}, Mean: map[string]float64{"ratio": 1.1}},
			{Method: "fm", Target: "us-zipcodes", Seeds: 5},
			{Method: "mmd", Target: "rings", Seeds: 1},
			{Method: "langevin", Target: "moons", Seeds: 1, Refused: "no density"},
		},
		[]published.Line{{
			Label: "I-CFM", Method: "fm", Target: "moons", Seeds: 2,
			Ours:      map[string]published.Number{"w2": {Mean: 0.20949, Std: 0.012345}, "floor": {Mean: 0.1}},
			Published: map[string]published.Number{"w2": {Mean: 0.178, Std: 0.014}, "npe": {Mean: 0.891}},
		}},
	)
	if len(board.Methods) != 3 || len(board.Targets) != 2 || len(board.Methods["fm"]) != len(board.Targets) {
		t.Fatalf("%d methods, %d columns: want 3, and one for each of the two targets of %v", len(board.Methods), len(board.Methods["fm"]), board.Targets)
	}
	for column, target := range board.Targets {
		got := board.Methods["fm"][column]
		var want *standing
		if target == "moons" {
			want = &standing{Worst: 1.23, Mean: 1.1, Seeds: 5, Seconds: 9.88}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("fm on %s: %+v, want %+v", target, got, want)
		}
	}
	want := map[string]published.Number{"w2": {Mean: 0.209, Std: 0.0123}}
	if len(board.Published) != 1 || !reflect.DeepEqual(board.Published[0].Ours, want) {
		t.Errorf("published %+v: want one, with %v of ours", board.Published, want)
	}
}
